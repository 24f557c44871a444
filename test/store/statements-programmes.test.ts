import { afterAll, beforeAll, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import type { PlatformUser } from '../../src/chat/request.ts'
import { slackUser, type TestBot } from '../support/bot.ts'
import { twoProgrammes } from '../support/programmes.ts'
import { statementsDuring } from '../support/statements.ts'

/** With a second programme beside the first, an answer costs what it costs with one. */
const questionStatements = 5
const changeStatements = 10

const sato = slackUser('U-SATO', 'Sato Yuki')
const chair = slackUser('U-CHAIR', 'Berg Anna')

let bot: TestBot
beforeAll(async () => {
  bot = await twoProgrammes()
  await bot.admit(sato, 'japan member')
  await bot.admit(chair, 'secretariat')
})
afterAll(() => bot.close())

async function statementsOf(who: PlatformUser, words: string, expected: string): Promise<string[]> {
  bot.store.db.known!.programmes.clear()
  bot.store.db.known!.activities.clear()
  return statementsDuring(async () => expect((await bot.say(who, words)).text).toContain(expected))
}

it.each([
  ['status ipr-1', 'Seizures handbook'],
  ['status her/ipr-1', 'Diabolo'],
  ['HER/IPR-1', 'Diabolo'],
  ['summary her', 'Heraklion'],
  ['status xyz', 'I know nothing'],
  ['who her', 'Who may do what'],
])('%s takes at most five', async (words, expected) => {
  const statements = await statementsOf(sato, words, expected)
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(questionStatements)
})

it.each([
  [sato, 'update her/ipr-1 on track Sent https://example.org/x', 'Recorded.'],
  [chair, 'role sato coordinator ipr until 2012-12-31', 'Given.'],
  [chair, 'role sato coordinator ipr until 2013-12-31', 'Changed.'],
  [chair, 'role sato not coordinator ipr', 'Ended.'],
  [sato, 'role me alternate berg', 'from another administration'],
  [chair, 'role sato alternate berg', 'Named.'],
  [operator, 'close her', 'To close it'],
  [chair, 'close her carried over except ipr-1.2', 'Closed.'],
])('%o: %s takes at most ten, the transaction included', async (who, words, expected) => {
  const statements = await statementsOf(who, words, expected)
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(changeStatements)
})
