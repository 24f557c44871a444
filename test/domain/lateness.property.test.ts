import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Channel, withZone } from '../../src/domain/channel.ts'
import { isTooLate, momentOf, momentsIn, type Zones } from '../../src/domain/lateness.ts'
import { type CalendarDate, dayIn, instantAt, plusDays, plusMinutes, plusSeconds } from '../../src/time.ts'
import { times } from '../support/times.ts'

/** What is said at a wall time of each day: once, whatever clocks, zones and processes do. */

const zone = fc.constantFrom(
  // both sides of the date line, half hours and quarters, clocks that change at two, at three and at midnight, a day that was left out
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Pacific/Apia',
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Australia/Lord_Howe',
  'Europe/Athens',
  'Europe/Lisbon',
  'America/Sao_Paulo',
  'America/New_York',
  'UTC',
)
const at = fc.oneof(
  fc.constant('09:00'),
  fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
)
const start = fc
  .date({ min: new Date('2010-01-01'), max: new Date('2011-12-31'), noInvalidDate: true })
  .map((each) => plusSeconds(each, (-each.getTime() / 1000) % 1))
const channelIn = (timeZone: string) => ({ timeZone, zonesBefore: [] as Zones['before'] }) as Channel
const zonesOf = ({ timeZone, zonesBefore }: Channel): Zones => ({ zone: timeZone, before: zonesBefore })

/** One step of a life: so many minutes later there is a sweep; or another zone is said; or nobody is there; or the clock is put back. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('sweep' as const), minutes: fc.integer({ min: 1, max: 400 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('zone' as const),
      zone,
      minutes: fc.integer({ min: 0, max: 300 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('down' as const), minutes: fc.integer({ min: 60, max: 4000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('back' as const), minutes: fc.integer({ min: 1, max: 600 }) }),
  },
)

type Life = {
  channel: Channel
  now: Date
  last: Date
  rows: Map<CalendarDate, 'sent' | 'skipped'>
  said: CalendarDate[]
}

/** As a sweep does it: a key for each day, and a clock that was put back begins anew. */
function sweep(life: Life, time: string): void {
  const { channel, now, last, rows, said } = life
  if (last < now)
    for (const { on, moment } of momentsIn(time, zonesOf(channel), { from: last, to: now })) {
      const late = isTooLate(moment, now)
      if (rows.get(on) === 'sent' || (rows.has(on) && late)) continue
      rows.set(on, late ? 'skipped' : 'sent')
      if (!late) said.push(on)
    }
  life.last = now
}

describe('each day has one moment', () => {
  it('however time is cut into spans', () => {
    const spans = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 12 })
    const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: 6000 }), zone), { maxLength: 4 })
    fc.assert(
      fc.property(zone, at, start, spans, changes, (first, time, from, minutes, later) => {
        let now = from
        let channel = channelIn(first)
        for (const [wait, next] of later) {
          now = plusMinutes(now, wait)
          channel = withZone(channel, next, now)
        }
        const zones = zonesOf(channel)
        const ends = [from]
        for (const each of minutes) ends.push(plusMinutes(ends.at(-1)!, each))
        const parts = ends.slice(1).flatMap((to, n) => momentsIn(time, zones, { from: ends[n]!, to }))
        const byDay = (all: { on: CalendarDate }[]) => all.map(({ on }) => on).sort()
        expect(byDay(parts)).toEqual(byDay(momentsIn(time, zones, { from, to: ends.at(-1)! })))
        // Every day of the span, asked for by itself, is among them.
        const days = byDay(parts)
        for (
          let on = plusDays(dayIn(from, 'UTC'), -4);
          on <= plusDays(dayIn(ends.at(-1)!, 'UTC'), 4);
          on = plusDays(on, 1)
        ) {
          const moment = momentOf(on, time, zones)
          expect(days.includes(on)).toBe(moment > from && moment <= ends.at(-1)!)
        }
      }),
      { numRuns: times(300) },
    )
  })

  it('at its wall time, or right behind what clocks or a change of zone skip', () => {
    fc.assert(
      fc.property(zone, zone, at, start, (one, other, time, changed) => {
        const zones = zonesOf(withZone(channelIn(one), other, changed))
        const [{ until }] = zones.before as [Zones['before'][0]]
        for (let days = -3; days <= 3; days += 1) {
          const on = plusDays(dayIn(changed, 'UTC'), days)
          const moment = momentOf(on, time, zones).getTime()
          const expected = [instantAt(on, time, one), until, instantAt(on, time, other)].map((each) =>
            each.getTime(),
          )
          expect(expected).toContain(moment)
          // Not before the clocks of the old zone or of the new one have come to it.
          expect(moment).toBeGreaterThanOrEqual(Math.min(expected[0]!, expected[2]!))
        }
      }),
      { numRuns: times(300) },
    )
  })
})

