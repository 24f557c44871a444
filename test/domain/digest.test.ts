import { describe, expect, it } from 'vitest'
import { plainText } from '../../src/chat/plain-text.ts'
import type { View } from '../../src/chat/view.ts'
import { type AreaDigest, digestOf, isEmpty } from '../../src/domain/digest.ts'
import type { DigestFacts } from '../../src/domain/digest-events.ts'
import { weekBefore } from '../../src/domain/digest-times.ts'
import type { Activity, Area } from '../../src/domain/facts.ts'
import { plusDays } from '../../src/time.ts'
import { digestView } from '../../src/views/digest.ts'
import { activity, administration, milestone, now, participation, programme, today } from './facts.ts'
import { outsider } from './speakers.ts'

const area: Area = { id: 1, code: 'IPR', name: 'Property', shortName: 'Property' }
const names = ['Japan', 'Korea', 'Greece', 'Poland']
const administrations = new Map(
  names.map((name, at) => [at + 1, administration({ id: at + 1, name, code: name.slice(0, 2) })]),
)
const nothing: DigestFacts = { agreed: [], moved: [], reports: [], pending: [] }
const zone = 'UTC'
const week = weekBefore(now, zone)
const reader = { deciding: outsider, programme: programme(), administrations, zone, today }

const of = (activities: Activity[], facts: Partial<DigestFacts> = {}, which = area): AreaDigest =>
  digestOf(which, activities, { ...nothing, ...facts }, week, reader)
const digest = (...areas: AreaDigest[]): View =>
  digestView(areas, {
    programme: programme(),
    directory: { prefix: '' },
    administrations,
    week,
    zone,
    today,
  })
const shown = (...areas: AreaDigest[]): string => plainText(digest(...areas))

describe('a digest', () => {
  it('is empty when nothing happened, though somebody is not connected', () => {
    const quiet = activity({ reporting: [{ clock: 'not connected', count: 1, named: [1] }] })
    expect(isEmpty(of([quiet]))).toBe(true)
    expect(isEmpty(of([activity({ reporting: [{ clock: 'silent', count: 1, named: [] }] })]))).toBe(false)
  })

  it('names who reported, unless the names would tell who is silent', () => {
    const reports = [{ activityId: 1, administrationId: 1, count: 2 }]
    const told = activity({ reporting: [{ clock: 'silent', count: 1, named: [2] }] })
    expect(shown(of([told], { reports }))).toContain('2 reports on IPR-1 from Japan')
    const untold = activity({ reporting: [{ clock: 'silent', count: 1, named: [] }] })
    const words = shown(of([untold], { reports }))
    expect(words).toContain('2 reports on IPR-1.')
    expect(words).toContain('No report for 90 days: 1 administration')
    expect(words).not.toContain('Japan')
  })

  it('tells once of who joined and reported or pledged in one week', () => {
    const joined = activity({
      participations: [
        participation({ administrationId: 1, since: plusHours(-5) }),
        participation({ administrationId: 2, since: plusHours(-5) }),
        participation({ administrationId: 3, since: plusHours(-200) }),
      ],
    })
    const words = shown(of([joined], { reports: [{ activityId: 1, administrationId: 1, count: 1 }] }))
    expect(words).toContain('Korea joined IPR-1')
    expect(words).not.toMatch(/Japan joined|Greece/)
  })

  it('tells of a date that moved and moved back, and of a proposed one, nothing', () => {
    const [there, back] = [plusDays(today, 20), plusDays(today, 40)]
    const agreed = milestone({ id: 1, baselineOn: there, dueOn: there })
    const proposed = milestone({ id: 2, code: 'IPR-1.2', state: 'proposed', dueOn: back })
    const moved = [
      { milestoneId: 1, commitmentId: null, fromOn: there, toOn: there },
      { milestoneId: 2, commitmentId: null, fromOn: there, toOn: back },
    ]
    expect(of([activity({ milestones: [agreed, proposed] })], { moved }).events).toEqual([])
    const really = [{ milestoneId: 1, commitmentId: null, fromOn: there, toOn: back }]
    expect(of([activity({ milestones: [agreed] })], { moved: really }).events).toMatchObject([
      { kind: 'moved' },
    ])
  })

  it('of many areas, tells four in full, the others in a line each, and the empty ones together', () => {
    const areas = Array.from({ length: 8 }, (_, at) => ({ ...area, id: at + 1, code: `A${at + 1}` }))
    const digests = areas.map((each) =>
      of(
        each.id > 6
          ? []
          : [activity({ areaId: each.id, milestones: [milestone({ dueOn: today, baselineOn: today })] })],
        {},
        each,
      ),
    )
    const words = shown(...digests)
    expect(words.match(/Due by/g)).toHaveLength(4)
    expect(words).toContain('- A5: 1 due soon.')
    const rows = digest(...digests).blocks.flatMap((block) => (block.kind === 'rows' ? block.rows : []))
    expect(rows.map(({ action }) => action?.line)).toEqual(['digest a5', 'digest a6'])
    expect(words).toContain('A7 and A8: nothing moved, nothing is due by Monday 21 June 2010')
  })
})

const plusHours = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000)
