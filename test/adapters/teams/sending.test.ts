import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NOT_REACHED_NOW } from '../../../adapters/teams/answer.ts'
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
  [429, 'TooManyRequests'],
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
