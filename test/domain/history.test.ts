import { describe, expect, it } from 'vitest'
import type { Audience, Reading } from '../../src/domain/audience.ts'
import { type Entry, type MilestoneAmong, readableEntry } from '../../src/domain/history.ts'
import { plusDays } from '../../src/time.ts'
import { activity, administration, milestone, now, programme, today } from './facts.ts'
import { everyone, person, role, to } from './speakers.ts'

/** Of two milestones of Japan, one late: neither tells whose it is to those who may not know. */

const late = { state: 'agreed' as const, baselineOn: plusDays(today, -9), dueOn: plusDays(today, -9) }
const punctual = { state: 'agreed' as const, baselineOn: plusDays(today, 9), dueOn: plusDays(today, 9) }

const reading = (audience: Audience): Reading => ({
  audience,
  now,
  today,
  programme: programme(),
  directory: {
    prefix: '',
    programmes: [],
    areas: [],
    activities: [activity()],
    administrations: [administration({ id: 1 }), administration({ id: 2, name: 'Korea' })],
    regions: [],
  },
})

const among = (owner: number, own: object, beside: object): MilestoneAmong => {
  const { id, ...facts } = milestone({ ownerAdministrationId: owner, ...own })
  return {
    ...facts,
    ownerAdministrationId: owner,
    beside: [own, beside].map((each) => ({ ...milestone(each), ownerAdministrationId: 1 })),
  }
}
const agreed = (owner: number, own: object, beside: object): Entry => ({
  kind: 'agreed',
  at: now,
  activityId: 1,
  by: { name: 'Sato Yuki', administrationId: owner },
  milestone: among(owner, own, beside),
})

const korea = to(person(role('member', { administrationId: 2 })))
const japan = to(person(role('member', { administrationId: 1 })))
const coordinator = to(person(role('coordinator', { areaId: 1 })))

describe('who agreed a milestone', () => {
  it.each([
    ['late, to another', agreed(1, late, punctual), korea, null],
    ['beside a late one, to another', agreed(1, punctual, late), korea, null],
    ['late, to everybody', agreed(1, late, punctual), everyone, null],
    ['beside a late one, by the reader’s own', agreed(2, punctual, late), korea, 'Sato Yuki'],
    ['late, to its owner', agreed(1, late, punctual), japan, 'Sato Yuki'],
    ['late, to its coordinator', agreed(1, late, punctual), coordinator, 'Sato Yuki'],
    ['where none is late', agreed(1, punctual, punctual), korea, 'Sato Yuki'],
  ])('%s', (_, entry, audience, name) => {
    expect(readableEntry(entry, reading(audience), false)?.by?.name ?? null).toBe(name)
  })

  it('is no answer to a question about its owner, where the owner may not be named', () => {
    for (const entry of [agreed(1, late, punctual), agreed(1, punctual, late)]) {
      expect(readableEntry(entry, reading(korea), true)).toBeNull()
      expect(readableEntry(entry, reading(japan), true)).toBe(entry)
    }
    expect(readableEntry(agreed(1, punctual, punctual), reading(korea), true)).not.toBeNull()
  })
})
