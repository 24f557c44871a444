import { type Action, actions, type Block, type View } from '../chat/view.ts'
import type { Dated } from '../domain/due.ts'
import type { Administration, Milestone } from '../domain/facts.ts'
import type { CalendarDate } from '../time.ts'

/** Buttons that stand under more than one kind of message. */

/**
 * What is decided on a later date that was asked for. Approved is the day that was read: when another has been asked for meanwhile, it
 * says so. Another day, and why not, are asked for in a form.
 *
 * @param name a milestone's code
 */
export const decisionButtons = (name: string, toOn: CalendarDate): Action[] => [
  {
    label: 'Approve',
    line: `approve ${name.toLowerCase()} as requested, ${toOn}`,
    look: 'primary',
    about: `Approve as asked: ${name}`,
  },
  {
    label: 'Other date',
    line: `approve ${name.toLowerCase()}`,
    form: true,
    about: `Approve with another day: ${name}`,
  },
  { label: 'Decline', line: `decline ${name.toLowerCase()}`, form: true, about: `Decline: ${name}` },
]

/** All about an activity. @param label `Open` where it is the only one */
export const openOf = (activity: string, label = 'Open'): Action => ({
  label,
  line: `status ${activity.toLowerCase()}`,
  about: `Open ${activity}`,
})

/** @param activity its code */
export const historyOf = (activity: string): Action => ({
  label: 'History',
  line: `history ${activity.toLowerCase()}`,
  about: `History of ${activity}`,
})

/** @param activity its code, or `ipr-1/la` */
export const updateOf = (activity: string, label = 'Update'): Action => ({
  label,
  line: `update ${activity.toLowerCase()}`,
  form: true,
  about: `Update on ${activity}`,
})

/** `IPR-1` of `IPR-1.2`. */
export const activityIn = (milestone: string): string => milestone.slice(0, milestone.lastIndexOf('.'))

/**
 * What is done with an update that was reported. It says whose, so that somebody else who reads it and presses changes nothing of their
 * own; withdrawn is the one of this number, whatever was reported after it.
 *
 * @param on the activity's code; @param of the administration's
 * @param number counted from the first of its administration there; null where that is not known
 * @param waits whether it is the reader's own and others do not read it yet
 */
export function reportedSteps(on: string, of: string, number: number | null, waits: boolean): Action[] {
  const name = `${on}/${of}`.toLowerCase()
  return [
    ...(waits
      ? [{ label: 'Send now', line: `send now ${name}`, about: `Let others read it now: ${on}` }]
      : []),
    { label: 'Edit', line: `edit ${name}`, form: true, about: `Edit what was reported on ${on}` },
    ...(number === null
      ? []
      : [
          {
            label: 'Withdraw',
            line: `withdraw ${name} ${number}`,
            look: 'danger' as const,
            sure: 'Its words are erased everywhere. That cannot be undone.',
            about: `Withdraw what was reported on ${on}`,
          },
        ]),
  ]
}

/** A proposed milestone is agreed, on its day; a day that has passed, or none, is asked for. */
export function agreeOf({ code, dueOn }: Pick<Milestone, 'code' | 'dueOn'>, today: CalendarDate): Action {
  const stands = dueOn !== null && dueOn >= today
  return {
    label: stands ? 'Agreed' : 'Agree a date',
    line: `agree ${code.toLowerCase()}`,
    ...(stands ? {} : { form: true }),
    about: `Agree the date of ${code}`,
  }
}

/** What a date stands in: the activity of a milestone, or a commitment. */
export function openDated(dated: Dated, administrations: Map<number, Administration>): Action {
  if (dated.kind === 'milestone') return openOf(dated.milestone.code)
  const owner = administrations.get(dated.commitment.administrationId)
  return openOf(owner ? `${dated.activity.code}/${owner.code}` : dated.activity.code)
}

/** How many activities a list opens: as many buttons as are in a row. */
const opened = 4

/** The activities that a list is about, each opened by its code, in the order of the list. */
export function openEach(codes: string[]): Block[] {
  const [only, ...others] = [...new Set(codes)]
  if (only === undefined) return []
  if (others.length === 0) return [actions(openOf(only))]
  return [actions(...[only, ...others].slice(0, opened).map((code) => openOf(code, code)))]
}

/** The same with its next steps below. */
export const followedBy = (view: View, ...steps: Action[]): View => ({
  ...view,
  blocks: [...view.blocks, actions(...steps)],
})
