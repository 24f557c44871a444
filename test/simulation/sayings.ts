import type { Db } from '../../src/store/database.ts'
import type { Random } from '../hostile/random.ts'
import type { Facts } from './facts.ts'
import { anything, speak } from './people.ts'
import { cast, type Say } from './record.ts'
import type { Story } from './story.ts'

type Telling = Pick<Story, 'counts' | 'askedAgain' | 'markers' | 'speaking'>

/** What people say by chance, noted as it is answered; `numbered` makes each of them another one. */
export function sayings(around: {
  /** the process that they speak through */
  spoken: Db
  say: Say
  random: Random
  story: Telling
  last(): Facts
  look(db: Db): Promise<void>
  happened(what: string): void
}): (numbered: number) => Promise<void> {
  const { spoken, say, random, story, last, look, happened } = around
  let about: string | null = null

  async function askAgain(): Promise<void> {
    const troubled = await spoken.query<{ id: number; key: string }>(
      `SELECT "id"::int AS "id", "key" FROM "Delivery" WHERE "state" IN ('unconfirmed', 'failed', 'given up') ORDER BY "id"`,
      [],
    )
    if (troubled.length === 0) return
    const { id, key } = random.pick(troubled)
    const answered = await say(cast.chair.who, `send again ${id}`)
    story.askedAgain.add(key)
    happened(`chair: send again ${id} (${key}) => ${answered.split('\n')[0]}`)
  }

  async function noteMarker(marker: string): Promise<void> {
    const [found] = await spoken.query<{ updateId: number }>(
      `SELECT "updateId" FROM "UpdateVersion" WHERE "text" LIKE '%' || $1 || '%'`,
      [marker],
    )
    if (!found) return
    for (const each of story.markers.values()) if (each.updateId === found.updateId) each.newest = false
    story.markers.set(marker, { updateId: found.updateId, newest: true })
  }

  return async (numbered) => {
    const line = anything(random, last(), numbered, random.chance(0.6) ? about : null)
    about = /\b[A-Z]+-\d+\b/.exec(line.text)?.[0] ?? about
    story.speaking = true
    const answered = await speak(say, line)
    story.counts.lines += 1
    const [first] = answered.split('\n')
    happened(`${line.by} in ${line.at?.at?.conversation ?? 'private'}: ${line.text} => ${first}`)
    if (line.marker) await noteMarker(line.marker)
    if (random.chance(0.1)) await askAgain()
    await look(spoken)
    story.speaking = false
  }
}
