import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { emptyDatabase, type TestDatabase, testServer } from '../support/database.ts'
import { measureDeliveries } from './deliveries.ts'
import { measureDigest } from './digest.ts'
import { type Figure, figureTable } from './figures.ts'
import { type Echo, measureGrowth, measureRow, type Pace, type Question, type Record } from './measure.ts'
import { type Load, startLoad, startServer } from './processes.ts'
import { measureSweep } from './sweep.ts'
import { asTable, type Row } from './table.ts'

/*
 * `npm run bench`: how fast answers are, against a bare Bolt and a bare botbuilder on the same machine in the same minutes.
 * And what it does by itself, on PostgreSQL: a sweep, a digest, deliveries.
 * `-- --short` looks quickly; `-- --only slack,postgresql` or `-- --only sweep,digest,deliveries` measures a part.
 */

const words = process.argv.slice(2)
const only = words.includes('--only') ? words[words.indexOf('--only') + 1]!.toLowerCase().split(',') : null
const platforms = (['slack', 'teams'] as const).filter((name) => !only || only.includes(name))
const databases = (['PostgreSQL', 'PGlite'] as const).filter(
  (name) => !only || only.includes(name.toLowerCase()),
)
const pace: Pace = words.includes('--short')
  ? { warm: 1, rounds: 2, echo: 0.8, bot: 1.2, alone: 0.5 }
  : { warm: 2, rounds: 5, echo: 1, bot: 1.5, alone: 0.8 }

const sizes = [100, 100_000]
const questions: Question[] = [
  { words: 'status', kind: 'question', expected: 'Heraklion Declaration' },
  { words: 'status ipr-1', kind: 'question', expected: 'declared wording' },
  { words: 'summary', kind: 'question', expected: 'Where a Director General can help' },
  { words: 'update ipr-1 on track Note {n} was sent to all offices', kind: 'update', expected: 'Recorded.' },
]

const say = (line: string) => process.stderr.write(`${line}\n`)

// Without a PostgreSQL server to measure on, once more with one.
if (!testServer) {
  const root = resolve(import.meta.dirname, '../..')
  const again = [process.execPath, '--import', 'tsx', import.meta.filename, ...words]
  const { status } = spawnSync(join(root, '.ci/postgres'), again, { cwd: root, stdio: 'inherit' })
  process.exit(status ?? 1)
}

async function placeFor(database: Row['database']): Promise<TestDatabase> {
  if (database === 'PostgreSQL') return emptyDatabase()
  const path = mkdtempSync(join(tmpdir(), 'asem-bench-'))
  return { place: { kind: 'folder', path }, drop: async () => rmSync(path, { recursive: true, force: true }) }
}

async function startRecord(
  load: Load,
  database: Row['database'],
  stored: number,
): Promise<Record & { end(): Promise<void> }> {
  const { place, drop } = await placeFor(database)
  const begun = performance.now()
  const server = await startServer({ kind: 'bot', place, updates: stored, platforms: load.platforms })
  say(`${database}: ${stored} updates stored in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  const end = async () => {
    await server.end()
    await drop()
  }
  return { database, stored, server, end }
}

async function measureDatabase(load: Load, echoes: Echo[], database: Row['database']): Promise<Row[]> {
  const rows: Row[] = []
  const records = [await startRecord(load, database, sizes[0]!), await startRecord(load, database, sizes[1]!)]
  for (const echo of echoes) {
    for (const question of questions) {
      for (const record of records) {
        const row = await measureRow(load, echo, record, question, pace)
        const { stored, rate, ratio, p99, alone } = row
        say(
          `${database} ${stored} ${echo.platform} ${question.words}: ${rate.toFixed(0)}/s, ${ratio.toFixed(3)} of the echo, p99 ${p99.toFixed(0)} ms, alone ${alone.toFixed(2)} ms`,
        )
        rows.push(row)
      }
      rows.at(-1)!.growth = await measureGrowth(load, echo, records, question, pace)
    }
  }
  for (const { end } of records) await end()
  return rows
}

async function measureAnswers(): Promise<Row[]> {
  const load = await startLoad()
  const echoes: Echo[] = []
  for (const platform of platforms) {
    const kind = platform === 'slack' ? 'bolt echo' : 'botbuilder echo'
    echoes.push({ platform, server: await startServer({ kind, platforms: load.platforms }) })
  }
  const rows: Row[] = []
  for (const database of databases) rows.push(...(await measureDatabase(load, echoes, database)))
  for (const { server } of echoes) await server.end()
  await load.end()
  return rows
}

const byItself = {
  sweep: () => measureSweep(2 * pace.rounds + 3),
  digest: () => measureDigest(pace.rounds + 1),
  deliveries: measureDeliveries,
}

async function measureByItself(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, measure] of Object.entries(byItself)) {
    if (only && !only.includes(name)) continue
    const measured = await measure()
    for (const { of, value } of measured) say(`${of}: ${value.toPrecision(3)}`)
    figures.push(...measured)
  }
  return figures
}

const tables: string[] = []
if (platforms.length > 0) tables.push(asTable(await measureAnswers()))
const figures = await measureByItself()
if (figures.length > 0) tables.push(figureTable(figures))

const [core] = cpus()
process.stdout.write(
  `${tables.join('\n\n')}\n\nNode ${process.version}, ${cpus().length} processors (${core?.model.trim() ?? 'unknown'}), load ${loadavg()[0]!.toFixed(1)} at the end. 20 connections unless alone; a process for the load, one for each server, everything on loopback; PostgreSQL does not wait for the disk.\n`,
)
