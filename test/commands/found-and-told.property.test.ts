import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestBot, testBot } from '../support/bot.ts'
import { times } from '../support/times.ts'
import { admitReaders, anyRecord, isTold, readers, type Who, type Word, write } from './random-record.ts'

/** Whatever the record holds, search and history show nobody a word that they may not read, and everybody those that they may. */

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await admitReaders(bot)
})
afterAll(() => bot.close())

/** The lines of an answer, the words that were asked for left out. */
const answered = async ({ user, everyone }: Who, words: string): Promise<string> => {
  const { text } = await bot.say(user, words, { paged: false, seenBy: everyone ? 'everyone' : 'asker' })
  return text.split('\n').slice(1).join('\n')
}

const found = (who: Who, { word }: Word) => answered(who, `search ${word}`)

it(
  'search and history show the words that a reader may read, and no others',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyRecord, async (made) => {
        const words = await write(bot, made)
        for (const who of readers) {
          const told = [
            await answered(who, 'history'),
            await answered(who, 'history ipr'),
            await answered(who, 'history japan'),
          ]
          for (const each of words) {
            expect((await found(who, each)).includes(each.word), `search ${each.word}: ${who.role}`).toBe(
              each.search(who),
            )
            expect(told[0]!.includes(each.word), `history ${each.word}: ${who.role}`).toBe(each.history(who))
            if (!each.history(who)) expect(told.join('\n')).not.toContain(each.word)
          }
        }
      }),
      { numRuns: times(3) },
    )
  },
  times(200_000),
)

it(
  'search and history name nobody as late, and give no date of a commitment, to those who may not be told',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyRecord, async (made) => {
        await write(bot, made)
        for (const who of readers) {
          const history = await answered(who, 'history')
          const ofJapan = await answered(who, 'history japan')
          for (const [place, { activity, owner, late }] of made.milestones.entries()) {
            if (!late || !owner || isTold(made, who, activity, owner)) continue
            const code = `${activity}.${900 + place}`
            const lines = [history, await answered(who, `search ${code}`)].join('\n').split('\n')
            for (const line of lines.filter((each) => each.includes(code)))
              expect(line).not.toMatch(/Japan|Korea|Greece|Hellenic|Member of/)
            if (owner === 'JP') expect(ofJapan).not.toContain(code)
          }
          const untold = made.commitments.filter(
            ({ activity, administration }) => !isTold(made, who, activity, administration),
          )
          for (const { activity, administration } of untold) {
            const lines = [history, await answered(who, 'history ipr-1'), ofJapan].join('\n').split('\n')
            for (const line of lines.filter((each) => each.includes(`${activity}/${administration}`)))
              expect(line).not.toMatch(/Sep 2010/)
          }
        }
      }),
      { numRuns: times(10) },
    )
  },
  times(200_000),
)
