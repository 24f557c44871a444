import { judge, judgeStanding } from './judge.ts'
import { programme } from './programme.ts'
import type { SharedRecord } from './record.ts'
import type { Story } from './story.ts'

/** What came of one programme: what is wrong with it, and what happened. */
export type Run = { seed: number; days: number; faults: string[]; log: string[]; counts: Story['counts'] }

/** Lines of what happened that are shown with a fault. */
const shownLines = 40

/** One programme of so many days, and what is wrong with it. */
export async function run(seed: number, days: number, record: SharedRecord): Promise<Run> {
  const story = await programme(seed, days, record)
  const faults = [...judge(story), ...(await judgeStanding(story, record.store))]
  return { seed, days, faults, log: story.log, counts: story.counts }
}

/** What is wrong, what happened around it, and how to see it again; empty when nothing is wrong. */
export function described({ seed, days, faults, log }: Run): string {
  if (faults.length === 0) return ''
  const keys = faults.flatMap((fault) => fault.match(/\b(?:card|update|nudge|digest|notice):\S+\d/g) ?? [])
  const about = log.filter((line) => keys.some((key) => line.includes(key)))
  return [
    `Seed ${seed}: ${faults.length} faults`,
    ...faults.map((fault) => `- ${fault}`),
    'What happened there:',
    ...about.slice(-shownLines).map((line) => `  ${line}`),
    `Again: npm run test:simulation -- --seed ${seed} --days ${days}`,
  ].join('\n')
}
