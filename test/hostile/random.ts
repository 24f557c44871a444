/** A source of chances that gives the same ones again for the same seed. */
export type Random = {
  /** from 0 to `below` - 1 */
  int(below: number): number
  pick<T>(from: readonly T[]): T
  chance(of: number): boolean
  bytes(count: number): Buffer
  id(): string
}

/** mulberry32. @param seed any number; only its lowest 32 bits count */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (below: number) => Math.floor(next() * below)
  const bytes = (count: number) => Buffer.from(Array.from({ length: count }, () => int(256)))
  return {
    int,
    pick: (from) => from[int(from.length)]!,
    chance: (of) => next() < of,
    bytes,
    id: () => bytes(16).toString('hex'),
  }
}
