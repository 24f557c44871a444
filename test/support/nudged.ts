import type { ChannelOwner } from '../../src/domain/channel.ts'
import { createDeliverer } from '../../src/jobs/deliver.ts'
import { sweep } from '../../src/jobs/plan.ts'
import { createLog } from '../../src/log.ts'
import { compose, plans } from '../../src/notifications/index.ts'
import type { TestBot } from './bot.ts'
import { addChannel, administrationId } from './following.ts'
import { type MemoryMessenger, memoryMessenger, type Posted } from './messenger.ts'
import { botWithPeople, papadakis, sato } from './people.ts'
import { labelsOf } from './pressing.ts'

export type Nudged = {
  bot: TestBot
  slack: MemoryMessenger
  teams: MemoryMessenger
  /** Lets the time come, plans what has become due, and delivers it. */
  at(instant: string): Promise<void>
  /** The nudges that stand in a place. */
  nudgesIn(place: string): string[]
  /** The labels of their buttons. */
  buttonsIn(place: string): string[][]
  follow(place: string, owner: ChannelOwner, zone?: string): Promise<number>
}

/**
 * A bot on Sunday 6 June 2010: Japan leads IPR-1 and IPR-2, and owes IPR-2.2 by Thursday 10 and IPR-1.3 by Monday 21 June.
 */
export async function nudgedBot(options: Parameters<typeof botWithPeople>[0] = {}): Promise<Nudged> {
  const bot = await botWithPeople({ at: '2010-06-06T12:00:00Z', ...options })
  const slack = memoryMessenger()
  const teams = memoryMessenger()
  const log = createLog('silent')
  const { store, clock } = bot
  const deliverer = createDeliverer({ store, clock, log, messengers: { slack, teams }, compose })
  for (const words of ['lead ipr-1 japan', 'lead ipr-2 japan']) await bot.say(papadakis, words)
  for (const words of ['agree ipr-2.2', 'agree ipr-1.3']) await bot.say(sato, words)
  await sweep(store, plans, clock)
  const nudges = (place: string) =>
    [...slack.posted, ...teams.posted].filter((each) => each.place === place && each.key.startsWith('nudge:'))
  return {
    bot,
    slack,
    teams,
    at: async (instant) => {
      clock.set(instant)
      await sweep(store, plans, clock)
      await deliverer.runDue()
    },
    nudgesIn: (place) => nudges(place).map(({ text }) => text),
    buttonsIn: (place) => nudges(place).map(({ view }) => labelsOf(view)),
    follow: (place, owner, zone) => {
      const on = place.startsWith('19:') ? ({ platform: 'teams', tenant: 'tenant-korea' } as const) : {}
      return addChannel(store, { ...on, conversation: place }, owner, { IPR: ['nudges'] }, clock.now(), zone)
    },
  }
}

/** A channel's owner: an administration by its code. */
export const ofAdministration = async ({ store }: TestBot, code: string): Promise<ChannelOwner> => ({
  kind: 'administration',
  administrationId: await administrationId(store, code),
})

/** The first nudge that stands in a place. */
export function nudgeOf({ slack, teams }: Nudged, place: string): Posted {
  const found = [...slack.posted, ...teams.posted].find(
    (each) => each.place === place && each.key.startsWith('nudge:'),
  )
  if (!found) throw new Error(`no nudge in ${place}`)
  return found
}
