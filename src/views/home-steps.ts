import { type Action, type Inline, strong } from '../chat/view.ts'
import type { Administration, Area, Directory } from '../domain/facts.ts'
import type { CalendarDate } from '../time.ts'
import type { Owed } from './mine.ts'
import { agreeOf } from './next-steps.ts'
import { commitmentDate, milestoneDate, partOfLine } from './words.ts'

/**
 * Whose home it is: those of an administration, the coordinator of areas, the secretariat, or somebody who only reads. `reports`: the
 * reader reports for the administration. `others`: those for which they report besides.
 */
export type HomeOwner = {
  administration: Administration | null
  areas: Area[]
  secretariat: boolean
  reports: boolean
  others: Administration[]
}

/** One among many stands out no more. */
export const plain = ({ look: _, ...action }: Action): Action => action

export function owedWords(item: Owed, { administration }: HomeOwner, today: CalendarDate): Inline[] {
  if (item.kind === 'milestone')
    return [
      strong(item.milestone.code),
      ` ${item.milestone.title} · `,
      ...milestoneDate(item.milestone, today),
    ]
  const { activity, commitment } = item
  const name = `${activity.code}${administration ? `/${administration.code}` : ''}`
  return [strong(name), ` ${partOfLine(commitment.text)} · ${commitmentDate(commitment, today)}`]
}

/** The next step first. Those who only read get the way to where it stands. */
export function stepsFor(item: Owed, owner: HomeOwner, directory: Directory, today: CalendarDate): Action[] {
  const { reports } = owner
  const collective = item.kind === 'milestone' && item.milestone.ownerAdministrationId === null
  const activity = activityOf(item, directory)
  const name = (
    item.kind === 'milestone' ? item.milestone.code : `${activity}/${owner.administration?.code ?? ''}`
  ).toLowerCase()
  const open: Action = { label: 'Show', line: `status ${activity}`, about: `Show ${activity.toUpperCase()}` }
  if (!(collective ? owner.areas.length > 0 : reports)) return [open]
  const delivered: Action = {
    label: 'Delivered',
    line: `done ${name}`,
    form: true,
    look: 'primary',
    about: `Delivered, with a link or a document: ${name.toUpperCase()}`,
  }
  const update: Action = {
    label: 'Update',
    line: `update ${activity}`,
    form: true,
    about: `Update on ${activity.toUpperCase()}`,
  }
  const later: Action = {
    label: 'Later date',
    line: `${collective ? 'move' : 'extend'} ${name}`,
    form: true,
    about: `A later date: ${name.toUpperCase()}`,
  }
  const updates = reports ? [update] : []
  if (item.kind === 'commitment') return [delivered, ...updates, later]
  const { state, dueOn, waitingFor } = item.milestone
  if (waitingFor !== null) return reports ? [update, open] : [open]
  if (state === 'proposed') return [{ ...agreeOf(item.milestone, today), look: 'primary' }, ...updates, open]
  return dueOn !== null && (collective || dueOn >= today)
    ? [delivered, ...updates, later]
    : [delivered, ...updates, open]
}

function activityOf(item: Owed, { activities }: Directory): string {
  if (item.kind === 'commitment') return item.activity.code.toLowerCase()
  const { code } = item.milestone
  const found = activities.find((activity) => code.startsWith(`${activity.code}.`))
  return (found?.code ?? code).toLowerCase()
}
