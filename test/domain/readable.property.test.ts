import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ActivityRecord,
  type Audience,
  type CommitmentRecord,
  type MilestoneRecord,
  mayReadActivity,
  type Reading,
  readable,
} from '../../src/domain/audience.ts'
import { mayName } from '../../src/domain/naming.ts'
import type { Policies } from '../../src/domain/programme-file.ts'
import { milestoneSchedule } from '../../src/domain/schedule.ts'
import { type CalendarDate, plusDays } from '../../src/time.ts'
import { times } from '../support/times.ts'
import { activity, administration, anyActivity, anyDay, now, programme, today } from './facts.ts'
import { anyPerson, everyone, to } from './speakers.ts'

/** What an audience may not know does not change what it is shown: neither in words nor in dates, counts or gaps. */

const holds = <T extends unknown[]>(property: fc.IProperty<T>) =>
  fc.assert(property, { numRuns: times(1000) })

const administrations = [1, 2, 3, 4].map((id) =>
  administration({ id, name: `Administration ${id}`, region: { id: (id % 3) + 1, code: 'r', name: 'R' } }),
)
const anyAudience: fc.Arbitrary<Audience> = fc.oneof(anyPerson.map(to), fc.constant(everyone))
const anyNaming = fc.constantFrom<Policies['naming'][]>('discreet', 'open')

const anyReading: fc.Arbitrary<Reading> = fc
  .record({ audience: anyAudience, naming: anyNaming })
  .map((own) => ({
    audience: own.audience,
    now,
    today,
    programme: programme({ policies: { ...programme().policies, naming: own.naming } }),
    directory: { prefix: '', programmes: [], areas: [], activities: [], administrations, regions: [] },
  }))

/** A record as the store has it: an activity of the facts with its updates' words, some of them still held. */
const anyRecord: fc.Arbitrary<ActivityRecord> = fc
  .record({
    base: anyActivity,
    quietUntil: fc.option(anyDay, { nil: null }),
    held: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  })
  .map(({ base, quietUntil, held }) => {
    const { quiet, lateCommitments, reporting, ...stored } = activity(base)
    const updates = base.latest.map((report, at) => ({
      ...report,
      leavesAt: new Date(now.getTime() + (held[at] ? 60_000 : -60_000)),
      text: `words ${at}`,
      recordedFrom: null,
      recordedBy: null,
      editedAt: null,
      evidence: [],
    }))
    return {
      ...stored,
      quietUntil,
      takingPart: base.participations
        .filter(({ takingPart }) => takingPart)
        .map(({ administrationId }) => administrationId),
      milestones: base.milestones as MilestoneRecord[],
      commitments: base.commitments as CommitmentRecord[],
      latest: updates,
      updates,
    }
  })

const outside = (reading: Reading, administrationId: number, areaId: number): boolean => {
  const each = administrations.find(({ id }) => id === administrationId)
  return Boolean(each) && !mayName(reading.audience, each!, [areaId], reading.programme.policies.naming)
}
const ownOf = ({ audience }: Reading, id: number): boolean =>
  audience.kind === 'speaker' &&
  audience.speaker.kind === 'person' &&
  audience.speaker.roles.some(({ administrationId }) => administrationId === id)

describe('what is not for an audience does not change what it is shown', () => {
  it('a quiet activity looks the same whatever happens in it', () => {
    holds(
      fc.property(anyRecord, anyRecord, anyReading, (one, other, reading) => {
        fc.pre(!mayReadActivity(reading.audience, one, now))
        const changed = {
          ...one,
          milestones: other.milestones,
          commitments: other.commitments,
          latest: other.latest,
          updates: other.updates,
          confirmed: { level: 'limited' as const, at: now, by: 'Kim Min-ji', administrationId: 2 },
          participations: [
            ...one.participations.filter(({ lead }) => lead),
            ...other.participations.filter(({ lead }) => !lead),
          ],
        }
        const leads = {
          ...one,
          participations: one.participations.filter(({ lead }) => lead),
        }
        expect(readable(changed, reading)).toEqual(readable(leads, reading))
      }),
    )
  })

  it("an update inside another administration's hold is as if it had not been said", () => {
    holds(
      fc.property(anyRecord, anyReading, (record, reading) => {
        const seen = readable(record, reading)
        for (const update of [...seen.latest, ...seen.updates])
          expect(update.leavesAt <= now || ownOf(reading, update.administrationId)).toBe(true)
        for (const { since, administrationId } of seen.participations)
          expect(since <= now || ownOf(reading, administrationId)).toBe(true)
      }),
    )
  })

  it('which of those who may not be named has the late commitment', () => {
    holds(
      fc.property(anyRecord, anyReading, fc.nat(), (record, reading, turn) => {
        const strangers = record.commitments.filter((each) =>
          outside(reading, each.administrationId, record.areaId),
        )
        const dates = strangers.map(({ baselineOn, targetOn, state, deliveredOn }) => ({
          baselineOn,
          targetOn,
          state,
          deliveredOn,
        }))
        fc.pre(new Set(dates.map(({ state }) => state)).size === 1)
        const turned = record.commitments.map((each) => {
          const at = strangers.indexOf(each)
          if (at < 0) return each
          const { baselineOn, targetOn } = dates[(at + turn) % dates.length]!
          return { ...each, baselineOn, targetOn }
        })
        expect(readable({ ...record, commitments: turned }, reading)).toEqual(readable(record, reading))
      }),
    )
  })

  it('who owns a late milestone, or delivered one late', () => {
    holds(
      fc.property(anyRecord, anyReading, (record, reading) => {
        const seen = readable(record, reading)
        for (const milestone of seen.milestones) {
          const owner = milestone.ownerAdministrationId
          if (!['overdue', 'delivered late'].includes(milestoneSchedule(milestone, today))) continue
          expect(typeof owner === 'number' && outside(reading, owner, record.areaId)).toBe(false)
        }
        const gap = seen.milestones.some((milestone) => milestone.ownerAdministrationId === 'withheld')
        const named = seen.milestones.filter(
          ({ ownerAdministrationId: owner }) =>
            typeof owner === 'number' && outside(reading, owner, record.areaId),
        )
        if (gap) expect(named).toEqual([])
      }),
    )
  })

  it('who is silent: numbers only, as soon as one of them may not be named', () => {
    holds(
      fc.property(anyRecord, anyReading, (record, reading) => {
        const { reporting } = readable(record, reading)
        const unnamed = reporting.filter(
          ({ clock, count, named }) => clock !== 'fresh' && named.length < count,
        )
        for (const { named, count } of reporting) {
          expect(named.length).toBeLessThanOrEqual(count)
          if (unnamed.length === 0) continue
          for (const id of named) expect(outside(reading, id, record.areaId)).toBe(false)
        }
      }),
    )
  })
})

it('those who may know are shown all of it', () => {
  holds(
    fc.property(anyRecord, anyReading, fc.integer({ min: 0, max: 400 }), (record, reading, days) => {
      const open: Reading = {
        ...reading,
        audience: to({ kind: 'operator' }),
        programme: { ...reading.programme, policies: { ...reading.programme.policies, naming: 'open' } },
      }
      const later = new Date(`${plusDays('2012-01-01' as CalendarDate, days)}T00:00:00Z`)
      const seen = readable(record, { ...open, now: later })
      expect(seen.milestones).toEqual(record.milestones)
      expect(seen.commitments).toEqual(record.commitments)
      expect(seen.updates).toEqual(record.updates)
      expect(seen.participations).toEqual(record.participations)
    }),
  )
})
