import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainText } from '../../src/chat/plain-text.ts'
import type { PlatformUser } from '../../src/chat/request.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'
import { inChannel } from '../support/channels.ts'
import { times } from '../support/times.ts'
import { channels, followEverywhere } from './following.ts'
import { faultsIn, nobody, questions } from './questions.ts'
import { anyPlan, fill, type Reader } from './record.ts'

/**
 * Nothing quiet, held or discreet reaches a channel whose owner may not read it, whoever asks there: not one's own for which one
 * asks in another's channel, and not what a coordinator or the secretariat may read.
 */

const chair = slackUser('chair')
const speakers: { who: PlatformUser; role: string; reader: Reader }[] = [
  { who: teamsUser('sato'), role: 'japan member', reader: { ...nobody, own: ['JP'] } },
  { who: teamsUser('kim'), role: 'korea dg', reader: { ...nobody, own: ['KR'] } },
  { who: teamsUser('eleni'), role: 'coordinator ipr', reader: { ...nobody, areas: ['IPR'] } },
  { who: chair, role: 'secretariat', reader: { ...nobody, secretariat: true } },
  { who: teamsUser('guest'), role: 'observer', reader: nobody },
]

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  for (const { who, role } of speakers) await bot.admit(who, role)
  await followEverywhere(bot, chair)
})
afterAll(() => bot.close())

it('no answer in a channel holds what its owner may not read', { timeout: times(240_000) }, async () => {
  let shown = 0
  let record = 0
  const widened = new Set<string>()
  await fc.assert(
    fc.asyncProperty(anyPlan, async (plan) => {
      const secrets = await fill(bot.store.db, plan)
      record += 1
      for (const [turn, words] of questions(secrets).entries()) {
        for (const [place, { conversation, reader: readers }] of channels.entries()) {
          // Each question in each channel of one record of three, by one after another.
          if ((record + place + turn) % 3 > 0) continue
          const { who, reader, role } = speakers[(turn + place) % speakers.length]!
          const { reply } = await bot.say(who, words, { ...inChannel('teams', conversation), paged: false })
          const answer = reply ? plainText(reply.show) : ''
          const read = reply?.to === 'asker' ? reader : readers
          const asked = words.split(' ')[1] ?? ''
          const sought = secrets.find(({ word }) => word === asked)
          if (sought && !sought.readableBy(read)) expect(answer, words).toContain('Nothing found')
          const faults = faultsIn(sought ? answer.replaceAll(asked, '') : answer, secrets, read)
          expect(faults, `${role} in ${conversation}: ${words}`).toEqual([])
          if (reply?.to === 'asker') continue
          const found = secrets.filter(({ word }) => word !== asked && answer.includes(word))
          shown += found.length
          if (found.some(({ readableBy }) => !readableBy(nobody))) widened.add(conversation)
        }
      }
    }),
    { numRuns: times(3), endOnFailure: true },
  )
  expect(shown).toBeGreaterThan(0)
  // An owner reads in its channel what everybody may not.
  for (const conversation of widened)
    expect(['19:japan', '19:greece', '19:ipr', '19:europe', '19:chair']).toContain(conversation)
  expect(widened.size).toBeGreaterThanOrEqual(2)
})

it('an owner is told in its own channel what everybody else is not', async () => {
  const plan = fc.sample(anyPlan, { numRuns: 1, seed: 1 })[0]!
  const late = { state: 'agreed' as const, owner: 'JP' as const, due: -20, delivered: 0, moved: false }
  const [first, ...others] = plan
  const activity = {
    ...first!,
    quiet: null,
    taking: ['JP' as const, 'KR' as const],
    milestones: [late, late],
  }
  await fill(bot.store.db, [activity, ...others.map((each) => ({ ...each, quiet: null, milestones: [] }))])
  const overdueIn = async (conversation: string) =>
    (await bot.say(speakers[1]!.who, 'overdue ipr-1', inChannel('teams', conversation))).text
  expect(await overdueIn('19:japan')).toContain('Japan')
  for (const conversation of ['19:ipr', '19:chair']) expect(await overdueIn(conversation)).toContain('Japan')
  for (const conversation of ['19:greece', '19:asia', '19:europe', '19:retired', '19:none'])
    expect(await overdueIn(conversation)).not.toContain('Japan')
})
