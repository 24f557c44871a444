import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Delivering, deliveringBot } from '../support/delivering.ts'
import { sato } from '../support/people.ts'

/** Two processes over one record, one of which has Slack's settings alone, the other those of Teams. */

let world: Delivering
beforeEach(async () => {
  world = await deliveringBot()
  await world.bot.say(sato, 'update ipr-1 on track Note drafted')
  world.bot.clock.minutesLater(11)
})
afterEach(() => world.bot.close())

it('each leaves the other’s messages to it, and nothing waits for another attempt', async () => {
  const { another, slack, teams, state, bot } = world
  const [onSlack, onTeams] = [another({ messengers: { slack } }), another({ messengers: { teams } })]
  bot.clock.set('2010-06-07T07:10:01Z')
  await onSlack.runDue()
  expect(slack.in('C-JAPAN')).toHaveLength(1)
  expect(await state('card:2')).toEqual({ state: 'waiting', why: null, due: true })
  await onTeams.runDue()
  expect(teams.in('19:korea')).toHaveLength(2)
})

it('what no process has the settings for is seen after a minute', async () => {
  const { another, slack, state, bot } = world
  const onSlack = another({ messengers: { slack } })
  await onSlack.runDue()
  bot.clock.minutesLater(2)
  await onSlack.runDue()
  expect(await state('card:2')).toEqual({ state: 'waiting', why: 'teams is not connected here', due: true })
})
