import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operator } from '../../../src/bot.ts'
import { teamsServed } from '../../contract/platforms.ts'
import type { Fields } from '../../stand-ins/teams.ts'
import { invitationCode, type TestBot, testBot } from '../../support/bot.ts'

/** The real core, asked in somebody else's name, or again. */

let bot: TestBot
let teams: Awaited<ReturnType<typeof teamsServed>>

beforeAll(async () => {
  bot = await testBot()
  teams = await teamsServed(bot)
  for (const [user, role] of [
    ['sato', 'japan member'],
    ['kim', 'korea member'],
  ] as const) {
    const { text } = await bot.say(operator, `invite ${role}`)
    await teams.tenant.personal(`join ${invitationCode(text)}`, { user })
  }
})
afterAll(async () => {
  await teams.close()
  await bot.close()
})

const said = async (asked: ReturnType<typeof teams.tenant.personal>) => {
  const { status, messages } = await asked
  expect(status).toBe(200)
  return messages.map(({ text }) => text).join('\n')
}

describe('somebody else', () => {
  const outsider = /work for invited customs administrations/

  test('the same person id in another admitted tenant is another person', async () => {
    expect(await said(teams.another.personal('status ipr-1', { user: 'sato' }))).toMatch(outsider)
    expect(await said(teams.tenant.personal('status ipr-1', { user: 'sato' }))).toContain('IPR-1')
  })

  test.each<[string, Fields]>([
    ['none', { id: '29:mallory' }],
    ['a list', { id: '29:mallory', aadObjectId: ['sato'] }],
    ['an object', { id: '29:mallory', aadObjectId: { toString: 'sato' } }],
    ['of another spelling', { id: '29:mallory', aadObjectId: ' sato' }],
    ['cut off by a NUL', { id: '29:mallory', aadObjectId: 'sato\u0000' }],
    [
      'in other fields',
      { id: '29:mallory', objectId: 'sato', user: 'sato', properties: { aadObjectId: 'sato' } },
    ],
    ['in the name', { id: '29:mallory', name: 'sato' }],
    ['in a prototype', JSON.parse('{"id":"29:mallory","__proto__":{"aadObjectId":"sato"}}') as Fields],
  ])('a person id that is %s is not that person', async (_, from) => {
    expect(await said(teams.tenant.personal('status ipr-1', { user: 'mallory', fields: { from } }))).toMatch(
      outsider,
    )
  })

  test('a conversation of theirs does not lend its rights to who writes there', async () => {
    expect(await said(teams.tenant.personal('mine', { user: 'mallory', conversation: 'a:sato' }))).toMatch(
      outsider,
    )
  })
})

describe('sent again', () => {
  const reports = () => bot.store.db.prisma.update.count()

  test('a report is recorded once, and answered from the record', async () => {
    const before = await reports()
    const again = { user: 'sato', id: 'replayed-1' }
    const first = await said(teams.tenant.personal('update ipr-2 on track Sent only once', again))
    const second = await said(teams.tenant.personal('update ipr-2 on track Sent only once', again))
    expect(first).toContain('Recorded.')
    expect(second).toContain('Japan Customs, IPR-2')
    expect(await reports()).toBe(before + 1)
  })

  test('under the same id, other words change nothing', async () => {
    const before = await reports()
    await said(teams.tenant.personal('update ipr-2 off track Forged', { user: 'sato', id: 'replayed-1' }))
    await said(teams.tenant.personal('join ABCD-EFGH-JKLM', { user: 'sato', id: 'replayed-1' }))
    expect(await reports()).toBe(before)
  })

  test('by somebody else, tells them nothing', async () => {
    const taken = { user: 'kim', id: 'replayed-1', conversation: 'a:sato' }
    expect(await said(teams.tenant.personal('update ipr-2 on track Mine now', taken))).not.toContain('Japan')
  })

  test('a question is answered once; in another conversation it is another question', async () => {
    const again = { user: 'sato', id: 'replayed-2' }
    expect(await said(teams.tenant.personal('status tf', again))).toContain('TF-1')
    expect(await said(teams.tenant.personal('status tf', again))).toBe('')
    expect(await said(teams.tenant.group('status tf', again))).toContain('TF-1')
  })
})
