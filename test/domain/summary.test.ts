import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Activity } from '../../src/domain/facts.ts'
import { type Change, itemsOf, standingOf, summarise } from '../../src/domain/summary.ts'
import { calendarDate, plusDays } from '../../src/time.ts'
import { times } from '../support/times.ts'
import {
  activity,
  administration,
  anyActivities,
  anyInstant,
  commitment,
  milestone,
  now,
  participation,
  programme,
  today,
  update,
} from './facts.ts'

const holds = <T extends unknown[]>(property: fc.IProperty<T>) => fc.assert(property, { numRuns: times(500) })
const areas = [1, 2, 3].map((id) => ({ id, code: `A${id}`, name: `Area ${id}`, shortName: `Area ${id}` }))
const japan = administration()
const brief = (activities: Activity[], own = true) =>
  summarise(programme(), areas, activities, own ? japan : null, now, today)
const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)
const dayAgo = (days: number, minutes = 0) =>
  new Date(now.getTime() - days * 24 * 3600 * 1000 - minutes * 60_000)

describe('the counts of a summary', () => {
  it('count every activity in one standing, and name no standing that nothing is in', () => {
    holds(
      fc.property(anyActivities, (activities) => {
        const { standings } = brief(activities)
        expect(sum(standings.map(({ count }) => count))).toBe(activities.length)
        expect(new Set(standings.map(({ standing }) => standing)).size).toBe(standings.length)
        for (const { standing, count } of standings) {
          expect(count).toBeGreaterThan(0)
          expect(activities.filter((each) => standingOf(each, today) === standing)).toHaveLength(count)
        }
      }),
    )
  })

  it('count every milestone in its area, and every delivered one as delivered', () => {
    holds(
      fc.property(anyActivities, (activities) => {
        const summary = brief(activities)
        const milestones = activities.flatMap((each) => each.milestones)
        const delivered = milestones.filter(({ state }) => state === 'delivered')
        expect(summary.areas.map(({ area }) => area.id)).toEqual([1, 2, 3])
        expect(sum(summary.areas.map(({ total }) => total))).toBe(milestones.length)
        expect(sum(summary.areas.map((each) => each.delivered))).toBe(delivered.length)
        for (const each of summary.areas) expect(each.delivered).toBeLessThanOrEqual(each.total)
        expect(summary.evidence.delivered).toBe(delivered.length)
        expect(summary.evidence.filed).toBe(delivered.filter(({ evidence }) => evidence.length > 0).length)
      }),
    )
  })
})

describe('an activity that is quiet for the asker', () => {
  it('is counted nowhere, asked for nowhere and changes nothing', () => {
    holds(
      fc.property(anyActivities, anyActivities, (read, hidden) => {
        const quiet = hidden.map((each) => ({ ...each, id: each.id + 100, quiet: true }))
        expect(brief([...quiet, ...read])).toEqual(brief(read))
      }),
    )
  })
})

describe('where an activity stands', () => {
  const due = (days: number) => milestone({ dueOn: plusDays(today, days), baselineOn: plusDays(today, days) })

  it('is what was reported first, then what is computed', () => {
    const late = activity({ milestones: [due(-1)] })
    expect(standingOf(late, today)).toBe('overdue')
    expect(standingOf({ ...late, latest: [update({ outlook: 'at risk' })] }, today)).toBe('at risk')
    expect(standingOf({ ...late, latest: [update({ outlook: 'off track' })] }, today)).toBe('off track')
    expect(standingOf({ ...late, latest: [update({ outlook: 'on track' })] }, today)).toBe('overdue')
  })

  it.each([
    ['waiting for a date', activity()],
    ['waiting for a date', activity({ milestones: [milestone({ state: 'proposed', dueOn: today })] })],
    ['waiting for a date', activity({ milestones: [milestone({ waitingFor: 'the WCO' })] })],
    ['on schedule', activity({ milestones: [due(3)] })],
    ['on schedule', activity({ milestones: [due(100)] })],
    ['delivered', activity({ milestones: [milestone({ state: 'delivered' })] })],
  ])('is %s', (standing, each) => {
    expect(standingOf(each, today)).toBe(standing)
  })
})

