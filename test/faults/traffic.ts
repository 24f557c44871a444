import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../hostile/random.ts'
import type { Who, World } from './world.ts'

/** What somebody was told is recorded: `words` are those of the report, whatever became of it since. */
export type Said = { who: Who; updates: string[]; edits: number; withdrawals: number }

/** What somebody does between two reports takes up to so many milliseconds. */
const thinks = 400

/** Two people who report, edit and withdraw one after the other, until they are told to stop. */
export function people(world: World, random: Random) {
  let stopped = false
  let count = 0
  const said: Said[] = (['japan', 'korea'] as const).map((who) => ({
    who,
    updates: [],
    edits: 0,
    withdrawals: 0,
  }))

  async function report(each: Said): Promise<void> {
    const words = `Word ${++count} of ${each.who}.`
    const answer = await world.say(each.who, `update ipr-1 on track ${words}`)
    if (!/Recorded|Already/.test(answer)) throw new Error(`"${words}" was answered: ${answer}`)
    each.updates.push(words)
    if (random.chance(0.3)) {
      await world.say(each.who, `edit ipr-1 on track ${words} Edited.`)
      each.edits += 1
    }
    if (random.chance(0.2)) {
      const withdrawn = await world.say(each.who, 'withdraw ipr-1')
      if (!/Withdrawn|Already withdrawn/.test(withdrawn))
        throw new Error(`withdraw was answered: ${withdrawn}`)
      each.withdrawals += 1
    }
  }

  async function live(each: Said): Promise<void> {
    while (!stopped) {
      await report(each)
      await sleep(random.int(thinks))
    }
  }

  const lives = Promise.all(said.map(live))
  // Whoever waits for `stop` hears of it; until then nobody else does.
  lives.catch(() => undefined)
  return {
    said,
    stop: async (): Promise<Said[]> => {
      stopped = true
      await lives
      return said
    },
  }
}
