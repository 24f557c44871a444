import { setImmediate as eventLoop } from 'node:timers/promises'
import type { Random } from '../hostile/random.ts'

/**
 * Whose turn it is: of all that is under way one step is carried out at a time, and which comes next is chosen by chance. Between two
 * steps there is nothing that waits for anything outside, so that the same chances make the same story.
 */
export type Turns = {
  /** Waits for a turn, and carries out `work` alone. */
  take<T>(work: () => PromiseLike<T>): Promise<T>
  /** Lets everything go on until nothing can without time passing. */
  settled(): Promise<void>
}

/** What a step's end sets going runs in promises, all of which have run after so many rounds of the event loop. */
const rounds = 2

export function createTurns(random: Random): Turns {
  const waiting: (() => Promise<void>)[] = []
  return {
    take: (work) =>
      new Promise((resolve, reject) => {
        waiting.push(async () => void (await work().then(resolve, reject)))
      }),
    async settled() {
      for (;;) {
        for (let round = 0; round < rounds; round += 1) await eventLoop()
        const next = waiting.splice(random.int(Math.max(1, waiting.length)), 1)[0]
        if (!next) return
        await next()
      }
    },
  }
}
