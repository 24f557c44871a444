import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Delivering, deliveringBot } from '../support/delivering.ts'
import { sato } from '../support/people.ts'

/** Whoever withdraws is told what becomes of the copies in channels. C-JAPAN has the card, 19:korea the card and the update. */

let world: Delivering
beforeEach(async () => {
  world = await deliveringBot()
  await world.bot.say(sato, 'update ipr-1 on track Note drafted')
})
afterEach(() => world.bot.close())

const withdraw = async () => (await world.bot.say(sato, 'withdraw ipr-1')).text

it('none inside the hold, also where the card of an earlier one stands', async () => {
  await world.later(11)
  await world.bot.say(sato, 'update ipr-1 on track Second note')
  expect(await withdraw()).not.toMatch(/channel/)
})

it('those that stand are taken away', async () => {
  const { later, slack, teams } = world
  await later(11)
  expect(await withdraw()).toContain('What was posted of it in channels is being taken away.')
  await later(1)
  expect([...slack.in('C-JAPAN'), ...teams.in('19:korea')].join()).not.toContain('Note drafted')
})

it('one that may stand is named as such, where nobody can look for it', async () => {
  const { later, teams } = world
  teams.meet({ kind: 'unconfirmed', failed: false, why: 'no answer', taken: true })
  teams.answerFind({ kind: 'unknown', why: 'Teams cannot be asked' })
  await later(11)
  const text = await withdraw()
  expect(text).toContain('What was posted of it in channels is being taken away.')
  expect(text).toContain(
    'In one channel it may stand, because the platform did not say whether it was posted. If it does, please have it deleted there. deliveries ipr-1 says more.',
  )
})

it('one that stands where it cannot be reached any more is somebody’s to delete', async () => {
  const { bot, later } = world
  await later(11)
  const at = { platform: 'slack', tenant: 'T-JAPAN', conversation: 'C-JAPAN' } as const
  await bot.notify({ id: 'slack:removed', kind: 'removed', at })
  expect(await withdraw()).toContain(
    'What was posted of it in channels is being taken away.\nIn one channel that I can no longer reach it still stands: please have it deleted there. deliveries ipr-1 says more.',
  )
  await later(1)
  expect((await bot.say(sato, 'deliveries ipr-1')).text).toContain('card of IPR-1 · #c-japan on Slack')
})
