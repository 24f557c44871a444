import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ANSWERED_PRIVATELY, NOT_REACHED, NOT_REACHED_NOW } from '../../../adapters/teams/answer.ts'
import { operator } from '../../../src/bot.ts'
import { teamsServed } from '../../contract/platforms.ts'
import { invitationCode, type TestBot, testBot } from '../../support/bot.ts'

/** The real core, asked in threads, channels, groups and private chats of Teams. */

let bot: TestBot
let teams: Awaited<ReturnType<typeof teamsServed>>

const channel = '19:plenary@thread.tacv2'
const group = '19:group@thread.v2'

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
  for (const part of ['first', 'second', 'third', 'fourth', 'fifth'])
    await teams.tenant.personal(
      `update ipr-1 on track The ${part} part. ${'Word after word. '.repeat(100)}`,
      {
        user: 'sato',
      },
    )
  bot.clock.minutesLater(11)
})
afterEach(() => teams.standIn.recover())
afterAll(async () => {
  await teams.close()
  await bot.close()
})

/** Where each message went, and its words. */
const seen = async (asked: ReturnType<typeof teams.tenant.channel>) =>
  (await asked).messages.map(({ conversation, text }) => [conversation, text] as const)

describe('a thread of a channel', () => {
  test('is answered in that thread, whoever asks where else at the same time', async () => {
    const [one, two, other] = await Promise.all([
      seen(teams.tenant.channel('status ipr-1', { user: 'sato', thread: '100' })),
      seen(teams.tenant.channel('status tf', { user: 'sato', thread: '200' })),
      seen(teams.tenant.channel('status env', { user: 'kim', thread: '100' })),
    ])
    expect([one, two, other].map((messages) => messages.map(([conversation]) => conversation))).toEqual([
      [`${channel};messageid=100`],
      [`${channel};messageid=200`],
      [`${channel};messageid=100`],
    ])
    expect(one[0]?.[1]).toContain('IPR-1')
    expect(two[0]?.[1]).toContain('TF-1')
    expect(other[0]?.[1]).toContain('ENV-1')
  })

  test('`more` goes on with what the same person asked there', async () => {
    const ask = async (user: string, words: string, thread = '300') =>
      (await seen(teams.tenant.channel(words, { user, thread }))).map(([, text]) => text).join()
    expect(await ask('sato', 'status ipr-1')).toMatch(/Page 1 of \d\. Say more for the next\./)
    expect(await ask('kim', 'more')).toContain('nothing more to show here')
    expect(await ask('kim', 'status tf')).not.toContain('Page')
    const next = await ask('sato', 'more')
    expect(next).toMatch(/Page 2 of \d/)
    expect(next).toContain('part. Word after word.')
  })

  test('a report from there is recorded, and read by others after its hold', async () => {
    const said = await seen(
      teams.tenant.channel('update ipr-2 at risk Comments come slowly', { user: 'kim', thread: '400' }),
    )
    expect(said[0]).toEqual([`${channel};messageid=400`, expect.stringContaining('Recorded. Korea')])
    bot.clock.minutesLater(11)
    const read = await seen(teams.tenant.channel('status ipr-2', { user: 'sato', thread: '401' }))
    expect(read[0]?.[1]).toContain('Comments come slowly')
  })
})

describe('a group chat', () => {
  test('answers who mentions it, and nobody else', async () => {
    expect(await seen(teams.tenant.group('status ipr', { user: 'sato' }))).toEqual([
      [group, expect.stringContaining('IPR-2')],
    ])
    expect(await seen(teams.tenant.group('status ipr', { user: 'sato', mentioned: false }))).toEqual([])
  })

  test('is no place for what is private: that goes to a direct message, nothing of it into the group', async () => {
    const [direct, there] = await seen(teams.tenant.group('mine', { user: 'kim' }))
    expect(direct).toEqual(['a:kim', expect.stringContaining('Korea Customs Service')])
    expect(there).toEqual([group, ANSWERED_PRIVATELY])
  })

  test('says of an outsider’s question only how to be admitted', async () => {
    const [answer] = await seen(teams.tenant.group('status ipr-1', { user: 'stranger' }))
    expect(answer?.[1]).toContain('join CODE')
    expect(answer?.[1]).not.toMatch(/heraklion|ipr-1|japan/i)
  })
})

describe('a direct message', () => {
  test('is opened for somebody the bot never talked with', async () => {
    const { text } = await bot.say(operator, 'invite greece member')
    await teams.tenant.channel(`join ${invitationCode(text)}`, { user: 'eleni' })
    teams.standIn.calls.length = 0
    const [direct] = await seen(teams.tenant.channel('mine', { user: 'eleni', thread: '500' }))
    expect(direct).toEqual(['a:eleni', expect.stringContaining('Hellenic Customs')])
    expect(teams.standIn.calls[0]).toMatchObject({
      path: '/v3/conversations',
      body: {
        isGroup: false,
        bot: { id: '28:asem' },
        members: [{ id: '29:eleni' }],
        tenantId: 'contract-tenant',
        channelData: { tenant: { id: 'contract-tenant' } },
      },
    })
  })

  test.each([
    ['the chat cannot be opened', /conversations$/, 403, 'BotNotInConversationRoster', NOT_REACHED],
    ['the person has blocked the bot', /a:sato/, 403, 'MessageWritesBlocked', NOT_REACHED],
    ['Teams is out of order', /a:sato/, 500, 'ServiceError', NOT_REACHED_NOW],
  ])(
    'when %s: said where it was asked, without a word of the answer',
    async (_, path, status, code, line) => {
      teams.standIn.fail(path, status, code)
      for (const words of ['mine', 'summary', 'who', 'invite japan observer']) {
        teams.standIn.calls.length = 0
        await teams.tenant.channel(words, { user: 'sato', thread: '600' })
        const here = teams.standIn.calls.filter(({ conversation }) => conversation?.startsWith('19:'))
        expect(here.map(({ conversation, body }) => [conversation, body.text, body.attachments])).toEqual([
          [`${channel};messageid=600`, line, undefined],
        ])
      }
    },
  )
})
