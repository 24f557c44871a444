import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Request } from '../../../src/chat/request.ts'
import { actions, text } from '../../../src/chat/view.ts'
import { buttonsOf } from '../../contract/teams-hands.ts'
import { executed, messageActivity, postActivity, type TeamsScope } from '../../stand-ins/teams.ts'
import type { Bot } from './support.ts'
import { appId, echo, startBot } from './support.ts'

/** What a person says among others to the bot alone (Teams' targeted messages, behind a slash) is answered to them alone. */

let bot: Bot
let handle: ReturnType<typeof echo>
beforeEach(async () => {
  handle = echo()
  bot = await startBot(handle)
})
afterEach(() => bot.close())

const recipient = { id: '28:asem', name: 'asem', isTargeted: true }
async function say(text: string, scope: TeamsScope, fields: object = { recipient }): Promise<void> {
  const is = {
    text,
    scope,
    serviceUrl: bot.standIn.url,
    mentioned: false,
    id: 'm1',
    thread: '1271',
    fields: { ...fields },
  }
  await postActivity(bot.baseUrl, messageActivity(is), await bot.standIn.token(appId))
}
const seen = (conversation: string) =>
  bot.standIn.messages(conversation).map(({ text, thread, onlyFor }) => [text, thread, onlyFor])

test.each([
  ['channel', '19:plenary@thread.tacv2', '1271'],
  ['groupChat', '19:group@thread.v2', null],
] as const)('in a %s', async (scope, conversation, thread) => {
  await say('/status ipr', scope)
  expect(handle.asked).toMatchObject([
    { seenBy: 'asker', at: { conversation }, input: { text: 'status ipr' } },
  ])
  expect(seen(conversation)).toEqual([['heard: status ipr', thread, '29:keiko']])
  expect(bot.standIn.calls[0]?.body).toMatchObject({
    type: 'message',
    recipient: { id: '29:keiko' },
    entities: [{ type: 'targetedMessageInfo', messageId: 'm1' }],
  })
})

test('what is pressed on such an answer is answered there, to the same person alone, and may be shown to all', async () => {
  await bot.close()
  const asked: Request[] = []
  bot = await startBot(async (request) => {
    asked.push(request)
    const { text: words } = request.input
    const blocks = [
      text(`heard: ${words}`),
      actions({ label: 'Open', line: 'mine' }, { label: 'Share here', line: 'share mine' }),
    ]
    const to = words.startsWith('share') ? 'everyone' : words === 'mine' ? 'asker' : 'here'
    return { show: { blocks, within: { programme: 'HER', trail: [words] } }, to, outcome: 'done' }
  })
  await say('/status', 'groupChat')
  const conversation = '19:group@thread.v2'
  const press = async (card: unknown, label: string) => {
    const { data } = buttonsOf(card).find(({ title }) => title === label) as { data: object }
    const is = { scope: 'groupChat', card: 'sent-1' } as const
    return bot.people.invoke('adaptiveCard/action', executed('press', { ...data }), is)
  }
  const opened = JSON.parse((await press(bot.standIn.messages(conversation)[0]?.card, 'Open')).body)
  expect(opened.value.fallbackText).toContain('heard: mine')
  expect(asked[1]).toMatchObject({ seenBy: 'asker', among: true, at: { conversation } })
  expect(seen(conversation)).toEqual([['heard: status', null, '29:keiko']])
  await press(opened.value, 'Share here')
  expect(asked[2]).toMatchObject({ among: true, input: { text: 'share mine' } })
  expect(seen(conversation).at(-1)).toEqual(['heard: share mine', null, null])
})

describe('not', () => {
  test.each([
    ['said to everybody', 'channel', { recipient: { ...recipient, isTargeted: false } }],
    ['in some other words', 'groupChat', { recipient: { ...recipient, isTargeted: 'true' } }],
  ] as const)('%s, without a mention', async (_, scope, fields) => {
    await say('status ipr', scope, fields)
    expect(handle.asked).toEqual([])
  })

  test('in a personal chat, where nobody else is', async () => {
    await say('/asem help', 'personal')
    expect(seen('a:keiko')).toEqual([['heard: help', null, null]])
  })
})

test.each([403, 400])(
  'refused with %s: a direct message instead, and not a word where others read',
  async (status) => {
    bot.standIn.fail(/isTargetedActivity/, status, 'Refused')
    await say('status', 'channel')
    expect(seen('19:plenary@thread.tacv2')).toEqual([])
    expect(seen('a:keiko')).toEqual([['heard: status', null, null]])
  },
)

test.each([500, 'cut off'] as const)('%s: it may be shown, so nothing more is said', async (status) => {
  bot.standIn.fail(/isTargetedActivity/, status)
  await say('status', 'channel')
  expect(bot.standIn.calls).toHaveLength(1)
  expect(bot.lines.map(({ level }) => level)).toEqual(['error'])
})
