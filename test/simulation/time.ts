import type { Random } from '../hostile/random.ts'
import type { Turns } from './turns.ts'

/**
 * Time that passes only when it is told to. `true` time never goes back; the bot's clock is ahead of it by `ahead` milliseconds, which
 * somebody may set to something else. While it is installed, the process's own timers, and what it takes for chance, are these.
 */
export type SimulatedTime = {
  /** the bot's clock */
  now(): Date
  /** milliseconds */
  trueNow(): number
  /** Lets true time come, and what was waiting for it go on, in order. */
  come(trueTime: number): Promise<void>
  ahead: number
  /** the true time at which something waits to go on; null for nothing */
  next(): number | null
  sleep(milliseconds: number): Promise<void>
  /** @returns what gives the process its own time back */
  install(random: Random): () => void
}

/** What would wait longer, in milliseconds, are the limits of transactions, which take no time here. */
const longestTimer = 2_000

/** @param from instant */
export function simulatedTime(from: Date, { settled }: Pick<Turns, 'settled'>): SimulatedTime {
  let current = from.getTime()
  let numbered = 0
  const waiting = new Map<number, { at: number; go(): void }>()
  const wait = (milliseconds: number, go: () => void): number => {
    numbered += 1
    waiting.set(numbered, { at: current + milliseconds, go })
    return numbered
  }
  const first = () =>
    [...waiting].reduce<[number, { at: number; go(): void }] | null>(
      (soonest, each) => (soonest === null || each[1].at < soonest[1].at ? each : soonest),
      null,
    )
  const time: SimulatedTime = {
    ahead: 0,
    now: () => new Date(current + time.ahead),
    trueNow: () => current,
    next: () => first()?.[1].at ?? null,
    come: async (trueTime) => {
      for (let next = first(); next && next[1].at <= trueTime; next = first()) {
        waiting.delete(next[0])
        current = Math.max(current, next[1].at)
        next[1].go()
        await settled()
      }
      current = Math.max(current, trueTime)
    },
    sleep: (milliseconds) => new Promise((resolve) => void wait(milliseconds, resolve)),
    install: (random) => {
      const own = { setTimeout, clearTimeout, chance: Math.random }
      const set = (go: (...words: unknown[]) => void, milliseconds = 0, ...words: unknown[]) =>
        milliseconds > longestTimer ? 0 : wait(milliseconds, () => go(...words))
      const clear = (timer?: number) => void waiting.delete(timer ?? 0)
      Object.assign(globalThis, { setTimeout: set, clearTimeout: clear })
      Math.random = () => random.int(2 ** 30) / 2 ** 30
      return () => {
        Object.assign(globalThis, { setTimeout: own.setTimeout, clearTimeout: own.clearTimeout })
        Math.random = own.chance
      }
    },
  }
  return time
}
