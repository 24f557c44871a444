import { expect, it } from 'vitest'
import { times } from '../support/times.ts'
import { platforms } from './attempts.ts'
import { fuzz } from './fuzz.ts'

/*
 * Changed payloads of Slack and Teams, at the real endpoints: enough to see each kind of change dozens of times, and
 * `npm run test:fuzz` makes many more (test/support/times.ts). `FUZZ_SEED` makes the same ones again, `FUZZ_FROM` begins with a later one.
 */

const setting = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise)
const runs = times(2_000)
const seed = setting('FUZZ_SEED', Math.floor(Math.random() * 1e9))

it(`${runs} changed payloads: no failure, no crash, no effect (seed ${seed})`, {
  timeout: 60_000 + runs * 50,
}, async () => {
  const counts = await fuzz(runs, seed, setting('FUZZ_FROM', 0))
  console.log(`seed ${seed}: ${JSON.stringify(counts)}`)
  const statuses = (of: string) => Object.keys(counts.attempts[of] ?? {})
  // Changes so mild that nothing is refused, or so wild that nothing is taken in, would show nothing.
  expect(statuses('slack question')).toEqual(['200', '400'])
  expect(statuses('teams question')).toEqual(expect.arrayContaining(['200', '400', '403']))
  for (const platform of platforms) expect(statuses(`${platform} unproven`)).toEqual(['401'])
  expect(counts.recorded).toBeGreaterThan(runs / 100)
  expect(counts.answers).toBeGreaterThan(runs / 10)
})
