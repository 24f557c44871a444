import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plainText } from '../../src/chat/plain-text.ts'
import { list } from '../../src/chat/view.ts'
import type { Milestone } from '../../src/domain/facts.ts'
import { calendarDate } from '../../src/time.ts'
import { milestoneBlocks, milestoneLine } from '../../src/views/milestone-line.ts'
import { anyDay, anyMilestone, milestone, today } from '../domain/facts.ts'

const on = calendarDate
const codes = (some: Milestone[]) => list(some.map(({ code }) => [code]))
const shown = (all: Milestone[], day: typeof today | null = today) =>
  plainText({ blocks: milestoneBlocks(milestoneLine(all, today), codes, day) })

const planned = [
  milestone({ code: 'waits', state: 'proposed', waitingFor: 'OLAF' }),
  milestone({ code: 'next', dueOn: on('2010-06-21') }),
  milestone({ code: 'idea', state: 'proposed', dueOn: on('2010-06-08') }),
  milestone({ code: 'today', dueOn: today }),
  milestone({ code: 'late', dueOn: on('2010-06-01') }),
  milestone({
    code: 'early',
    state: 'delivered',
    dueOn: on('2010-09-01'),
    deliveredOn: on('2010-05-01'),
  }),
]

it('stands in the order of dates, with today among them, and what has no date last', () => {
  expect(shown(planned).split('\n')).toEqual([
    'Milestones: 1 of 6 delivered',
    '- early',
    '- late',
    'Today · Mon 7 Jun 2010',
    '- today',
    '- idea',
    '- next',
    '- waits',
  ])
})

it('names no day where it is read on others, nor where everything is on one side of it', () => {
  expect(shown(planned, null)).not.toContain('Today')
  expect(shown(planned.slice(0, 4))).not.toContain('Today')
  expect(shown(planned.slice(4))).not.toContain('Today')
  expect(shown([])).toBe('')
})

it('has each milestone once, and behind today nothing that is still to come', () => {
  fc.assert(
    fc.property(fc.array(anyMilestone), anyDay, (all, day) => {
      const { behind, coming } = milestoneLine(all, day)
      expect(new Set([...behind, ...coming])).toEqual(new Set(all))
      expect(behind.length + coming.length).toBe(all.length)
      for (const { state, dueOn } of coming) {
        expect(['proposed', 'agreed']).toContain(state)
        expect(dueOn === null || dueOn >= day).toBe(true)
      }
    }),
  )
})