it('no day is said twice, none is missed, and what was down for too long is in the ledger', () => {
  const life = fc.array(step, { minLength: 5, maxLength: 60 })
  fc.assert(
    fc.property(zone, at, start, life, (first, time, from, steps) => {
      const state: Life = { channel: channelIn(first), now: from, last: from, rows: new Map(), said: [] }
      let furthest = from
      for (const each of steps) {
        state.now = plusMinutes(state.now, each.kind === 'back' ? -each.minutes : each.minutes)
        if (each.kind === 'zone' && state.now >= furthest)
          state.channel = withZone(state.channel, each.zone, state.now)
        if (each.kind === 'sweep' || each.kind === 'back') sweep(state, time)
        furthest = state.now > furthest ? state.now : furthest
      }
      sweep(state, time)
      expect(new Set(state.said).size).toBe(state.said.length)
      const due = momentsIn(time, zonesOf(state.channel), { from, to: state.now }).map(({ on }) => on)
      expect(due.filter((on) => !state.rows.has(on))).toEqual([])
    }),
    { numRuns: times(500) },
  )
})

it('a zone that was said and taken back within a minute was never in force', () => {
  const said = new Date('2010-01-01T03:15:00Z')
  const there = withZone(channelIn('Pacific/Kiritimati'), 'Asia/Kathmandu', said)
  const back = withZone(there, 'Pacific/Kiritimati', said)
  const settled = new Date('2010-01-01T03:16:00Z')
  expect(zonesOf(back)).toEqual({
    zone: 'Pacific/Kiritimati',
    before: [{ zone: 'Pacific/Kiritimati', until: settled }],
  })
})

describe('by name', () => {
  const athens = { zone: 'Europe/Athens', before: [] }
  const day = (text: string) => text as CalendarDate

  it('a time that clocks skip comes right behind the gap; one that they show twice, the first time', () => {
    expect(momentOf(day('2010-03-28'), '03:30', athens)).toEqual(new Date('2010-03-28T01:00:00Z'))
    expect(momentOf(day('2010-10-31'), '03:30', athens)).toEqual(new Date('2010-10-31T00:30:00Z'))
    const skipped = { zone: 'Pacific/Apia', before: [] }
    expect(momentOf(day('2011-12-30'), '09:00', skipped)).toEqual(new Date('2011-12-30T10:00:00Z'))
  })

  it('quarters and halves of an hour count', () => {
    const nine = (zone: string) => momentOf(day('2010-06-07'), '09:00', { zone, before: [] }).toISOString()
    expect(nine('Asia/Kathmandu')).toBe('2010-06-07T03:15:00.000Z')
    expect(nine('Asia/Kolkata')).toBe('2010-06-07T03:30:00.000Z')
    expect(nine('Asia/Yangon')).toBe('2010-06-07T02:30:00.000Z')
    expect(nine('Pacific/Kiritimati')).toBe('2010-06-06T19:00:00.000Z')
    expect(nine('Pacific/Pago_Pago')).toBe('2010-06-07T20:00:00.000Z')
  })

  it('a zone in which it is past nine already brings the day that was still to come', () => {
    const said = new Date('2010-06-07T05:00:00Z')
    const moved = zonesOf(withZone(channelIn('Europe/Athens'), 'Asia/Tokyo', said))
    expect(momentOf(day('2010-06-07'), '09:00', moved)).toEqual(plusSeconds(said, 60))
    const back = zonesOf(withZone(channelIn('Asia/Tokyo'), 'Europe/Athens', said))
    expect(momentOf(day('2010-06-07'), '09:00', back)).toEqual(new Date('2010-06-07T00:00:00Z'))
  })
})
