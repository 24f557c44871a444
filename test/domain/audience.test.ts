import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Audience, mayReadActivity, mayReadUpdate } from '../../src/domain/audience.ts'
import { mayName } from '../../src/domain/naming.ts'
import { isAdmitted } from '../../src/domain/permission.ts'
import { type CalendarDate, plusDays, plusMinutes } from '../../src/time.ts'
import { times } from '../support/times.ts'
import { anyDay, now, today } from './facts.ts'
import { anyPerson, everyone, has, id, operator, outsider, person, role, to } from './speakers.ts'

const holds = <T extends unknown[]>(property: fc.IProperty<T>) =>
  fc.assert(property, { numRuns: times(1000) })

describe('naming who is late or silent', () => {
  const japan = { id: 1, region: { id: 1 } }
  const areas = [1, 2]

  it.each<[string, Audience, boolean]>([
    ['its member', to(person(role('member', { administrationId: 1 }))), true],
    ['its Director General', to(person(role('director general', { administrationId: 1 }))), true],
    ['the coordinator of its region', to(person(role('coordinator', { regionId: 1 }))), true],
    ['the coordinator of an area it is in', to(person(role('coordinator', { areaId: 2 }))), true],
    ['the secretariat', to(person(role('secretariat'))), true],
    ['the operator', to(operator), true],
    ["another administration's member", to(person(role('member', { administrationId: 2 }))), false],
    ['the Director General of another', to(person(role('director general', { administrationId: 2 }))), false],
    ['the coordinator of another region', to(person(role('coordinator', { regionId: 2 }))), false],
    ['the coordinator of another area', to(person(role('coordinator', { areaId: 3 }))), false],
    ['an outsider', to(outsider), false],
    ['everybody in a shared place', everyone, false],
  ])('with discreet, to %s: %4$s', (_, audience, named) => {
    expect(mayName(audience, japan, areas, 'discreet')).toBe(named)
  })

  it('with discreet is for that administration, its coordinators and the secretariat, and for nobody else', () => {
    holds(
      fc.property(anyPerson, id, id, fc.uniqueArray(id), (speaker, own, region, areaIds) => {
        const named = has(
          speaker,
          ({ kind, administrationId, areaId, regionId }) =>
            kind === 'secretariat' ||
            administrationId === own ||
            (kind === 'coordinator' &&
              (regionId === region || (areaId !== null && areaIds.includes(areaId)))),
        )
        expect(mayName(to(speaker), { id: own, region: { id: region } }, areaIds, 'discreet')).toBe(named)
      }),
    )
  })

  it('with open is for everyone admitted, also in a shared place', () => {
    holds(
      fc.property(
        anyPerson.filter((speaker) => isAdmitted(speaker)),
        fc.uniqueArray(id),
        (speaker, areaIds) => {
          expect(mayName(to(speaker), japan, areaIds, 'open')).toBe(true)
          expect(mayName(everyone, japan, areaIds, 'open')).toBe(true)
        },
      ),
    )
  })
})

describe('a quiet activity', () => {
  const until = plusDays(today, 1)
  const quiet = { areaId: 1, quietUntil: until, takingPart: [1, 2] }
  const at = (day: CalendarDate) => new Date(`${day}T12:00:00Z`)

  it.each<[string, Audience, boolean]>([
    ['a member taking part', to(person(role('member', { administrationId: 1 }))), true],
    ['a Director General taking part', to(person(role('director general', { administrationId: 2 }))), true],
    ["that area's coordinator", to(person(role('coordinator', { areaId: 1 }))), true],
    ['a member not taking part', to(person(role('member', { administrationId: 3 }))), false],
    ["another area's coordinator", to(person(role('coordinator', { areaId: 2 }))), false],
    ["a region's coordinator of the same number", to(person(role('coordinator', { regionId: 1 }))), false],
    ['the secretariat', to(person(role('secretariat'))), false],
    ['the operator', to(operator), false],
    ['everybody in a shared place', everyone, false],
  ])('is before its date read by %s: %4$s; from its date on by all of them', (_, audience, reads) => {
    expect(mayReadActivity(audience, quiet, at(today))).toBe(reads)
    expect(mayReadActivity(audience, quiet, at(until))).toBe(true)
    expect(mayReadActivity(audience, quiet, at(plusDays(until, 1)))).toBe(true)
  })

  it('opens to everyone on its date, and before only to those taking part and its coordinator', () => {
    holds(
      fc.property(anyPerson, id, fc.uniqueArray(id), anyDay, anyDay, (speaker, areaId, part, date, day) => {
        const inside = has(
          speaker,
          (one) =>
            (one.administrationId !== null && part.includes(one.administrationId)) ||
            (one.kind === 'coordinator' && one.areaId === areaId),
        )
        const activity = { areaId, quietUntil: date, takingPart: part }
        const reads = mayReadActivity(to(speaker), activity, at(day))
        expect(reads).toBe(day >= date || inside)
        expect(mayReadActivity(everyone, activity, at(day))).toBe(day >= date)
      }),
    )
  })

  it('that never was quiet is open', () => {
    expect(mayReadActivity(everyone, { areaId: 1, quietUntil: null, takingPart: [] }, at(today))).toBe(true)
  })
})

describe('an update on hold', () => {
  it('is read in its administration only, and by everyone from the instant it leaves', () => {
    holds(
      fc.property(anyPerson, id, fc.integer({ min: -30, max: 30 }), (speaker, own, minutes) => {
        const update = { administrationId: own, leavesAt: plusMinutes(now, minutes) }
        const inside = has(speaker, ({ administrationId }) => administrationId === own)
        expect(mayReadUpdate(to(speaker), update, now)).toBe(minutes <= 0 || inside)
        expect(mayReadUpdate(everyone, update, now)).toBe(minutes <= 0)
      }),
    )
  })

  it('is read neither by the secretariat nor by a coordinator nor by the operator', () => {
    const held = { administrationId: 1, leavesAt: plusMinutes(now, 1) }
    for (const speaker of [person(role('secretariat')), person(role('coordinator', { areaId: 1 })), operator])
      expect(mayReadUpdate(to(speaker), held, now)).toBe(false)
  })
})
