import { plainText } from '../../src/chat/plain-text.ts'
import type { DeliveryOutcome, Destination, EditOutcome, Messenger } from '../../src/chat/platform.ts'
import type { PlatformUser } from '../../src/chat/request.ts'
import type { View } from '../../src/chat/view.ts'
import type { Random } from '../hostile/random.ts'
import type { SimulatedTime } from './time.ts'

/** A message as it stands on a platform. */
export type Standing = { ref: string; place: string; key: string; text: string; at: number }

/** Something that happened to a message there; `at` is the bot's clock. */
export type Said = {
  what: 'posted' | 'changed'
  at: Date
  place: string
  key: string
  text: string
  mentioned: PlatformUser[]
}

/** What a platform is like now: chances, from 0 to 1. */
export type Weather = {
  busy: number
  fails: number
  loses: number
  hangs: number
  cannotLook: number
}
export const calm: Weather = { busy: 0, fails: 0, loses: 0, hangs: 0, cannotLook: 0 }

export type SimulatedPlatform = {
  messenger: Messenger
  standing: Standing[]
  weather: Weather
  /** conversations that cannot be reached any more, and those where nothing that was said can be removed */
  gone: Set<string>
  keeps: Set<string>
}

export const placeOf = (to: Destination): string =>
  to.to === 'person' ? `@${to.user.user}` : to.at.conversation

/** @param said told of everything that is taken */
export function simulatedPlatform(
  random: Random,
  time: SimulatedTime,
  said: (what: Said) => void,
  happened: (what: string) => void,
): SimulatedPlatform {
  let count = 0
  const platform: SimulatedPlatform = {
    messenger: { deliver, update, remove, find, look },
    standing: [],
    weather: calm,
    gone: new Set(),
    keeps: new Set(),
  }
  const meets = (chance: keyof Weather) => random.chance(platform.weather[chance])

  function take(place: string, key: string, view: View): string {
    const text = plainText(view)
    const ref = `${place} ${++count}`
    platform.standing.push({ ref, place, key, text, at: time.trueNow() })
    said({ what: 'posted', at: time.now(), place, key, text, mentioned: mentionedIn(view) })
    return ref
  }

  async function deliver(to: Destination, view: View, key: string): Promise<DeliveryOutcome> {
    const place = placeOf(to)
    if (platform.gone.has(place)) return { kind: 'gone', why: 'not_in_channel' }
    if (meets('busy'))
      return { kind: 'retry', after: random.chance(0.7) ? random.int(30_000) : null, why: '429' }
    if (meets('fails')) {
      if (random.chance(0.4)) take(place, key, view)
      happened(`500 for ${key}`)
      return { kind: 'unconfirmed', failed: true, why: '500' }
    }
    if (meets('loses')) {
      if (random.chance(0.5)) take(place, key, view)
      happened(`the answer for ${key} is lost`)
      return { kind: 'unconfirmed', failed: false, why: 'no answer' }
    }
    if (!meets('hangs')) return { kind: 'sent', ref: take(place, key, view) }
    happened(`${key} hangs`)
    const ref = random.chance(0.6) ? take(place, key, view) : null
    await time.sleep(5_000 + random.int(100_000))
    return ref ? { kind: 'sent', ref } : { kind: 'unconfirmed', failed: false, why: 'timed out' }
  }

  /** What keeps a change from being made; null for nothing. */
  async function edit(ref: string): Promise<Standing | EditOutcome> {
    const message = platform.standing.find((each) => each.ref === ref)
    if (meets('busy') || meets('fails')) return { kind: 'retry', after: null, why: '429' }
    if (meets('hangs')) await time.sleep(5_000 + random.int(100_000))
    if (message && platform.gone.has(message.place)) return { kind: 'gone', why: 'not_in_channel' }
    return message && platform.standing.includes(message) ? message : { kind: 'missing' }
  }

  async function update(ref: string, view: View): Promise<EditOutcome> {
    const message = await edit(ref)
    if ('kind' in message) return message
    message.text = plainText(view)
    const { place, key, text } = message
    said({ what: 'changed', at: time.now(), place, key, text, mentioned: mentionedIn(view) })
    return meets('loses') ? { kind: 'retry', after: null, why: 'no answer' } : { kind: 'done' }
  }

  async function remove(ref: string): Promise<EditOutcome> {
    const message = await edit(ref)
    if ('kind' in message) return message
    if (platform.keeps.has(message.place)) return { kind: 'refused', why: 'cannot_delete' }
    platform.standing.splice(platform.standing.indexOf(message), 1)
    return meets('loses') ? { kind: 'retry', after: null, why: 'no answer' } : { kind: 'done' }
  }

  async function find(to: Destination, key: string) {
    if (meets('cannotLook') || meets('busy')) return { kind: 'unknown' as const, why: 'cannot be asked' }
    const message = platform.standing.find((each) => each.key === key && each.place === placeOf(to))
    return message ? { kind: 'found' as const, ref: message.ref } : { kind: 'absent' as const }
  }

  async function look({ conversation }: { conversation: string }) {
    return { kind: 'channel' as const, name: conversation.toLowerCase(), reach: { ok: true as const } }
  }

  return platform
}

/** Everybody who is notified by it. */
function mentionedIn(view: View): PlatformUser[] {
  const found: PlatformUser[] = []
  JSON.stringify(view, (_, value: unknown) => {
    if (isMention(value)) found.push(value.user)
    return value
  })
  return found
}

const isMention = (value: unknown): value is { user: PlatformUser } =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'mention'
