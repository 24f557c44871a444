import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Meeting } from '../../src/domain/facts.ts'
import { nextMeeting, planMeeting } from '../../src/domain/meeting.ts'
import { calendarDate, daysBetween, plusDays } from '../../src/time.ts'
import { times } from '../support/times.ts'
import { anyDay, today } from './facts.ts'

const meeting = (startsOn: string, endsOn: string, own: Partial<Meeting> = {}): Meeting => ({
  id: 1,
  kind: 'directors-general',
  name: 'Directors-General meeting',
  place: 'Hua Hin, Thailand',
  startsOn: calendarDate(startsOn),
  endsOn: calendarDate(endsOn),
  ...own,
})
const next = { meetings: [meeting('2010-06-20', '2010-06-21')] }
const said = (startsOn: string, endsOn: string | null = null, place = '') => ({
  startsOn: calendarDate(startsOn),
  endsOn: endsOn === null ? null : calendarDate(endsOn),
  place,
})

describe('planning the meeting', () => {
  it('moves the next one, which keeps its place and its number of days', () => {
    expect(planMeeting(next, said('2010-07-01'), today)).toMatchObject({
      kind: 'moved',
      startsOn: '2010-07-01',
      endsOn: '2010-07-02',
      place: 'Hua Hin, Thailand',
      same: false,
    })
    expect(planMeeting(next, said('2010-06-20'), today)).toMatchObject({ kind: 'moved', same: true })
  })

  it('sets a new one when none is set, or when the last has begun', () => {
    const begun = { meetings: [meeting('2010-06-07', '2010-06-08')] }
    for (const programme of [{ meetings: [] }, begun])
      expect(planMeeting(programme, said('2011-10-11', null, 'Hua Hin'), today)).toEqual({
        kind: 'new',
        startsOn: '2011-10-11',
        endsOn: '2011-10-11',
        place: 'Hua Hin',
      })
  })

  it('is refused without a place, backwards, too long, or in the past', () => {
    expect(planMeeting({ meetings: [] }, said('2011-10-11'), today)).toMatchObject({ fault: 'no place' })
    expect(planMeeting(next, said('2011-10-11', '2011-10-10'), today)).toMatchObject({
      fault: 'ends before it starts',
    })
    expect(planMeeting(next, said('2011-10-11', '2012-10-12'), today)).toMatchObject({ fault: 'too long' })
    expect(planMeeting(next, said('2010-06-06'), today)).toMatchObject({ fault: 'past' })
  })

  it('never sets a day that has passed, and what it sets is the next meeting, unless one is under way or comes sooner', () => {
    const anyMeeting = fc
      .record({ from: anyDay, days: fc.integer({ min: 0, max: 3 }) })
      .map(({ from, days }) => meeting(from, plusDays(from, days)))
    const byDay = (one: Meeting, other: Meeting) => (one.startsOn < other.startsOn ? -1 : 1)
    fc.assert(
      fc.property(fc.array(anyMeeting, { maxLength: 1 }), anyDay, (meetings, startsOn) => {
        const plan = planMeeting({ meetings }, { startsOn, endsOn: null, place: 'Hua Hin' }, today)
        expect(plan.kind === 'refused').toBe(startsOn < today)
        if (plan.kind === 'refused') return
        const set = { ...meeting(plan.startsOn, plan.endsOn, { place: plan.place }), id: 2 }
        const kept = plan.kind === 'moved' ? [] : meetings
        const after = nextMeeting({ meetings: [...kept, set].sort(byDay) }, today)
        const underWay = kept.find((each) => each.startsOn <= today && each.endsOn >= today)
        expect(after?.id).toBe(underWay ? underWay.id : 2)
        if (plan.kind === 'moved')
          expect(daysBetween(plan.startsOn, plan.endsOn)).toBe(
            daysBetween(plan.meeting.startsOn, plan.meeting.endsOn),
          )
      }),
      { numRuns: times(500) },
    )
  })
})