describe('what a Director General is asked for', () => {
  it('is at most three things, one an activity, the off-track ones first', () => {
    holds(
      fc.property(anyActivities, (activities) => {
        const { help } = brief(activities)
        expect(help.length).toBeLessThanOrEqual(3)
        expect(new Set(help.map((each) => each.activity.id)).size).toBe(help.length)
        const order = ['off track', 'at risk', 'overdue', 'waiting', 'lead', 'date']
        const ranks = help.map((each) => order.indexOf(each.kind === 'outlook' ? each.outlook : each.kind))
        expect(ranks).toEqual([...ranks].sort((one, other) => one - other))
        const offTrack = activities.filter((each) => standingOf(each, today) === 'off track').length
        expect(ranks.filter((rank) => rank === 0)).toHaveLength(Math.min(3, offTrack))
      }),
    )
  })

  it('says of each the most useful thing', () => {
    const led = { participations: [participation({ lead: true })] }
    const late = milestone({ code: 'late', dueOn: plusDays(today, -1) })
    const waiting = milestone({ code: 'waiting', waitingFor: 'the WCO' })
    const undated = milestone({ code: 'undated', state: 'proposed' })
    const asked = (each: Activity) => brief([each]).help[0]
    expect(asked(activity({ ...led, milestones: [undated, waiting, late] }))).toMatchObject({
      kind: 'overdue',
      milestone: { code: 'late' },
    })
    expect(asked(activity({ milestones: [undated, waiting] }))).toMatchObject({
      kind: 'waiting',
      milestone: { code: 'waiting' },
    })
    expect(asked(activity({ milestones: [undated] }))).toMatchObject({ kind: 'lead' })
    expect(asked(activity({ ...led, milestones: [undated] }))).toMatchObject({
      kind: 'date',
      milestone: { code: 'undated' },
    })
    expect(asked(activity(led))).toBeUndefined()
  })

  it('says what is in the way in the words of the report that gave the outlook', () => {
    const latest = [
      update({ administrationId: 1, outlook: 'on track', inTheWay: 'nothing much' }),
      update({ administrationId: 2, outlook: 'at risk', inTheWay: 'comments are late' }),
    ]
    expect(brief([activity({ latest })]).help[0]).toMatchObject({
      kind: 'outlook',
      outlook: 'at risk',
      inTheWay: 'comments are late',
    })
  })
})

describe('what changed this week', () => {
  it('is of the last seven days, never of the future, newest first', () => {
    holds(
      fc.property(anyActivities, (activities) => {
        const { changes } = brief(activities)
        const times = changes.map(({ at }) => at.getTime())
        expect(times).toEqual([...times].sort((one, other) => other - one))
        for (const { at } of changes) {
          expect(at <= now).toBe(true)
          expect(at >= new Date('2010-05-31T00:00:00Z')).toBe(true)
        }
      }),
    )
  })

  it('has every report and delivery of the last seven days', () => {
    holds(
      fc.property(anyInstant, anyInstant, (reportedAt, deliveredAt) => {
        const { changes } = brief([
          activity({
            latest: [update({ at: reportedAt })],
            milestones: [milestone({ state: 'delivered', deliveredAt, deliveredOn: today })],
          }),
        ])
        const recent = (at: Date) => at <= now && at >= dayAgo(7)
        const kinds = changes.map(({ kind }) => kind)
        if (recent(reportedAt)) expect(kinds).toContain('reported')
        if (recent(deliveredAt)) expect(kinds).toContain('delivered')
      }),
    )
  })

  it('tells of a joining only while the administration has not reported, and of no refusal to take part', () => {
    const joined = (each: Activity) => brief([each]).changes.map((change: Change) => change.kind)
    const since = dayAgo(2)
    expect(joined(activity({ participations: [participation({ since })] }))).toEqual(['joined'])
    expect(joined(activity({ participations: [participation({ since })], latest: [update()] }))).toEqual([
      'reported',
    ])
    expect(joined(activity({ participations: [participation({ since, takingPart: false })] }))).toEqual([])
  })
})

describe('one line on the own administration', () => {
  it('counts what it still owes, and of that what is past its date', () => {
    const past = plusDays(today, -1)
    const activities = [
      activity({
        milestones: [
          milestone({ ownerAdministrationId: 1, dueOn: past }),
          milestone({ ownerAdministrationId: 1, dueOn: today }),
          milestone({ ownerAdministrationId: 1, state: 'proposed', dueOn: past }),
          milestone({ ownerAdministrationId: 1, state: 'delivered', dueOn: past }),
          milestone({ ownerAdministrationId: 2, dueOn: past }),
          milestone({ ownerAdministrationId: null, dueOn: past }),
        ],
        commitments: [
          commitment({ administrationId: 1, targetOn: past }),
          commitment({ administrationId: 2, targetOn: past }),
        ],
      }),
      activity({ commitments: [commitment({ administrationId: 1, state: 'delivered', targetOn: past })] }),
    ]
    expect(itemsOf(japan, activities, today)).toEqual({ open: 4, late: 2 })
    expect(brief(activities).own).toEqual({ administration: japan, open: 4, late: 2 })
  })

  it('never counts more late than open, and is absent for somebody without an administration', () => {
    holds(
      fc.property(anyActivities, (activities) => {
        const { open, late } = itemsOf(japan, activities, today)
        expect(late).toBeLessThanOrEqual(open)
        expect(brief(activities, false).own).toBeNull()
      }),
    )
  })
})

describe('the next meeting', () => {
  const meeting = (startsOn: string, endsOn: string) => ({
    id: 1,
    kind: 'directors-general' as const,
    name: startsOn,
    place: 'Hua Hin',
    startsOn: calendarDate(startsOn),
    endsOn: calendarDate(endsOn),
  })
  const next = (...meetings: ReturnType<typeof meeting>[]) =>
    summarise(programme({ meetings }), areas, [], null, now, today).meeting

  it('is the first that is not over, with the days to it', () => {
    const past = meeting('2010-06-01', '2010-06-06')
    const coming = meeting('2010-06-17', '2010-06-18')
    expect(next(past, coming)).toMatchObject({ meeting: { name: '2010-06-17' }, days: 10 })
    expect(next(past)).toBeNull()
  })

  it('is today while it is held, on its last day too', () => {
    expect(next(meeting('2010-06-05', '2010-06-07'))?.days).toBe(0)
  })
})
