import type { Action } from '../chat/view.ts'
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
