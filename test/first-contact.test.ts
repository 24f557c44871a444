import { afterAll, beforeAll, expect, it } from 'vitest'
import { createBot } from '../src/bot.ts'
import { plainText } from '../src/chat/plain-text.ts'
import type { Notice, PlatformUser } from '../src/chat/request.ts'
import { createLog } from '../src/log.ts'
import { type TestBot, teamsUser } from './support/bot.ts'
import { botWithPeople, kim } from './support/people.ts'

/** A first word to whoever installed the bot for themselves. */

let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
})
afterAll(() => bot.close())

const installed = (from: PlatformUser): Notice => ({
  id: `teams:installed:a:${from.user}`,
  kind: 'installed',
  from,
  at: { platform: 'teams', tenant: from.tenant, conversation: `a:${from.user}` },
})

it('is said once, of two events that come together, and not again after a restart', async () => {
  const said = await Promise.all([bot.notify(installed(kim)), bot.notify(installed(kim))])
  const [first, ...others] = said.filter((each) => each !== null)
  expect(others).toEqual([])
  expect(plainText(first!.show)).toContain('home for what is yours')
  const { store, clock } = bot
  const restarted = createBot({ store, clock, log: createLog('silent') })
  clock.minutesLater(24 * 60)
  expect(await restarted.notify(installed(kim))).toBeNull()
})

it('tells somebody whom nobody has admitted how to be, with nothing to press', async () => {
  const stranger = teamsUser('stranger')
  const { show } = (await bot.notify(installed(stranger)))!
  expect(plainText(show)).toContain('join CODE')
  expect(plainText(show)).not.toMatch(/Heraklion|Korea|IPR/)
  expect(show.blocks.some(({ kind }) => kind === 'actions')).toBe(false)
  expect(await bot.notify(installed(stranger))).toBeNull()
})
