import type { Db } from '../../src/store/database.ts'
import { nothingKnown } from '../../src/store/known.ts'
import { randomFrom } from '../hostile/random.ts'
import { simulatedDisorder } from './disorder.ts'
import { type Facts, readFacts, readRows } from './facts.ts'
import { interesting } from './moments.ts'
import { type Line, opening, speak } from './people.ts'
import { type Said, simulatedPlatform } from './platform.ts'
import { beginsAt, type SharedRecord, sayTo } from './record.ts'
import { sayings } from './sayings.ts'
import { steppedStore } from './stepped.ts'
import type { Story } from './story.ts'
import { simulatedTime } from './time.ts'
import { createTurns } from './turns.ts'
import { simulatedWorker, type Worker } from './worker.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** For how long nothing runs at all. */
const outages = [10 * minute, 2 * hour, 11 * hour, 13 * hour, 40 * hour, 9 * day]

/** How much later than it could be something is attempted, in milliseconds: what fails together is tried again together. */
const polls = [500, 1_000, 20_000, 600_000]

/** Goes on after the last day until what can still be sent has been, or was given up. */
const afterwards = 2 * day

/**
 * One programme from its first day, by chance, over the real store.
 *
 * @param days how many, until it is left in peace
 */
export async function programme(seed: number, days: number, record: SharedRecord): Promise<Story> {
  // What was read of the programme before is not of this one.
  const store = { ...record.store, db: { ...record.store.db, known: nothingKnown() } }
  let workers: Worker[] = []
  const chances = (of: number) => randomFrom(seed * 7919 + of)
  const random = chances(1)
  const turns = createTurns(chances(6))
  const time = simulatedTime(beginsAt, turns)
  const giveBack = time.install(chances(2))
  const log: string[] = []
  const happened = (what: string) => void log.push(`${time.now().toISOString()} ${what}`)
  const facts: Facts[] = []
  const composed = new Map<string, number>()
  const story: Omit<Story, 'rows' | 'platforms' | 'endedAt'> = {
    seed,
    facts,
    swept: [],
    said: [],
    deleted: new Set(),
    askedAgain: new Set(),
    markers: new Map(),
    log,
    speaking: false,
    counts: { lines: 0, sweeps: 0, posts: 0, crashes: 0, 'hours down': 0 },
  }
  const said = (what: Said) => {
    const composedWith = composed.get(what.key) ?? facts.length - 1
    // What is being said at this moment is read a moment later.
    const saidWith = story.speaking ? facts.length : facts.length - 1
    story.said.push({ ...what, saidWith, composedWith })
    if (what.what === 'posted') story.counts.posts += 1
    happened(`${what.what} ${what.key} in ${what.place}`)
  }
  const platforms = {
    slack: simulatedPlatform(chances(3), time, said, happened),
    teams: simulatedPlatform(chances(4), time, said, happened),
  }
  const messengers = { slack: platforms.slack.messenger, teams: platforms.teams.messenger }
  // People speak through a process of their own.
  const spoken = steppedStore(store, turns.take)
  const say = sayTo(spoken, () => time.now())

  const disorder = simulatedDisorder({ random, fated: chances(5), time, platforms, story, happened })
  let begun = 0
  const begin = () => {
    begun += 1
    const composing = (key: string) => void composed.set(key, facts.length - 1)
    return simulatedWorker(`worker ${begun}`, store, messengers, {
      time,
      turns,
      fate: disorder.fate,
      composing,
    })
  }
  const look = async (db: Db = store.db) => void facts.push(await readFacts(db, time.now()))
  const last = () => facts.at(-1)!

  const sayLine = sayings({ spoken: spoken.db, say, random, story, last, look, happened })

  /** Reads which sweeps were written down since it last looked. */
  const lastSwept = new Map<string, number>()
  async function noteSweeps(before: number): Promise<void> {
    const swept = await store.db.query<{ name: string; at: number }>(
      `SELECT "name", (extract(epoch FROM "lastAt") * 1000)::float8 AS "at" FROM "Sweep"`,
      [],
    )
    for (const { name: kind, at } of swept) {
      const from = lastSwept.get(kind)
      if (from !== undefined && from !== at)
        story.swept.push({ kind, from, to: at, facts: facts.length - 1, before })
      lastSwept.set(kind, at)
    }
  }

  /** All workers plan or deliver; some of them may stay with what hangs. */
  async function work(sweeping: boolean): Promise<void> {
    const before = facts.length - 1
    for (const worker of workers) {
      if (sweeping && (workers.length === 1 || random.chance(0.7))) worker.sweep()
    }
    if (sweeping) {
      story.counts.sweeps += 1
      await turns.settled()
      await noteSweeps(before)
    }
    for (const worker of workers) worker.deliver()
    await turns.settled()
    for (const worker of workers.filter((each) => !each.alive())) {
      story.counts.crashes += 1
      happened(`${worker.name} ended`)
    }
    workers = workers.filter((each) => each.alive())
    // A place that could not be reached may have been retired.
    if (Object.values(platforms).some(({ gone }) => gone.size > 0)) await look()
  }

  async function open(lines: Line[]): Promise<void> {
    for (const line of lines) await speak(say, line)
  }

  /** Lets what was begun come to its end. */
  async function alone(begun: Promise<void> | undefined): Promise<void> {
    await turns.settled()
    await begun
  }

  async function nextAttempt(): Promise<number | null> {
    const [row] = await store.db.query<{ at: number | null }>(
      `SELECT (extract(epoch FROM min(greatest("attemptAt", coalesce("leaseUntil", "attemptAt")))) * 1000)::float8 AS "at" FROM "Delivery"`,
      [],
    )
    return row?.at ?? null
  }

  const end = beginsAt.getTime() + days * day
  const nextIn = (mean: number) => Math.floor(-Math.log(1 - random.int(2 ** 30) / 2 ** 30) * mean)
  try {
    await record.again()
    if (random.chance(0.7))
      await store.db.query(`UPDATE "Activity" SET "quietUntil" = $1::date WHERE "code" = $2`, [
        new Date(beginsAt.getTime() + random.int(days) * day).toISOString().slice(0, 10),
        random.pick(['IPR-1', 'TF-1', 'ENV-1', 'IPR-2']),
      ])
    await look()
    await alone(open(opening(random, last(), days)))
    await look()
    workers = [begin(), begin()]
    await work(true)
    let speaksAt = beginsAt.getTime() + nextIn(day)
    let beginsAgainAt: number | null = null
    let downUntil = 0
    let meanwhile: Promise<void> | undefined
    let calmAt = 0
    let due: number | null = null
    let dueBy: Facts | null = null
    let planned = beginsAt.getTime()
    for (let numbered = 0; time.trueNow() < end + afterwards; numbered += 1) {
      const now = time.trueNow()
      const peace = now >= end
      if (peace) disorder.ends()
      const attempt = await nextAttempt()
      if (dueBy !== last() || due === null || due <= planned)
        due = interesting(last(), planned, now + time.ahead)
      dueBy = last()
      const moments = [
        ...(peace ? [] : [speaksAt]),
        ...(calmAt > now ? [calmAt] : []),
        ...(due === null ? [] : [due - time.ahead + random.pick([0, 1_000, 59_000])]),
        ...(attempt === null ? [] : [Math.max(attempt - time.ahead, now) + random.pick(polls)]),
        ...(beginsAgainAt === null ? [] : [beginsAgainAt]),
        time.next() ?? end + afterwards,
        now + (random.chance(0.1) ? hour : 3 * day),
      ]
      const to = Math.max(now, downUntil, Math.min(...moments))
      await time.come(Math.min(to, end + afterwards))
      const came = time.trueNow()
      const sweeping = (due !== null && came + time.ahead >= due) || random.chance(0.1)
      if (came >= calmAt) disorder.ends()
      if (!peace && random.chance(sweeping || came >= speaksAt ? 0.2 : 0.02)) {
        disorder.happens(last().places.map(({ conversation }) => conversation))
        calmAt = came + nextIn(hour)
        if (random.chance(0.04)) {
          downUntil = Math.min(end, came + random.pick(outages))
          story.counts['hours down'] += (downUntil - came) / hour
          happened('everything is down')
          workers = []
        }
      }
      const attempted = attempt !== null && came + time.ahead >= attempt
      if (!peace && (came >= speaksAt || (attempted && random.chance(0.15)))) {
        if (came >= downUntil) {
          const saying = sayLine(numbered)
          // Somebody may speak while messages go out.
          if (random.chance(0.5)) meanwhile = saying
          else await alone(saying)
        }
        speaksAt = came + (random.chance(0.5) ? nextIn(10_000) : nextIn(8 * hour))
      }
      if (workers.length < 2 && (beginsAgainAt === null || came >= beginsAgainAt)) {
        if (beginsAgainAt !== null || workers.length === 0) workers.push(begin())
        beginsAgainAt = workers.length < 2 ? came + random.int(10 * minute) : null
      }
      if (came >= downUntil) await work(sweeping)
      await alone(meanwhile)
      meanwhile = undefined
      if (came < downUntil) continue
      if (sweeping) planned = Math.max(planned, came + time.ahead)
    }
    await look()
    const rows = await readRows(store.db)
    return { ...story, rows, platforms, endedAt: time.now().getTime() }
  } finally {
    giveBack()
  }
}
