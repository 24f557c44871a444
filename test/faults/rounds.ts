import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../hostile/random.ts'
import type { OwnServer } from './server.ts'
import { people, type Said } from './traffic.ts'
import { japanChannel, type World } from './world.ts'

export type Plan = {
  kills: number
  /** how many processes there are at once: one over an embedded record */
  processes: number
  /** null where the database cannot be taken away */
  server: OwnServer | null
  /** for how many seconds the database is stopped, once */
  stoppedFor: number
  say(line: string): void
}

const killsInARound = 3

/** How Slack fails; the last ones keep what they were sent. */
const slackFaults = [
  { status: 429, headers: { 'retry-after': '1' } },
  { status: 500 },
  { error: 'internal_error' },
  { silent: true },
  { cut: true },
  { midway: true },
  { status: 500, taken: true },
  { silent: true, taken: true },
  { cut: true, taken: true },
  { midway: true, taken: true },
]
const teamsFaults = [
  { status: 429, headers: { 'retry-after': '1' } },
  { status: 502 },
  { status: 500 },
  { silent: true },
  { cut: true },
  { status: 500, taken: true },
  { silent: true, taken: true },
  { cut: true, taken: true },
  { midway: true },
  { midway: true, taken: true },
]

/** Posts to the channel, and changes of what stands there. */
const inKoreasChannel = /plenary/

/**
 * Processes are killed at random moments while people talk and both platforms fail; between rounds some hours pass, so that mornings
 * and Mondays come.
 *
 * @returns what people were told is recorded
 */
export async function rounds(world: World, random: Random, plan: Plan): Promise<Said[]> {
  const traffic = people(world, random)
  let killed = 0
  for (let round = 1; killed < plan.kills; round++) {
    while (world.bots.length < plan.processes) await world.start()
    fail(world, random)
    for (let kill = 0; kill < killsInARound && killed < plan.kills; kill++) {
      await sleep(random.int(1_500))
      const [bot] = world.bots.splice(random.int(world.bots.length), 1)
      await bot!.end('SIGKILL')
      killed += 1
      await world.start()
    }
    if (plan.server && round % 6 === 3) plan.server.restart()
    if (plan.server && plan.stoppedFor > 0 && round === 5) {
      plan.server.stop()
      await sleep(plan.stoppedFor * 1_000)
      plan.server.start()
    }
    await sleep(random.int(1_000))
    world.slack.recover()
    world.teams.recover()
    plan.say(
      `round ${round}: ${killed} killed, ${traffic.said.map(({ who, updates }) => `${updates.length} of ${who}`).join(', ')}`,
    )
    await world.later(1 + random.int(7))
  }
  while (world.bots.length < plan.processes) await world.start()
  return traffic.stop()
}

function fail({ slack, teams }: World, random: Random): void {
  const times = 1 + random.int(3)
  if (random.chance(0.7))
    slack.fail('chat.postMessage', { ...random.pick(slackFaults), channel: japanChannel, times })
  if (random.chance(0.4)) slack.fail('chat.update', { ...random.pick(slackFaults), times })
  if (random.chance(0.7)) teams.fail(inKoreasChannel, { ...random.pick(teamsFaults), times })
}
