import type { PlacedChange, PlacedMessage } from './chat/placed.ts'
import type { Messenger } from './chat/platform.ts'
import type { View } from './chat/view.ts'
import { createDeliverer } from './jobs/deliver.ts'
import { fastForward } from './jobs/fast-forward.ts'
import type { Log } from './log.ts'
import { compose } from './notifications/index.ts'
import { followingChannels } from './store/channels.ts'
import type { Store } from './store/database.ts'
import { platformMemory } from './store/memory.ts'
import { dayIn, fullDate, type MovableClock, plusMinutes, timeIn } from './time.ts'
import { cityOf, platformNames } from './views/words.ts'

/** Moves the clock of a first look, and hands each message that becomes due meanwhile to `show`. */
export type Tick = (
  words: string,
  show: (message: PlacedMessage) => void,
) => Promise<{ said: string } | { refused: string }>

const minutesOf: Record<string, number> = { h: 60, d: 24 * 60, w: 7 * 24 * 60 }

/** More at once takes long to read. */
const mostDays = 62

/** `12h`, `7d`, `2 weeks`: minutes; null for anything else, and for none or too many. */
function readSpan(words: string): number | null {
  const said = /^(\d{1,4})\s*(?:(h)(?:ours?)?|(d)(?:ays?)?|(w)(?:eeks?)?)$/i.exec(words.trim())
  const unit = (said?.[2] ?? said?.[3] ?? said?.[4] ?? '').toLowerCase()
  const minutes = Number(said?.[1] ?? 0) * (minutesOf[unit] ?? 0)
  return minutes > 0 && minutes <= mostDays * minutesOf.d! ? minutes : null
}

/**
 * `tick 7d` of a first look, whose channels are examples: what would be posted there is shown, and goes nowhere. How far the clock was
 * moved is kept with the record, so that a later start goes on from there.
 */
export async function createTick(store: Store, clock: MovableClock, log: Log): Promise<Tick> {
  const memory = platformMemory(store, 'terminal')
  const ahead = await memory.get('ahead')
  clock.moveAhead((typeof ahead === 'number' ? ahead : 0) - clock.ahead())
  let show: (message: PlacedMessage) => void = () => undefined
  let names = new Map<string, { name: string; zone: string }>()
  const messenger = shownOnly((conversation, what) => {
    const { name, zone } = names.get(conversation) ?? { name: conversation, zone: 'UTC' }
    const now = clock.now()
    show({
      ...what,
      place: name,
      at: `${fullDate(dayIn(now, zone))}, ${timeIn(now, zone)} (${cityOf(zone)})`,
    })
  })
  const messengers = { slack: messenger, teams: messenger }
  const deliverer = createDeliverer({ store, clock, log, messengers, compose })
  let before: Promise<unknown> = Promise.resolve()

  async function pass(minutes: number, to: (message: PlacedMessage) => void): Promise<string> {
    const counts: Record<PlacedChange, number> = { posted: 0, changed: 0, removed: 0 }
    const channels = await followingChannels(store.db)
    names = new Map(
      channels.map(({ conversation, name, platform, timeZone }) => [
        conversation,
        { name: `${name} (${platformNames[platform]})`, zone: timeZone },
      ]),
    )
    show = (message) => {
      counts[message.change] += 1
      to(message)
    }
    const moveTo = (instant: Date) => clock.moveAhead(instant.getTime() - clock.now().getTime())
    await fastForward({ store, clock, deliverer, moveTo }, plusMinutes(clock.now(), minutes))
    await memory.put('ahead', clock.ahead())
    const { posted, changed, removed } = counts
    const now = clock.now()
    const what =
      posted + changed + removed === 0
        ? 'Nothing became due in the example channels.'
        : `In the example channels: ${posted} posted, ${changed} changed in place, ${removed} removed.`
    return `${what} It is now ${fullDate(dayIn(now, 'UTC'))}, ${timeIn(now, 'UTC')} UTC.`
  }

  return (words, to) => {
    const minutes = readSpan(words)
    if (minutes === null)
      return Promise.resolve({ refused: `Say how far, up to ${mostDays} days: tick 7d, tick 12h, tick 2w` })
    // One at a time: two prompts may be open.
    const passing = before.then(async () => ({ said: await pass(minutes, to) }))
    before = passing.catch(() => undefined)
    return passing
  }
}

type What = Pick<PlacedMessage, 'change' | 'under' | 'show' | 'before'>

/** Platforms of which nothing exists but what is shown. A reference is the conversation, and the message's key. */
function shownOnly(happened: (conversation: string, what: What) => void): Messenger {
  const standing = new Map<string, View>()
  const conversationOf = (ref: string): string => (JSON.parse(ref) as [string, string])[0]
  return {
    deliver: async (to, show, key, under) => {
      const conversation =
        to.to === 'person' ? `directly to ${to.user.name ?? to.user.user}` : to.at.conversation
      const ref = JSON.stringify([conversation, key])
      standing.set(ref, show)
      happened(conversation, { change: 'posted', under: under !== null, show, before: null })
      return { kind: 'sent', ref }
    },
    update: async (ref, show) => {
      const before = standing.get(ref) ?? null
      standing.set(ref, show)
      happened(conversationOf(ref), { change: 'changed', under: false, show, before })
      return { kind: 'done' }
    },
    remove: async (ref) => {
      standing.delete(ref)
      happened(conversationOf(ref), { change: 'removed', under: false, show: null, before: null })
      return { kind: 'done' }
    },
    find: async () => ({ kind: 'absent' }),
    look: async ({ conversation }) => ({ kind: 'channel', name: conversation, reach: { ok: true } }),
  }
}
