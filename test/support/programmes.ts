import { resolve } from 'node:path'
import { loadProgramme } from '../../src/programme/read.ts'
import { importProgramme } from '../../src/store/import.ts'
import { type TestBot, testBot } from './bot.ts'

export const huaHin = resolve(import.meta.dirname, 'hua-hin-2011.yaml')

/** A bot with two programmes, on Monday 7 November 2011: Heraklion (HER), and Hua Hin (HUA), the current one. */
export async function twoProgrammes(): Promise<TestBot> {
  const bot = await testBot({ at: '2011-11-07T07:00:00Z' })
  await bot.store.transaction((db) =>
    importProgramme(db, loadProgramme(huaHin), bot.clock.now(), { example: false }),
  )
  return bot
}
