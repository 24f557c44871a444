/** What is under way: `track` remembers it until it ends; `settled` waits for all of it, at most `boundMs`. */
export type InFlight = { track(work: Promise<void>): void; settled(boundMs: number): Promise<void> }

/** @returns an empty register of turns under way */
export function createInFlight(): InFlight {
  const underWay = new Set<Promise<void>>()
  return {
    track(work) {
      underWay.add(work)
      const forget = () => void underWay.delete(work)
      work.then(forget, forget)
    },
    async settled(boundMs) {
      await inTime(Promise.allSettled(underWay), boundMs).catch(() => {})
    },
  }
}

/** @returns what `work` resolves to; rejects as it does, and with a `TimeoutError` when it takes longer than `ms` */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException(`no end within ${ms} ms`, 'TimeoutError')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
