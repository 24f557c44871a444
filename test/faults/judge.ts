import { setTimeout as sleep } from 'node:timers/promises'
import type { Store } from '../../src/store/database.ts'
import { judgeStanding } from './standing.ts'
import type { Said } from './traffic.ts'
import { isCard, japanChannel, koreaChannel, type World } from './world.ts'

/** `lost` and `twice` name what should not be; `unconfirmed` and `visibly` are counts of what the ledger says did not go out. */
export type Counts = {
  recorded: number
  messages: number
  lost: string[]
  twice: string[]
  wrong: string[]
  unconfirmed: number
  visibly: number
}

/** Hours that pass until everything that waited has gone out. */
const calm = [1, 1, 2]

/** Lets what waits go out, over platforms that work again. */
export async function settle(world: World, store: Store): Promise<void> {
  world.slack.recover()
  world.teams.recover()
  for (const hours of calm) {
    await world.later(hours)
    await world.start()
    await untilNothingIsDue(world, store)
  }
}

/** How long that may take, in milliseconds. */
const patience = 120_000

/** $1 now, $2 when the process that plans was started: what is due after its first sweeps is planned a minute later. */
const due = `
SELECT (SELECT count(*)::int FROM "Delivery" WHERE "attemptAt" <= $1::timestamptz) AS "due",
  (SELECT coalesce(bool_and("lastAt" >= $2::timestamptz), false) FROM "Sweep") AS "planned"`

async function untilNothingIsDue(world: World, store: Store): Promise<void> {
  const until = Date.now() + patience
  while (Date.now() < until) {
    const { begun, now } = world.newest()
    const [row] = await store.db.query<{ due: number; planned: boolean }>(due, [
      now.toISOString(),
      begun.toISOString(),
    ])
    if (row!.planned && row!.due === 0) return
    await sleep(100)
  }
  throw new Error('messages that are due do not go out')
}

type Row = {
  key: string
  kind: string
  platform: string
  state: string
  why: string | null
  waiting: boolean
  words: string | null
  withdrawn: boolean
}

const rows = `
SELECT d."key", d."kind", d."platform", d."state", d."why", d."attemptAt" IS NOT NULL AS "waiting", v."text" AS "words",
  coalesce(u."withdrawnAt" IS NOT NULL, false) AS "withdrawn"
FROM "Delivery" d LEFT JOIN "Update" u ON u."id" = d."updateId"
LEFT JOIN "UpdateVersion" v ON v."updateId" = u."id" AND v."number" = u."version" ORDER BY d."id"`

const updates = `
SELECT v."text", u."withdrawnAt" IS NOT NULL AS "withdrawn", a."code"
FROM "Update" u JOIN "Administration" a ON a."id" = u."administrationId"
JOIN "UpdateVersion" v ON v."updateId" = u."id" AND v."number" = u."version" ORDER BY u."id"`

/** What stands in the record against what people were told. */
export async function judgeRecord(store: Store, said: Said[]): Promise<Counts> {
  const counts: Counts = {
    recorded: 0,
    messages: 0,
    lost: [],
    twice: [],
    wrong: [],
    unconfirmed: 0,
    visibly: 0,
  }
  const recorded = await store.db.query<{ text: string; withdrawn: boolean; code: string }>(updates, [])
  for (const { who, updates: told } of said) {
    const own = recorded.filter(({ code }) => code === (who === 'japan' ? 'JP' : 'KR'))
    counts.recorded += own.length
    if (own.length < told.length) counts.lost.push(`${told.length} told, ${own.length} recorded for ${who}`)
    if (own.length > told.length) counts.twice.push(`${told.length} told, ${own.length} recorded for ${who}`)
    for (const [at, { words, now }] of told.entries()) {
      const row = own[at]
      if (!row) continue
      if (row.withdrawn !== (now === null))
        counts.wrong.push(`"${words}" is ${row.withdrawn ? '' : 'not '}withdrawn in the record`)
      else if (now !== null && row.text !== now)
        counts.wrong.push(`"${row.text}" is recorded where "${now}" was told`)
    }
  }
  return counts
}

/** The same, and what stands on the platforms. */
export async function judge(world: World, store: Store, said: Said[]): Promise<Counts> {
  const counts = await judgeRecord(store, said)
  for (const row of await store.db.query<Row>(rows, [])) count(row, world, counts)
  await judgeStanding(world, store, said, counts)
  return counts
}

function count(row: Row, world: World, counts: Counts): void {
  const { key, kind, state, why, waiting, words, withdrawn } = row
  const standing = standingOf(row, world)
  const { posted } = world.slack
  if (posted.filter((each) => each.key === key).length > 1 || (standing?.length ?? 0) > 1)
    counts.twice.push(key)
  counts.messages += standing?.length ?? 0
  if (state === 'unconfirmed') counts.unconfirmed += 1
  if (['failed', 'given up', 'skipped'].includes(state)) counts.visibly += 1
  if (waiting && state !== 'sent' && state !== 'unconfirmed')
    counts.lost.push(`${key} is ${state}${why ? ` (${why})` : ''}`)
  if (state !== 'sent' || standing === null) return
  if (standing.length === 0) counts.lost.push(`${key} does not stand there`)
  else if (kind === 'update' && withdrawn) counts.wrong.push(`${key} was withdrawn, and stands there`)
  else if (kind === 'update' && words && !standing[0]!.includes(words))
    counts.wrong.push(`${key} says "${standing[0]}", not "${words}"`)
}

/** The words of a row's message where it stands; null where that cannot be told: Teams keeps no key. */
function standingOf({ key, kind, platform, words }: Row, { slack, teams }: World): string[] | null {
  if (platform === 'slack') {
    const all = slack.posted.filter((each) => each.key === key)
    const channels = [...new Set([japanChannel, ...all.map(({ channel }) => channel)])]
    return channels
      .flatMap((channel) => slack.messages(channel))
      .filter((each) => each.key === key)
      .map(({ text }) => text)
  }
  if (kind !== 'update' || !words) return null
  return teams
    .messages(koreaChannel)
    .filter(({ text }) => !isCard(text) && text.includes(words))
    .map(({ text }) => text)
}
