/** What is under way: `track` remembers it until it ends; `settled` waits for all of it, at most `boundMs`. */
export type InFlight = { track(work: Promise<void>): Promise<void>; settled(boundMs: number): Promise<void> }

/** @returns an empty register of an adapter's work under way */
export function createInFlight(): InFlight {
  const underWay = new Set<Promise<void>>()
  return {
    track(work) {
      underWay.add(work)
      const forget = () => void underWay.delete(work)
      work.then(forget, forget)
      return work
    },
    async settled(boundMs) {
      await within(Promise.allSettled(underWay), boundMs)
    },
  }
}

/** @returns what `work` resolves to, or undefined when that takes longer than `ms`. Rejects as `work` does. */
export async function within<T>(work: Promise<T>, ms: number): Promise<{ value: T } | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  try {
    return await Promise.race([work.then((value) => ({ value })), late])
  } finally {
    clearTimeout(timer)
  }
}
