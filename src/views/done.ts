import { type Action, actions, code, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration, Commitment, Evidence, Milestone } from '../domain/facts.ts'
import { commitmentSchedule, milestoneSchedule } from '../domain/schedule.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { openOf } from './next-steps.ts'
import { evidenceWords } from './words.ts'

/** A milestone or a commitment that is delivered. */
export type Delivered = {
  code: string
  title: string
  dueOn: CalendarDate | null
  baselineOn: CalendarDate | null
  deliveredOn: CalendarDate | null
  evidence: Evidence[]
  late(today: CalendarDate): boolean
}

export const deliveredMilestone = (milestone: Milestone): Delivered => ({
  ...milestone,
  late: (today) => milestoneSchedule(milestone, today) === 'delivered late',
})

export const deliveredCommitment = (
  commitment: Commitment,
  activity: ActivityName,
  administration: Administration,
): Delivered => ({
  ...commitment,
  code: `${activity.code}/${administration.code}`,
  title: commitment.text,
  dueOn: commitment.targetOn,
  late: (today) => commitmentSchedule(commitment, today) === 'delivered late',
})

/**
 * What is marked delivered: the day, the day it was due, and the evidence on file.
 *
 * @param what whether it was delivered before, and how much evidence is new; null where this answer changed nothing
 */
export function deliveredView(
  delivered: Delivered,
  what: { before: boolean; filed: number } | null,
  today: CalendarDate,
): View {
  const { deliveredOn, dueOn, baselineOn, evidence, title } = delivered
  const due =
    baselineOn && dueOn
      ? ` Due ${fullDate(dueOn)}${baselineOn === dueOn ? '' : `, agreed first for ${fullDate(baselineOn)}`}.`
      : ''
  const day = deliveredOn ? ` on ${fullDate(deliveredOn)}` : ''
  return {
    blocks: [
      text(
        strong(headOf(delivered, what, today)),
        ` ${delivered.code}${day}: ${title.replace(/\.$/, '')}.${due}`,
      ),
      evidence.length > 0
        ? text('Evidence: ', ...evidenceWords(evidence))
        : text(
            'No evidence is filed yet. Add it with ',
            code(`done ${delivered.code.toLowerCase()} https://…`),
            '.',
          ),
      actions(
        ...(evidence.length > 0 ? [] : [addEvidence(delivered.code)]),
        openOf(activityIn(delivered.code)),
      ),
    ],
  }
}

const addEvidence = (code: string): Action => ({
  label: 'Add evidence',
  line: `done ${code.toLowerCase()}`,
  form: true,
  look: 'primary',
  about: `Add a link or a document to ${code}`,
})

/** `IPR-1` of `IPR-1.2` and of `IPR-1/JP`. */
const activityIn = (code: string): string => code.replace(/[./][^./]*$/, '')

function headOf(
  delivered: Delivered,
  what: { before: boolean; filed: number } | null,
  today: CalendarDate,
): string {
  if (!what) return 'Already recorded.'
  if (what.before) return what.filed > 0 ? 'Evidence added.' : 'Already delivered.'
  return delivered.late(today) ? 'Delivered late.' : 'Delivered.'
}
