import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { milestoneSchedule } from '../../src/domain/schedule.ts'
import { type CalendarDate, calendarDate, fromDateColumn, plusDays } from '../../src/time.ts'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'
import { times } from '../support/times.ts'

/** Through the bot: whatever is said of a milestone, by whomever, its baseline is set once, and only what was agreed is overdue. */

const sato = slackUser('U-SATO', 'Sato Yuki')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')
const start = '2010-06-07T07:00:00Z'
const firstDay = calendarDate('2010-06-07')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(eleni, 'coordinator ipr')
  await bot.say(eleni, 'lead ipr-1 japan')
})
afterAll(() => bot.close())

const anyDay = fc.integer({ min: -5, max: 40 }).map((days) => plusDays(firstDay, days))
const anyWords = fc.oneof(
  fc.constant('agree CODE'),
  anyDay.map((day) => `agree CODE on ${day}`),
  anyDay.map((day) => `move CODE to ${day}`),
  anyDay.map((day) => `move CODE to ${day} because comments are late`),
  fc.constantFrom(
    'move CODE to be agreed',
    'move CODE to waiting for OLAF',
    'done CODE Note 2010/7',
    'lead ipr-1 none',
    'lead ipr-1 japan',
  ),
)
const anyStep = fc.record({
  who: fc.constantFrom(sato, eleni),
  words: anyWords,
  daysLater: fc.integer({ min: 0, max: 6 }),
})
const dayOf = (column: Date | null): CalendarDate | null => column && fromDateColumn(column)

it('a baseline is set once, and nothing is overdue that was not agreed', {
  timeout: times(120_000),
}, async () => {
  let agreed = 0
  let count = 0
  await fc.assert(
    fc.asyncProperty(anyDay, fc.array(anyStep, { minLength: 3, maxLength: 9 }), async (day, steps) => {
      bot.clock.set(start)
      const words = `plan ipr-1 ${day < firstDay ? firstDay : day} Milestone ${++count}`
      const code = /IPR-1\.\d+/.exec((await bot.say(eleni, words)).text)?.[0]
      if (!code) throw new Error('not planned')
      let baseline: CalendarDate | null = null
      for (const { who, words: said, daysLater } of steps) {
        bot.clock.minutesLater(daysLater * 24 * 60)
        await bot.say(who, said.replace('CODE', code))
        const row = await bot.store.db.prisma.milestone.findFirstOrThrow({ where: { code } })
        const today = calendarDate(bot.clock.now().toISOString().slice(0, 10))
        const plan = {
          state: row.state as 'proposed',
          baselineOn: dayOf(row.baselineOn),
          dueOn: dayOf(row.dueOn),
          waitingFor: row.waitingFor,
          deliveredOn: dayOf(row.deliveredOn),
        }
        if (baseline !== null) expect(plan.baselineOn).toBe(baseline)
        if (baseline === null && plan.baselineOn !== null) {
          expect(said).toMatch(/^agree/)
          expect(milestoneSchedule(plan, today)).not.toBe('overdue')
          expect(row.agreedAt).toEqual(bot.clock.now())
          baseline = plan.baselineOn
          agreed++
        }
        if (baseline === null) expect(milestoneSchedule(plan, today)).not.toMatch(/overdue|late/)
      }
    }),
    { numRuns: times(10) },
  )
  expect(agreed).toBeGreaterThan(0)
})
