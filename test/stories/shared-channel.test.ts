import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { operator } from '../../src/bot.ts'
import { createDeliverer, type Deliverer } from '../../src/jobs/deliver.ts'
import { createLog } from '../../src/log.ts'
import { compose } from '../../src/notifications/index.ts'
import { type ServedSlack, slackServed } from '../contract/platforms.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'

/** A channel of Japan Customs is shared with another organisation by Slack Connect, while it follows. */

let bot: TestBot
let slack: ServedSlack
let deliverer: Deliverer
const [own, another, region] = ['C0JAPAN', 'C0JAPAN2', 'C0ASIA'] as const

const say = (words: string, channel: string, user = 'U0SATO') =>
  slack.workspace.command(words, { user, channel })
const standing = (channel: string) => slack.standIn.messages(channel).map(({ text }) => text)

beforeAll(async () => {
  bot = await testBot()
  slack = await slackServed(bot)
  const messengers = { slack: slack.messenger }
  const { store, clock } = bot
  deliverer = createDeliverer({ store, clock, log: createLog('silent'), messengers, compose })
  for (const [role, user] of [
    ['japan member', 'U0SATO'],
    ['coordinator asia', 'U0ASIA'],
  ] as const)
    await say(`join ${invitationCode((await bot.say(operator, `invite ${role}`)).text)}`, own, user)
  await say('follow ipr updates', own)
  await say('follow tf', another)
  await say('follow ipr for asia', region, 'U0ASIA')
  await say('update ipr-1 on track Note drafted', own)
  bot.clock.minutesLater(11)
  await deliverer.runDue()
}, 60_000)
afterAll(async () => {
  await slack.close()
  await bot.close()
})

it('what was for Japan Customs alone is taken away, and nothing more is posted; they are told elsewhere', async () => {
  expect(standing(own)).toHaveLength(2)
  await slack.workspace.share(own)
  // An event is acknowledged before what it means is written down.
  await vi.waitFor(
    async () => {
      await deliverer.runDue()
      expect(standing(own)).toEqual([])
    },
    { timeout: 10_000 },
  )
  expect(standing(another)).toEqual([
    expect.stringContaining(
      'on Slack is now shared with another organisation. I took away what I had posted',
    ),
  ])
  await say('update ipr-1 at risk Clearance is slow', own)
  bot.clock.minutesLater(11)
  await deliverer.runDue()
  expect(standing(own)).toEqual([])
})

it('what a region is told, which all admitted may read, stays', async () => {
  await slack.workspace.share(region)
  await deliverer.runDue()
  expect(standing(region)).toEqual([expect.stringContaining('Clearance is slow')])
})
