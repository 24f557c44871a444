import { median, quantile } from './figures.ts'
import type { Measured, Run } from './load.ts'
import type { Load, Server } from './processes.ts'
import type { Row } from './table.ts'

export type Echo = { platform: Row['platform']; server: Server }

/** A bot over a record with so many updates. */
export type Record = { database: Row['database']; stored: number; server: Server }

/** `expected` is what every answer must hold. */
export type Question = { words: string; kind: Row['kind']; expected: string }

/** Seconds of each part of a measurement; `rounds` is how often bot and echo take turns. */
export type Pace = { warm: number; rounds: number; echo: number; bot: number; alone: number }

const connections = 20

type Served = { measured: Measured; rate: number; cpu: number }

/** @throws when an answer was not what was expected */
async function served(load: Load, server: Server, run: Omit<Run, 'baseUrl'>): Promise<Served> {
  const before = await server.cpu()
  const measured = await load.run({ ...run, baseUrl: server.baseUrl })
  const cpu = (await server.cpu()) - before
  if (measured.failure) throw new Error(`"${run.words}" on ${run.platform} was answered: ${measured.failure}`)
  const { times, seconds } = measured
  return { measured, rate: times.length / seconds, cpu: cpu / times.length }
}

/** The bot and the echo in turns, so that what else the machine does falls on both; then the bot with one connection. */
export async function measureRow(
  load: Load,
  { platform, server: echoServer }: Echo,
  { database, stored, server }: Record,
  { words, kind, expected }: Question,
  pace: Pace,
): Promise<Row> {
  const run = { platform, words, users: server.members, expected, connections }
  const echoRun = {
    platform,
    words: 'status',
    users: ['U1'],
    expected: 'ok',
    connections,
    seconds: pace.echo,
  }
  await served(load, server, { ...run, seconds: pace.warm })
  await served(load, echoServer, echoRun)

  const echoes = [await served(load, echoServer, echoRun)]
  const bots: Served[] = []
  for (let round = 0; round < pace.rounds; round++) {
    bots.push(await served(load, server, { ...run, seconds: pace.bot }))
    echoes.push(await served(load, echoServer, echoRun))
  }
  const ratios = bots.map(({ rate }, at) => (2 * rate) / (echoes[at]!.rate + echoes[at + 1]!.rate))
  const alone = await served(load, server, { ...run, connections: 1, seconds: pace.alone })
  const times = bots.flatMap(({ measured }) => measured.times)
  return {
    platform,
    database,
    stored,
    words,
    kind,
    rate: median(bots.map(({ rate }) => rate)),
    ratio: median(ratios),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    alone: quantile(alone.measured.times, 0.5),
    growth: null,
    cpu: median(bots.map(({ cpu }) => cpu)),
    echoCpu: median(echoes.map(({ cpu }) => cpu)),
  }
}

/** How many times as long the same takes, alone, in the last of the records as in the first: each in turns. */
export async function measureGrowth(
  load: Load,
  { platform }: Echo,
  records: Record[],
  { words, expected }: Question,
  pace: Pace,
): Promise<number> {
  const times = records.map((): number[] => [])
  for (let round = 0; round < pace.rounds; round++) {
    for (const [at, { server }] of records.entries()) {
      const run = { platform, words, users: server.members, expected, connections: 1, seconds: pace.alone }
      times[at]!.push(...(await served(load, server, run)).measured.times)
    }
  }
  return quantile(times.at(-1)!, 0.5) / quantile(times[0]!, 0.5)
}
