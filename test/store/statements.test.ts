import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlatformUser } from '../../src/chat/request.ts'
import { commands } from '../../src/commands/index.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'
import { homeAt } from '../support/homes.ts'
import { statementsDuring } from '../support/statements.ts'

/** What an answer may cost the database: statements of every kind, BEGIN and COMMIT among them. */
const questionStatements = 5
const updateStatements = 10
const planStatements = 10

const sato = slackUser('U-SATO')
const kim = teamsUser('kim')
const director = slackUser('U-DIRECTOR')
const eleni = slackUser('U-ELENI')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(director, 'japan dg')
  await bot.admit(eleni, 'coordinator ipr')
  // Long enough for an answer of several pages.
  const long = 'A meeting was held with all offices. '.repeat(50)
  await bot.say(sato, `update ipr-1 at risk ${long} https://example.org/draft`)
  await bot.say(kim, `update ipr-1 on track ${long} https://example.org/comments`)
  bot.clock.minutesLater(60)
})
afterAll(() => bot.close())

const questions = commands
  .filter(({ changes, may }) => !changes && may !== 'operator')
  .flatMap(({ usage }) => usage)

/** The statements of one answer; `afresh` as the first one of a process. */
async function statementsOf(
  who: PlatformUser,
  words: string,
  { afresh }: { afresh: boolean },
): Promise<string[]> {
  if (afresh) {
    bot.store.db.known!.programmes.clear()
    bot.store.db.known!.activities.clear()
  }
  return statementsDuring(async () => {
    expect((await bot.say(who, words)).text).not.toContain('Something failed')
  })
}

const begins = (statements: string[], beginning: string) =>
  statements.filter((statement) => statement.trimStart().startsWith(beginning)).length

describe.each([
  { of: 'the first answer of a process', afresh: true },
  { of: 'any later answer', afresh: false },
])('$of', ({ afresh }) => {
  it.each(questions)('%s takes at most five statements, whoever asks', async (words) => {
    for (const who of [sato, kim, director, eleni]) {
      if (words === 'more') await bot.say(who, 'status ipr-1')
      const statements = await statementsOf(who, words, { afresh })
      expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(questionStatements)
      expect(statements.filter((each) => each.includes('INSERT INTO "Request"')).length).toBe(1)
    }
  })

  it('a home that is opened takes at most six: one keeps that it was', async () => {
    for (const who of [sato, kim, director, eleni]) {
      if (afresh) {
        bot.store.db.known!.programmes.clear()
        bot.store.db.known!.activities.clear()
      }
      const statements = await statementsDuring(() => bot.homes.open(homeAt(who)))
      expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(questionStatements + 1)
    }
  })

  it('of an answer that has pages is counted with them', async () => {
    const first = await statementsOf(sato, 'status ipr-1', { afresh })
    expect(begins(first, 'INSERT INTO "Continuation"')).toBe(1)
    const next = await statementsOf(sato, 'more', { afresh })
    expect(begins(next, 'UPDATE "Continuation"')).toBe(1)
  })

  it('an update takes at most ten, its transaction included', async () => {
    const words = `update ipr-1 on track ${randomUUID()} https://example.org/one https://example.org/two`
    const statements = await statementsOf(sato, words, { afresh })
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(updateStatements)
    expect(begins(statements, 'BEGIN')).toBe(1)
    expect(begins(statements, 'COMMIT')).toBe(1)
  })
})

it('whatever else a member reports takes at most ten, its transaction included', async () => {
  for (const [who, words] of [
    [sato, 'edit ipr-1 off track Other words https://example.org/three'],
    [sato, 'withdraw ipr-1'],
    [kim, 'pledge ipr-1 by 2011-03-31 Share a note'],
    [kim, 'pledge ipr-1 by 2011-04-30 Share another note'],
    [kim, 'done ipr-1/kr https://example.org/note'],
    [eleni, 'done ipr-1.2 https://example.org/note'],
    [sato, 'take part env-1'],
    [sato, 'not taking part env-1 because of a reason'],
    [eleni, 'update ipr-1/la on track Sent from e-mail of 3 May'],
  ] as const) {
    const statements = await statementsOf(who, words, { afresh: true })
    expect(statements.length, `${words}\n${statements.join('\n')}`).toBeLessThanOrEqual(updateStatements)
    expect(begins(statements, 'COMMIT')).toBe(1)
  }
})

it('planning takes at most ten, its transaction included', async () => {
  const chair = slackUser('U-CHAIR')
  await bot.admit(chair, 'secretariat')
  for (const [who, words] of [
    [eleni, 'lead ipr-1 japan'],
    [eleni, 'plan ipr-1 2010-09-01 Counted'],
    [sato, 'agree ipr-1.6 on 2010-09-02'],
    [eleni, 'move ipr-1.6 to 2010-09-03 because it is counted'],
    [kim, 'confirm ipr-2 limited'],
    [chair, 'meeting 2011-10-18 Hua Hin, Thailand'],
  ] as const) {
    const statements = await statementsOf(who, words, { afresh: true })
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(planStatements)
    expect(begins(statements, 'COMMIT')).toBe(1)
  }
  expect((await bot.say(kim, 'status ipr-1')).text).toContain('agreed first for Thu 2 Sep 2010')
  expect((await statementsOf(kim, 'meeting', { afresh: true })).length).toBeLessThanOrEqual(
    questionStatements,
  )
})

it('in a channel that follows, where others read along, a question takes no statement more', async () => {
  const there = {
    at: { platform: 'teams' as const, tenant: 'tenant-korea', conversation: '19:korea' },
    seenBy: 'everyone' as const,
  }
  const statementsThere = (words: string) =>
    statementsDuring(async () => {
      expect((await bot.say(kim, words, there)).text).not.toContain('Something failed')
    })
  await statementsThere('status ipr-1')
  const before = (await statementsThere('status ipr-1')).length
  await bot.say(kim, 'follow ipr', there)
  expect((await statementsThere('status ipr-1')).length).toBe(before)
  for (const words of questions) {
    const statements = await statementsThere(words)
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(questionStatements)
  }
})
