import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ANSWERED_PRIVATELY, NOT_REACHED_NOW } from '../../../adapters/teams/answer.ts'
import type { Bot } from './support.ts'
import { echo, startBot } from './support.ts'

/** Every message goes out once: a second attempt at one that had arrived would post it twice. */

let here: Bot
let alone: Bot

beforeAll(async () => {
  here = await startBot(echo('here'))
  alone = await startBot(echo('asker'))
})
afterAll(async () => {
  await here.close()
  await alone.close()
})
beforeEach(() => {
  for (const bot of [here, alone]) {
    bot.standIn.calls.length = 0
    bot.lines.length = 0
  }
})
afterEach(() => {
  here.standIn.recover()
  alone.standIn.recover()
})

const failures = [
  [408, 'Timeout'],
  [412, 'PreconditionFailed'],
  [500, 'ServiceError'],
  [502, 'BadGateway'],
  [503, 'ServiceUnavailable'],
  [504, 'GatewayTimeout'],
  ['cut off', ''],
] as const

describe.each(failures)('when Teams answers %s', (status, code) => {
  test('an answer is posted once and its failure logged; the next is posted', async () => {
    here.standIn.fail(/activities/, status, code, { 'retry-after': '0' })
    expect((await here.people.personal('a secret')).status).toBe(200)
    expect(here.standIn.calls).toHaveLength(1)
    const [line] = here.lines
    expect(line?.message).toBe('Teams did not take an answer')
    if (status !== 'cut off') expect(line?.fields).toMatchObject({ status, code })
    expect(JSON.stringify(here.lines)).not.toContain('secret')

    here.standIn.recover()
    expect((await here.people.personal('help')).messages).toHaveLength(1)
  })

  test('a direct message is posted once, and said not to have arrived', async () => {
    alone.standIn.fail(/a:keiko/, status, code, { 'retry-after': '0' })
    await alone.people.channel('a secret')
    expect(alone.standIn.calls.map(({ path }) => decodeURIComponent(path).replace(/;.*/, ''))).toEqual([
      '/v3/conversations',
      '/v3/conversations/a:keiko/activities',
      '/v3/conversations/19:plenary@thread.tacv2',
    ])
    expect(alone.standIn.calls[2]?.body.text).toBe(NOT_REACHED_NOW)
    expect(JSON.stringify(alone.standIn.calls[2])).not.toContain('secret')
  })

  test('a chat is asked for once', async () => {
    alone.standIn.fail(/conversations$/, status, code, { 'retry-after': '0' })
    await alone.people.channel('mine')
    expect(alone.standIn.calls.map(({ body }) => body.text)).toEqual([undefined, NOT_REACHED_NOW])
  })
})

test("the bot's own token is not taken elsewhere by a redirect", async () => {
  here.standIn.fail(/activities/, 307, 'Elsewhere', { location: `${alone.standIn.url}/v3/conversations` })
  await here.people.personal('help')
  expect([here.standIn.calls.length, alone.standIn.calls.length]).toEqual([1, 0])
})

describe('when Teams is too busy for an answer', () => {
  const busy = { status: 429, code: 'TooManyRequests' }

  test('it is sent once more, as soon as Teams says', async () => {
    here.standIn.fail(/activities/, { ...busy, headers: { 'retry-after': '1' }, times: 1 })
    const since = performance.now()
    const { messages } = await here.people.personal('help')
    expect(messages).toHaveLength(2)
    expect(here.standIn.messages('a:keiko').at(-1)?.text).toBe('heard: help')
    expect(performance.now() - since).toBeGreaterThan(900)
    expect(here.lines).toEqual([])
  })

  test('in a direct message too', async () => {
    alone.standIn.fail(/a:keiko/, { ...busy, headers: { 'retry-after': '0' }, times: 1 })
    await alone.people.channel('mine')
    expect(alone.standIn.messages('a:keiko').at(-1)?.text).toBe('heard: mine')
    expect(alone.standIn.calls.at(-1)?.body.text).toBe(ANSWERED_PRIVATELY)
  })

  test.each([
    ['soon, twice', { 'retry-after': '0' }, 2],
    ['in a minute', { 'retry-after': '60' }, 1],
    ['and does not say when', {}, 1],
  ])('%s: not again, and logged', async (_, headers, calls) => {
    here.standIn.fail(/activities/, { ...busy, headers })
    await here.people.personal('help')
    expect(here.standIn.calls).toHaveLength(calls)
    expect(here.lines.map(({ message }) => message)).toEqual(['Teams did not take an answer'])
  })
})
