import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Notice } from '../../../src/chat/request.ts'
import { text } from '../../../src/chat/view.ts'
import { postActivity, teamEvent } from '../../stand-ins/teams.ts'
import type { Bot } from './support.ts'
import { appId, echo, greetOnce, memoryOf, startBot, tenantId } from './support.ts'

/** The bot is removed, a channel is deleted: the core is told of every conversation it means, and nothing is sent there any more. */

const plenary = '19:plenary@thread.tacv2'
const customs = '19:customs@thread.tacv2'
const team = '19:team@thread.tacv2'

let bot: Bot
let notify: ReturnType<typeof greetOnce>
const kept = new Map<string, unknown>()

beforeEach(async () => {
  kept.clear()
  notify = greetOnce()
  bot = await startBot(echo(), { notify, memory: memoryOf(kept) })
  await bot.people.channel('hello')
  await bot.people.channel('hello', { conversation: customs })
  await bot.people.group('hello')
  await bot.people.personal('hello')
})
afterEach(() => bot.close())

const told = () => notify.told.map(({ kind, at }) => [kind, at.conversation, at.tenant])
const kindsAt = async (...conversations: string[]) => {
  const kinds: string[] = []
  for (const conversation of conversations) {
    const at = { platform: 'teams', tenant: tenantId, conversation } as const
    kinds.push(
      (await bot.teams.messenger!.deliver({ to: 'conversation', at }, { blocks: [text('x')] }, 'k', null))
        .kind,
    )
  }
  return kinds
}
const everyOnce = (all: Notice[]) => new Set(all.map(({ id }) => id)).size === all.length

test('removed from a team: every channel where it was heard, twice as Teams tells it, each under an id of its own', async () => {
  await bot.people.remove('channel')
  const once = [team, plenary, customs].map((conversation) => ['removed', conversation, tenantId])
  expect(told()).toEqual([...once, ...once])
  expect(everyOnce(notify.told)).toBe(true)
  expect(await kindsAt(plenary, customs, '19:group@thread.v2', 'a:keiko')).toEqual([
    'gone',
    'gone',
    'sent',
    'sent',
  ])
})

test.each([
  ['a group chat', 'groupChat', '19:group@thread.v2'],
  ["a person's apps", 'personal', 'a:keiko'],
] as const)('removed from %s: that conversation alone', async (_, scope, conversation) => {
  await bot.people.remove(scope)
  expect(told()).toEqual([
    ['removed', conversation, tenantId],
    ['removed', conversation, tenantId],
  ])
  expect(await kindsAt(conversation, plenary)).toEqual(['gone', 'sent'])
  const to = { to: 'person', user: { platform: 'teams', tenant: tenantId, user: 'keiko' } } as const
  const { kind } = await bot.teams.messenger!.deliver(to, { blocks: [text('x')] }, 'k', null)
  expect(kind).toBe(scope === 'personal' ? 'gone' : 'sent')
})

test('a channel is deleted: that one, though Teams says so in the conversation of the team', async () => {
  await bot.people.event('channelDeleted', customs)
  expect(told()).toEqual([['archived', customs, tenantId]])
  expect(await kindsAt(customs, plenary)).toEqual(['gone', 'sent'])
})

test.each([
  ['teamArchived', 'archived'],
  ['teamarchived', 'archived'],
  ['teamDeleted', 'removed'],
  ['teamHardDeleted', 'removed'],
])('%s: all its channels', async (event, kind) => {
  await bot.people.event(event)
  expect(told()).toEqual([team, plenary, customs].map((conversation) => [kind, conversation, tenantId]))
  expect(await kindsAt(plenary, customs)).toEqual(['gone', 'gone'])
})

test('taken out of one channel of a team: that one', async () => {
  const fields = { membersRemoved: [{ id: '28:asem' }] }
  const event = teamEvent('channelMemberRemoved', {
    tenant: tenantId,
    serviceUrl: bot.standIn.url,
    channel: customs,
    fields,
  })
  await postActivity(bot.baseUrl, event, await bot.standIn.token(appId))
  expect(told()).toEqual([['removed', customs, tenantId]])
})

test('said something there again, it is there again', async () => {
  await bot.people.remove('channel')
  await bot.people.channel('hello')
  expect(await kindsAt(plenary, customs)).toEqual(['sent', 'gone'])
})

describe('not', () => {
  test.each([
    'channelCreated',
    'channelRenamed',
    'channelRestored',
    'teamRenamed',
    'teamUnarchived',
    'teamRestored',
    'constructor',
  ])('%s', async (event) => {
    await bot.people.event(event, plenary)
    expect(told()).toEqual([])
  })

  test.each([
    ['another member', { membersRemoved: [{ id: '29:sato' }], action: 'add' }],
    ['an upgrade', { membersRemoved: [], action: 'remove-upgrade' }],
  ])('%s', async (_, fields) => {
    await bot.people.remove('channel', { fields })
    expect(told()).toEqual([])
    expect(await kindsAt(plenary)).toEqual(['sent'])
  })
})

test('what is removed is not greeted', async () => {
  const { messages } = await bot.people.remove('personal')
  expect(messages).toEqual([])
})
