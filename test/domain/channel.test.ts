import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChannelOwner, isOwnChannel, isSameOwner, nextDigest } from '../../src/domain/channel.ts'
import { mayFollow } from '../../src/domain/permission.ts'
import { dayIn, daysBetween, instantAt, weekdayOf } from '../../src/time.ts'
import { times } from '../support/times.ts'
import { anyPerson, has, id, operator, outsider, person, role } from './speakers.ts'

const anyOwner: fc.Arbitrary<ChannelOwner> = fc.oneof(
  id.map((administrationId) => ({ kind: 'administration' as const, administrationId })),
  id.map((regionId) => ({ kind: 'region' as const, regionId })),
  id.map((areaId) => ({ kind: 'area coordinators' as const, areaId })),
  id.map((regionId) => ({ kind: 'region coordinators' as const, regionId })),
  fc.constant({ kind: 'secretariat' as const }),
)

describe('who sets up a channel', () => {
  it('is of the owner’s own people, and the secretariat', () => {
    fc.assert(
      fc.property(anyPerson, anyOwner, (speaker, owner) => {
        const allowed = has(
          speaker,
          ({ kind, administrationId, areaId, regionId }) =>
            kind === 'secretariat' ||
            (kind === 'member' &&
              owner.kind === 'administration' &&
              administrationId === owner.administrationId) ||
            (kind === 'coordinator' && owner.kind === 'area coordinators' && areaId === owner.areaId) ||
            (kind === 'coordinator' &&
              (owner.kind === 'region' || owner.kind === 'region coordinators') &&
              regionId === owner.regionId),
        )
        expect(mayFollow(speaker, owner, 'It').allowed).toBe(allowed)
        if (allowed) expect(isOwnChannel(speaker, owner)).toBe(true)
      }),
      { numRuns: times(1000) },
    )
  })

  it.each<[ChannelOwner, string]>([
    [{ kind: 'administration', administrationId: 1 }, 'a member of It, or the secretariat'],
    [{ kind: 'region', regionId: 1 }, 'a coordinator of It, or the secretariat'],
    [{ kind: 'area coordinators', areaId: 1 }, 'a coordinator of It, or the secretariat'],
    [{ kind: 'region coordinators', regionId: 1 }, 'a coordinator of It, or the secretariat'],
    [{ kind: 'secretariat' }, 'the secretariat'],
  ])('%o: a refusal says who could', (owner, who) => {
    expect(mayFollow(outsider, owner, 'It')).toEqual({ allowed: false, who })
    expect(mayFollow(operator, owner, 'It')).toEqual({ allowed: true })
  })

  it('those who only read have it among theirs', () => {
    const owner: ChannelOwner = { kind: 'administration', administrationId: 1 }
    for (const kind of ['director general', 'observer'] as const) {
      const reader = person(role(kind, { administrationId: 1 }))
      expect([isOwnChannel(reader, owner), mayFollow(reader, owner, 'It').allowed]).toEqual([true, false])
    }
  })
})

it('an owner is the same as itself alone', () => {
  fc.assert(
    fc.property(anyOwner, anyOwner, (one, other) => {
      expect(isSameOwner(one, other)).toBe(JSON.stringify(one) === JSON.stringify(other))
    }),
  )
})

describe('the next digest', () => {
  const follows = [{ areaId: 1, updates: false, nudges: false, digest: true }]
  const anyInstant = fc
    .date({ min: new Date('2010-01-01'), max: new Date('2011-12-31'), noInvalidDate: true })
    .map((each) => new Date(Math.floor(each.getTime() / 60_000) * 60_000))
  const anyTime = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
  const anyZone = fc.constantFrom('Asia/Tokyo', 'Europe/Athens', 'Europe/London', 'Asia/Kolkata', 'UTC')

  it('comes on its weekday, within a week, and not before now', () => {
    fc.assert(
      fc.property(
        anyInstant,
        anyTime,
        anyZone,
        fc.integer({ min: 1, max: 7 }),
        (now, at, timeZone, weekday) => {
          const channel = { digest: { weekday, at }, follows, timeZone, zonesBefore: [] }
          const { on: day, moment } = nextDigest(channel, now)!
          const today = dayIn(now, timeZone)
          expect(weekdayOf(day)).toBe(weekday)
          const away = daysBetween(today, day)
          expect(moment).toEqual(instantAt(day, at, timeZone))
          const passed = weekdayOf(today) === weekday && instantAt(today, at, timeZone) <= now
          expect(away >= 0 && away <= 7 && (away === 7) === passed).toBe(true)
        },
      ),
      { numRuns: times(1000) },
    )
  })

  it('never, where none was asked for', () => {
    const channel = { digest: { weekday: 1, at: '09:00' }, timeZone: 'UTC', zonesBefore: [] }
    expect(nextDigest({ ...channel, follows: [] }, new Date('2010-06-07'))).toBeNull()
    expect(
      nextDigest({ ...channel, follows: [{ ...follows[0]!, digest: false }] }, new Date('2010-06-07')),
    ).toBeNull()
  })
})
