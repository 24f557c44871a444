import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainText } from '../../src/chat/plain-text.ts'
import type { PlatformUser } from '../../src/chat/request.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'
import { buttonsOf } from '../support/pressing.ts'
import { times } from '../support/times.ts'
import { faultsIn, nobody, questions } from './questions.ts'
import { anyPlan, fill, type Reader } from './record.ts'

/**
 * No answer holds a word that those who read it may not read, whoever asks, wherever, whatever they ask. Of every four records each
 * is asked a quarter, so that each speaker asks each question, alone and among others, of one of them.
 */

const speakers: { who: PlatformUser; role: string; reader: Reader }[] = [
  { who: slackUser('sato'), role: 'japan member', reader: { ...nobody, own: ['JP'] } },
  { who: teamsUser('kim'), role: 'korea member', reader: { ...nobody, own: ['KR'] } },
  { who: slackUser('director'), role: 'greece dg', reader: { ...nobody, own: ['GR'] } },
  { who: slackUser('eleni'), role: 'coordinator ipr', reader: { ...nobody, areas: ['IPR'] } },
  { who: teamsUser('anna'), role: 'coordinator europe', reader: { ...nobody, regions: ['europe'] } },
  { who: slackUser('chair'), role: 'secretariat', reader: { ...nobody, secretariat: true } },
  { who: teamsUser('guest'), role: 'observer', reader: nobody },
]

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  for (const { who, role } of speakers) await bot.admit(who, role)
})
afterAll(() => bot.close())

it('no answer holds what its readers may not read', { timeout: times(240_000) }, async () => {
  let record = 0
  await fc.assert(
    fc.asyncProperty(anyPlan, async (plan) => {
      const secrets = await fill(bot.store.db, plan)
      record += 1
      let shown = 0
      for (const [place, { who, reader, role }] of speakers.entries()) {
        for (const [turn, words] of questions(secrets).entries()) {
          for (const [among, seenBy] of (['asker', 'everyone'] as const).entries()) {
            if ((record + place + turn + 2 * among) % 4 > 0) continue
            const { reply } = await bot.say(who, words, { seenBy, paged: false })
            const buttons = reply ? buttonsOf(reply.show) : []
            const onButtons = buttons.flatMap(({ label, line, about, sure }) => [label, line, about, sure])
            const answer = reply ? [plainText(reply.show), ...onButtons].join('\n') : ''
            const alone = seenBy === 'asker' || reply?.to === 'asker'
            const asked = words.split(' ')[1] ?? ''
            const readers = alone ? reader : nobody
            // A search says what was searched for; whether it was found is what it may not say.
            const sought = secrets.find(({ word }) => word === asked)
            if (sought && !sought.readableBy(readers)) expect(answer, words).toContain('Nothing found')
            const faults = faultsIn(sought ? answer.replaceAll(asked, '') : answer, secrets, readers)
            expect(faults, `${role}, ${seenBy}: ${words}`).toEqual([])
            shown += secrets.filter(({ word }) => answer.includes(word)).length
          }
        }
      }
      expect(shown).toBeGreaterThan(0)
    }),
    { numRuns: times(4), endOnFailure: true },
  )
})
