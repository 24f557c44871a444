import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { runProcess } from '../support/process.ts'
import { rulesRun } from './rules.ts'

/** The short form of `npm run test:simulation`. */

const { TEST_PREPARED, TEST_DATABASE_URL } = process.env

describe('the rules, in a programme by chance, another one each time', () => {
  it.each([randomInt(2 ** 31), randomInt(2 ** 31)])(
    'with seed %i: what becomes due is what the oracle expects, and the same again',
    (seed) => {
      const once = rulesRun(seed, 365)
      expect(once.faults).toEqual([])
      expect(rulesRun(seed, 365)).toEqual(once)
    },
    120_000,
  )
})

describe('the bot over its store, in a process whose timers and chance are the simulation’s', () => {
  it('nothing is missed, said twice, or said to those who may not read it; and the seed tells the same story again', async () => {
    const environment: Record<string, string> = {}
    if (TEST_PREPARED && !TEST_DATABASE_URL) environment.TEST_PREPARED = TEST_PREPARED
    const words = ['--seed', '1274004253', '--days', '3']
    const once = await runProcess(words, environment, '', 'test/simulation/main.ts')
    expect(once.output).toContain('posted ')
    expect(once.output).toContain('over the store: nothing is wrong')
    expect(once.code).toBe(0)
    expect(await runProcess(words, environment, '', 'test/simulation/main.ts')).toEqual(once)
  }, 240_000)
})
