import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reporting } from '../../src/domain/facts.ts'
import { reporting, reportingClocks } from '../../src/domain/schedule.ts'
import { calendarDate, plusDays } from '../../src/time.ts'
import { times } from '../support/times.ts'
import {
  activity,
  administration,
  commitment,
  milestone,
  now,
  participation,
  programme,
  today,
  update,
} from './facts.ts'

const holds = <T extends unknown[]>(property: fc.IProperty<T>) =>
  fc.assert(property, { numRuns: times(1000) })
const policy = programme().policies.reporting

describe('reporting', () => {
  it.each<[number, Reporting]>([
    [0, 'fresh'],
    [30, 'fresh'],
    [31, 'ageing'],
    [90, 'ageing'],
    [91, 'silent'],
    [400, 'silent'],
  ])('%i days after the last report is %s', (days, expected) => {
    for (const hour of ['T00:00:00', 'T12:00:00', 'T23:59:59'])
      for (const [timeZone, offset] of [
        ['Asia/Tokyo', '+09:00'],
        ['Europe/Athens', '+03:00'],
        ['UTC', 'Z'],
      ] as const) {
        const last = new Date(`2010-06-07${hour}${offset}`)
        const clock = reporting({ connected: true, timeZone }, last, plusDays(today, days), policy)
        expect(clock, `${hour} ${timeZone}`).toBe(expected)
      }
  })

  it("counts from the administration's own calendar day", () => {
    const last = new Date('2010-06-07T16:30:00Z') // 8 June in Tokyo, still 7 June in Athens
    const day = calendarDate('2010-07-08')
    expect(reporting({ connected: true, timeZone: 'Asia/Tokyo' }, last, day, policy)).toBe('fresh')
    expect(reporting({ connected: true, timeZone: 'Europe/Athens' }, last, day, policy)).toBe('ageing')
  })

  it('takes its thresholds from the programme', () => {
    const strict = { freshDays: 1, ageingDays: 2 }
    const at = (days: number) =>
      reporting({ connected: true, timeZone: 'UTC' }, now, plusDays(today, days), strict)
    expect([at(1), at(2), at(3)]).toEqual(['fresh', 'ageing', 'silent'])
  })

  it('of an administration that is not connected is always not connected', () => {
    holds(
      fc.property(fc.integer({ min: -10, max: 1000 }), (days) => {
        const own = { connected: false, timeZone: 'Asia/Vientiane' }
        expect(reporting(own, now, plusDays(today, days), policy)).toBe('not connected')
      }),
    )
  })

  it('is expected of leads, of owners of open milestones and of those with a commitment, once each, and of nobody else', () => {
    const all = new Map([1, 2, 3, 4, 5].map((id) => [id, administration({ id })]))
    const shared = activity({
      participations: [
        participation({ administrationId: 1, lead: true }),
        ...[2, 3, 4].map((administrationId) => participation({ administrationId })),
      ],
      milestones: [
        milestone({ ownerAdministrationId: 1 }),
        milestone({ ownerAdministrationId: 2 }),
        milestone({ ownerAdministrationId: 4, state: 'delivered' }),
      ],
      commitments: [commitment({ administrationId: 5 })],
    })
    const expected = reportingClocks(shared, all, today, policy).map((each) => each.administration.id)
    expect(expected.sort()).toEqual([1, 2, 5])
  })

  it('counts from the latest report, and from joining while there is none', () => {
    const since = new Date('2010-01-01T00:00:00Z')
    const led = activity({ participations: [participation({ lead: true, since })] })
    const known = new Map([[1, administration()]])
    expect(reportingClocks(led, known, today, policy)[0]?.clock).toBe('silent')
    expect(reportingClocks({ ...led, latest: [update()] }, known, today, policy)[0]?.clock).toBe('fresh')
  })
})
