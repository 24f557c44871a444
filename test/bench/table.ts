/** What one question or report took. Times are milliseconds, rates are answers a second. */
export type Row = {
  platform: 'slack' | 'teams'
  database: 'PostgreSQL' | 'PGlite'
  /** updates in the record */
  stored: number
  words: string
  kind: 'question' | 'update'
  rate: number
  /** of the rate of the bare echo, measured before and after */
  ratio: number
  p50: number
  p99: number
  /** with one connection */
  alone: number
  /** how many times as long, alone, as with the fewest updates; null for the fewest */
  growth: number | null
  /** processor time of the serving process, of one answer and of one echo */
  cpu: number
  echoCpu: number
}

type Target = { of: keyof Row; least?: number; most?: number; where: (row: Row) => boolean }

const question = ({ kind }: Row) => kind === 'question'

/** What is to be reached on PostgreSQL, at 20 connections unless `alone`. */
const targets: Target[] = [
  { of: 'ratio', least: 0.12, where: (row) => question(row) && row.platform === 'slack' },
  { of: 'ratio', least: 0.25, where: (row) => question(row) && row.platform === 'teams' },
  { of: 'ratio', least: 0.04, where: (row) => !question(row) && row.platform === 'slack' },
  { of: 'p99', most: 200, where: question },
  { of: 'alone', most: 10, where: question },
  { of: 'growth', most: 1.5, where: (row) => question(row) && row.growth !== null },
]

type Verdict = { words: string; held: boolean }

function verdictOn(row: Row, of: keyof Row): Verdict | null {
  const target = targets.find((each) => each.of === of && each.where(row))
  const value = row[of]
  if (!target || row.database !== 'PostgreSQL' || typeof value !== 'number') return null
  if (target.least !== undefined) return { words: `≥ ${target.least}`, held: value >= target.least }
  return { words: `≤ ${target.most}`, held: value <= target.most! }
}

const columns: { title: string; of: keyof Row; digits: number }[] = [
  { title: 'answers/s', of: 'rate', digits: 0 },
  { title: 'of the echo', of: 'ratio', digits: 3 },
  { title: 'p50 ms', of: 'p50', digits: 1 },
  { title: 'p99 ms', of: 'p99', digits: 1 },
  { title: 'alone p50 ms', of: 'alone', digits: 2 },
  { title: '× time with 100', of: 'growth', digits: 2 },
  { title: 'processor ms', of: 'cpu', digits: 2 },
  { title: "echo's", of: 'echoCpu', digits: 2 },
]

/** The rows as a table in markdown, each figure that has a target with it, and a last line that counts those that held. */
export function asTable(rows: Row[]): string {
  const cell = (row: Row, { of, digits }: (typeof columns)[number]): string => {
    const value = row[of]
    if (typeof value !== 'number') return ''
    const verdict = verdictOn(row, of)
    return verdict
      ? `${value.toFixed(digits)} (${verdict.words}) ${verdict.held ? '✔' : '✘'}`
      : value.toFixed(digits)
  }
  const lines = rows.map((row) => [
    row.platform,
    row.database,
    row.stored.toLocaleString('en'),
    row.words,
    ...columns.map((column) => cell(row, column)),
  ])
  const head = ['platform', 'database', 'updates', 'words', ...columns.map(({ title }) => title)]
  const verdicts = rows.flatMap((row) => columns.flatMap(({ of }) => verdictOn(row, of) ?? []))
  return [
    ...[head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`),
    '',
    `${verdicts.filter(({ held }) => held).length} of ${verdicts.length} targets held.`,
  ].join('\n')
}
