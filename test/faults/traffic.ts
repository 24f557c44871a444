import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../hostile/random.ts'
import type { Who, World } from './world.ts'

/** A report that somebody was told is recorded; `now` are its words since it was last edited, null since it was withdrawn. */
export type Told = { words: string; now: string | null }

/** What somebody was told, in the order in which it was said. */
export type Said = { who: Who; updates: Told[] }

/** What somebody does between two reports takes up to so many milliseconds. */
const thinks = 400

/** Two people who report, edit and withdraw one after the other, until they are told to stop. */
export function people(world: World, random: Random) {
  let stopped = false
  let count = 0
  const said: Said[] = (['japan', 'korea'] as const).map((who) => ({
    who,
    updates: [],
  }))

  async function report(each: Said): Promise<void> {
    const words = `Word ${++count} of ${each.who}.`
    const answer = await world.say(each.who, `update ipr-1 on track ${words}`)
    if (!/Recorded|Already/.test(answer)) throw new Error(`"${words}" was answered: ${answer}`)
    const told: Told = { words, now: words }
    each.updates.push(told)
    if (random.chance(0.3)) {
      const edited = `${words} Edited.`
      const changed = await world.say(each.who, `edit ipr-1 on track ${edited}`)
      if (!/Edited\.|Nothing changed/.test(changed)) throw new Error(`edit was answered: ${changed}`)
      told.now = edited
    }
    if (random.chance(0.2)) {
      const withdrawn = await world.say(each.who, 'withdraw ipr-1')
      if (!/Withdrawn|Already withdrawn/.test(withdrawn))
        throw new Error(`withdraw was answered: ${withdrawn}`)
      told.now = null
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
