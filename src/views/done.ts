import { code, strong, text, type View } from '../chat/view.ts'
import type { Milestone } from '../domain/facts.ts'
import { milestoneSchedule } from '../domain/schedule.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { evidenceWords } from './words.ts'

/** A milestone marked delivered: the day, the day it was due, and the evidence on file. */
export function deliveredView(
  milestone: Milestone,
  what: { before: boolean; filed: number },
  today: CalendarDate,
): View {
  const { deliveredOn, dueOn, baselineOn, evidence } = milestone
  const late = milestoneSchedule(milestone, today) === 'delivered late'
  const due =
    baselineOn && dueOn
      ? ` Due ${fullDate(dueOn)}${baselineOn === dueOn ? '' : `, agreed first for ${fullDate(baselineOn)}`}.`
      : ''
  const day = deliveredOn ? ` on ${fullDate(deliveredOn)}` : ''
  const head = what.before
    ? what.filed > 0
      ? 'Evidence added.'
      : 'Already delivered.'
    : late
      ? 'Delivered late.'
      : 'Delivered.'
  return {
    blocks: [
      text(strong(head), ` ${milestone.code}${day}: ${milestone.title}.${due}`),
      evidence.length > 0
        ? text('Evidence: ', ...evidenceWords(evidence))
        : text(
            'No evidence is filed yet. Add it with ',
            code(`done ${milestone.code.toLowerCase()} https://…`),
            '.',
          ),
    ],
  }
}
