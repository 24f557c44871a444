import { fork } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sharedRecord } from './record.ts'
import { rulesRun } from './rules.ts'
import { described, run } from './run.ts'

/**
 * `npm run test:simulation -- --programmes 1000`: so many two-year programmes by the rules alone, and `--stored` of them for `--days` days
 * over the real store. `--seed 12` does one of each again, and says all that happened.
 */

const { values } = parseArgs({
  options: {
    programmes: { type: 'string', default: '100' },
    stored: { type: 'string' },
    days: { type: 'string', default: '15' },
    from: { type: 'string' },
    seed: { type: 'string' },
    processes: { type: 'string', default: String(availableParallelism()) },
  },
})
const days = Number(values.days)
const programmes = Number(values.programmes)
const stored = Number(values.stored ?? Math.ceil(programmes / 25))
const twoYears = 730

/** One programme that is over; `counts` is what there was in it. */
type Done = { kind: 'rules' | 'store'; seed: number; fault: string; counts: Record<string, number> }

function byRules(seed: number): Done {
  const { faults, due } = rulesRun(seed, twoYears)
  const again = `Again: npm run test:simulation -- --seed ${seed}`
  const fault = faults.length === 0 ? '' : [`Seed ${seed}, rules:`, ...faults.slice(0, 20), again].join('\n')
  return { kind: 'rules', seed, fault, counts: { nudges: due } }
}

async function overStore(seeds: number[], told: (done: Done, log: string[]) => void): Promise<void> {
  if (seeds.length === 0) return
  const record = await sharedRecord()
  for (const seed of seeds) {
    const each = await run(seed, days, record)
    told({ kind: 'store', seed, fault: described(each), counts: each.counts }, each.log)
  }
  await record.close()
}

async function many(): Promise<void> {
  const first = values.from ? Number(values.from) : randomInt(2 ** 31)
  const processes = Math.min(Number(values.processes), programmes)
  console.log(
    `${programmes} programmes of two years by the rules, ${stored} of ${days} days over the store: seeds from ${first}, ${processes} processes`,
  )
  const begun = Date.now()
  const done: Done[] = []
  const ended = Array.from({ length: processes }, (_, which) => {
    const env = { ...process.env, SIMULATED: JSON.stringify({ first, which, processes }) }
    const child = fork(fileURLToPath(import.meta.url), process.argv.slice(2), { env })
    child.on('message', (message) => {
      const each = message as Done
      done.push(each)
      if (each.fault !== '') console.log(`\n${each.fault}\n`)
      if (done.length % 100 === 0) console.log(`${done.length} programmes, ${since(begun)} s`)
    })
    return new Promise<number | null>((resolve) => child.on('exit', resolve))
  })
  const codes = await Promise.all(ended)
  for (const kind of ['rules', 'store'] as const) summarise(kind, done, since(begun))
  const complete = done.length === programmes + stored && codes.every((code) => code === 0)
  if (!complete || done.some(({ fault }) => fault !== '')) process.exitCode = 1
}

const since = (begun: number): number => Math.round((Date.now() - begun) / 1000)

function summarise(kind: Done['kind'], all: Done[], seconds: number): void {
  const done = all.filter((each) => each.kind === kind)
  const counts: Record<string, number> = {}
  for (const each of done)
    for (const [what, count] of Object.entries(each.counts)) counts[what] = (counts[what] ?? 0) + count
  const failed = done.filter(({ fault }) => fault !== '').map(({ seed }) => seed)
  const counted = Object.entries(counts).map(([what, count]) => `${Math.round(count)} ${what}`)
  const faults = failed.length > 0 ? `with faults: seeds ${failed.join(', ')}` : 'without a fault'
  console.log(
    `${kind}: ${done.length} programmes ${faults} · ${[...counted, `${seconds} s in all`].join(' · ')}`,
  )
}

async function share({ first, which, processes }: { first: number; which: number; processes: number }) {
  const mine = (count: number) =>
    Array.from({ length: count }, (_, at) => first + at).filter((_, at) => at % processes === which)
  const tell = (done: Done) => void process.send?.(done)
  await overStore(mine(stored), tell)
  for (const seed of mine(programmes)) tell(byRules(seed))
  process.disconnect()
}

async function again(seed: number): Promise<void> {
  const rules = byRules(seed)
  console.log(rules.fault || `Seed ${seed}, rules: nothing is wrong`)
  if (rules.fault !== '') process.exitCode = 1
  await overStore([seed], ({ fault }, log) => {
    console.log(log.join('\n'))
    console.log(fault || `Seed ${seed}, over the store: nothing is wrong`)
    if (fault !== '') process.exitCode = 1
  })
}

if (process.env.SIMULATED) await share(JSON.parse(process.env.SIMULATED))
else if (values.seed) await again(Number(values.seed))
else await many()
