import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { invitationCode, slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

/** Who is outside, and how they are admitted. */

const sato = slackUser('U-SATO', 'Sato Yuki')
const stranger = slackUser('U-STRANGER', 'Somebody')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(teamsUser('kim', 'Kim Min-ji'), 'korea member')
})
afterAll(() => bot.close())

describe('an outsider', () => {
  it.each([
    'status',
    'status ipr-1',
    'summary',
    'who',
    'mine',
    'update ipr-1 on track x',
    'hua hin',
    'invite japan member',
    'more',
    'import x',
  ])('%s learns nothing but how to be admitted', async (words) => {
    const { text, reply } = await bot.say(stranger, words)
    expect(text).toContain('I can answer help and join.')
    expect(text).toContain('Your message was not kept.')
    expect(text).not.toMatch(/heraklion|ipr-1|japan|hua hin/i)
    expect(reply?.outcome).toBe('refused')
  })

  it('is told the same by help, and a wrong code opens nothing', async () => {
    expect((await bot.say(stranger, 'help')).text).toContain('join CODE')
    expect((await bot.say(stranger, 'help update')).text).not.toContain('on track')
    expect((await bot.say(stranger, 'join ABCD-EFGH-JKMN')).text).toContain('This code is not open')
  })

  it('with the user id of an admitted person but another workspace stays outside', async () => {
    expect((await bot.say({ ...sato, tenant: 'T-OTHER' }, 'status')).text).toContain(
      'do not know this account',
    )
  })
})

describe('invite and join', () => {
  it('a code works once, also when two use it at once', async () => {
    const code = invitationCode((await bot.say(operator, 'invite greece dg')).text)
    const people = ['a', 'b', 'c'].map((user) => slackUser(`U-${user}`))
    const answers = await Promise.all(people.map((who) => bot.say(who, `join ${code.toLowerCase()}`)))
    expect(answers.filter(({ text }) => text.includes('Welcome.'))).toHaveLength(1)
    expect(answers.filter(({ text }) => text.includes('not open'))).toHaveLength(2)
  })

  it('a code expires after two weeks, and only its hash is kept', async () => {
    const code = invitationCode((await bot.say(operator, 'invite secretariat')).text)
    expect(JSON.stringify(await bot.store.db.prisma.invitation.findMany())).not.toContain(
      code.replaceAll('-', ''),
    )
    const before = bot.clock.now().toISOString()
    bot.clock.minutesLater(14 * 24 * 60 + 1)
    expect((await bot.say(slackUser('U-LATE'), `join ${code}`)).text).toContain('not open')
    bot.clock.set(before)
  })

  it('a member invites colleagues of the same administration, nobody else', async () => {
    expect((await bot.say(sato, 'invite japan dg')).text).toContain(
      'Invitation: Director General for Japan Customs.',
    )
    expect((await bot.say(sato, 'invite korea member')).text).toBe(
      'This invitation can be made by the secretariat.',
    )
    expect((await bot.say(sato, 'invite secretariat')).reply?.outcome).toBe('refused')
    expect((await bot.say(sato, 'invite coordinator ipr')).reply?.outcome).toBe('refused')
  })
})

it('the audit names who joined, and the operator only for what the operator did', async () => {
  const entries = await bot.store.db.prisma.auditEntry.findMany({
    where: { action: { in: ['joined', 'invitation made'] } },
  })
  const joined = entries.filter(({ action }) => action === 'joined')
  expect(joined.length).toBeGreaterThan(2)
  expect(joined.every(({ personId, subjectId }) => personId === subjectId)).toBe(true)
})
