import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Messenger } from '../../../src/chat/platform.ts'
import type { Bot } from './support.ts'
import { echo, memoryOf, startBot, tenantId } from './support.ts'

/** What a conversation is and whether the bot can post there, within a second. */

const at = (conversation: string) => ({ platform: 'teams', tenant: tenantId, conversation }) as const

let bot: Bot
let messenger: Messenger
beforeAll(async () => {
  bot = await startBot(echo(), { memory: memoryOf() })
  messenger = bot.teams.messenger!
  await bot.people.channel('hello')
  await bot.people.channel('hello', { conversation: '19:team@thread.tacv2' })
  await bot.people.group('hello')
  await bot.people.personal('hello')
})
afterAll(() => bot.close())
afterEach(() => bot.standIn.recover())

const reach = { ok: true }

test.each([
  ['a channel, by the name it has', '19:plenary@thread.tacv2', 'channel', 'Plenary'],
  ['the first channel of a team, which Teams does not name', '19:team@thread.tacv2', 'channel', 'General'],
  ['a group chat', '19:group@thread.v2', 'group', 'a group chat'],
  ['a personal chat', 'a:keiko', 'direct', 'a personal chat'],
])('%s', async (_, conversation, kind, name) => {
  expect(await messenger.look(at(conversation))).toEqual({ kind, name, reach })
})

test('a place where the bot is not: what to do about it', async () => {
  expect(await messenger.look(at('19:unheard@thread.tacv2'))).toEqual({
    kind: 'channel',
    name: 'a channel',
    reach: { ok: false, mend: 'Add me to this team first, then say it again.' },
  })
})

describe('when Teams does not say the name', () => {
  test.each([
    ['it refuses', { status: 403, code: 'BotNotInConversationRoster' }],
    ['it does not answer', { silent: true }],
    ['it says something else', { status: 200 }],
  ])('%s: a channel, within a second', async (_, fault) => {
    bot.standIn.fail(/^GET /, fault)
    const since = performance.now()
    const place = await messenger.look(at('19:plenary@thread.tacv2'))
    expect(place).toEqual({ kind: 'channel', name: 'a channel', reach })
    expect(performance.now() - since).toBeLessThan(1_500)
  })

  test('the name it once told is taken', async () => {
    const conversation = '19:named@thread.tacv2'
    const fields = {
      conversation: { id: conversation, conversationType: 'channel', tenantId, name: 'Named\n one' },
    }
    await bot.people.install({ scope: 'channel', fields })
    expect(await messenger.look(at(conversation))).toMatchObject({ name: 'Named one', reach })
    await bot.people.channel('hello', { conversation })
    expect(await messenger.look(at(conversation))).toMatchObject({ name: 'Named one', reach })
  })
})

test('a memory that fails: to be said again', async () => {
  const memory = { get: () => Promise.reject(new Error('disk full')), put: async () => {} }
  const other = await startBot(echo(), { memory })
  expect(await other.teams.messenger!.look(at('a:keiko'))).toMatchObject({ reach: { ok: false } })
  await other.close()
})
