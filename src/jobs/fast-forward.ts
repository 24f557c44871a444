import { nudgedAt } from '../domain/nudge-cadence.ts'
import { plans } from '../notifications/index.ts'
import { followingChannels } from '../store/channels.ts'
import type { Db, Store } from '../store/database.ts'
import { nextAttempt, zonesWrittenTo } from '../store/moments.ts'
import { type Clock, dayIn, instantAt, plusDays } from '../time.ts'
import type { Deliverer } from './deliver.ts'
import { sweep } from './plan.ts'

/** Where time passes: `moveTo` sets the clock to a later instant, when all that was due is done. */
export type Passing = {
  store: Store
  clock: Clock
  deliverer: Deliverer
  moveTo(instant: Date): void | Promise<void>
}

/**
 * Lets time pass as if somebody had waited: the clock goes from one moment at which something may become due to the next, and what is due
 * then is planned and delivered then. For a first look and a demonstration, where nothing else plans or delivers.
 *
 * @param until instant at which the clock stands afterwards
 */
export async function fastForward({ store, clock, deliverer, moveTo }: Passing, until: Date): Promise<void> {
  const moments = await dailyMoments(store.db)
  for (;;) {
    await sweep(store, plans, clock)
    await deliverer.runDue()
    const now = clock.now()
    if (now >= until) return
    const due = await nextAttempt(store.db, now)
    const next = [until, ...moments.flatMap((each) => nextOf(each, now)), ...(due ? [due] : [])]
    await moveTo(new Date(Math.min(...next.map((instant) => instant.getTime()))))
  }
}

/** A wall time (`HH:mm`) of a zone, at which every day something may become due. */
type DailyMoment = { at: string; zone: string }

/** Reminders come in the morning of each zone, digests when each channel asked for them, and days of the programme begin in UTC. */
async function dailyMoments(db: Db): Promise<DailyMoment[]> {
  const channels = await followingChannels(db)
  const zones = [...(await zonesWrittenTo(db)), ...channels.map(({ timeZone }) => timeZone), 'UTC']
  const all = [
    { at: '00:00', zone: 'UTC' },
    ...zones.map((zone) => ({ at: nudgedAt, zone })),
    ...channels.map(({ digest, timeZone }) => ({ at: digest.at, zone: timeZone })),
  ]
  return [...new Map(all.map((each) => [`${each.at} ${each.zone}`, each])).values()]
}

/** The next instant of a moment after `now`. */
const nextOf = ({ at, zone }: DailyMoment, now: Date): Date[] => {
  const today = dayIn(now, zone)
  const instants = [today, plusDays(today, 1)].map((day) => instantAt(day, at, zone))
  return instants.filter((instant) => instant > now).slice(0, 1)
}
