import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mayReadActivity } from '../../src/domain/audience.ts'
import { readersOf } from '../../src/domain/channel.ts'
import { nudges } from '../../src/domain/nudge.ts'
import { workingDay } from '../../src/domain/nudge-cadence.ts'
import { isReportingDay } from '../../src/domain/nudge-reporting.ts'
import { roundOn } from '../../src/domain/nudge-round.ts'
import { calendarDate, dayIn, daysBetween, plusDays } from '../../src/time.ts'
import { times } from '../support/times.ts'
import { cuts, worlds } from './nudge-world.ts'

it('there is one day for it in every quarter, whatever is off, and it is a working day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2005, max: 2030 }),
      fc.constantFrom('03', '06', '09', '12'),
      fc.array(fc.integer({ min: 0, max: 12 })),
      (year, month, off) => {
        const first = calendarDate(`${year}-${month}-01`)
        const holidays = new Set(off.map((days) => plusDays(first, 10 + days)))
        const days = Array.from({ length: 92 }, (_, at) => workingDay(plusDays(first, at - 31), holidays))
        expect(days.filter((day) => day && isReportingDay(day))).toHaveLength(1)
      },
    ),
  )
})

it('a report is asked of a lead or an owner of a commitment who was silent, once a quarter, and of nobody else', () => {
  let asked = 0
  fc.assert(
    fc.property(worlds, cuts, (facts, instants) => {
      fc.pre(instants.length > 1)
      const { due, skipped } = nudges(facts, { from: instants[0]!, to: instants.at(-1)! })
      const all = [...due, ...skipped].filter(({ reports }) => reports.length > 0)
      const places = all.map(({ destination }) =>
        destination.kind === 'channel' ? destination.channel : destination.person,
      )
      expect(new Set(places).size).toBe(places.length)
      for (const { destination, reports, on, at } of all)
        for (const { activityId, administrationId, last } of reports) {
          asked += 1
          const activity = facts.directory.activities.find(({ id }) => id === activityId)!
          const { timeZone, connected } = facts.directory.administrations.find(
            ({ id }) => id === administrationId,
          )!
          expect(connected).toBe(true)
          expect(daysBetween(dayIn(last, timeZone), on)).toBeGreaterThan(30)
          const known = facts.expected.some(
            (each) => each.activityId === activityId && each.administrationId === administrationId,
          )
          expect(known).toBe(true)
          if (destination.kind === 'channel') {
            const { owner } = destination.channel
            expect(owner).toEqual({ kind: 'administration', administrationId })
            expect(mayReadActivity(readersOf(owner), activity, at)).toBe(true)
          } else {
            const members = roundOn(facts, dayIn(at, 'UTC')).roster.of({
              kind: 'administration',
              administrationId,
            })
            expect(members).toContain(destination.person)
          }
        }
    }),
    { numRuns: times(300) },
  )
  expect(asked).toBeGreaterThan(8)
})
