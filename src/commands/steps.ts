import type { Action } from '../chat/view.ts'
import type { Activity } from '../domain/facts.ts'
import { coordinates, isMemberOf, isSecretariat } from '../domain/permission.ts'
import { mayAgree, mayPlan } from '../domain/planning.ts'
import type { HomeOwner } from '../views/home-steps.ts'
import { historyOf, openOf, updateOf } from '../views/next-steps.ts'
import { administrationsById, areaOf, type Context, ownAdministration } from './command.ts'
import { openedOf, ownerOf } from './planning.ts'

/** Whose answer it is, for what they may do next. */
export function readerOf(context: Context): HomeOwner {
  const { speaker, directory } = context
  const administration = ownAdministration(context)
  return {
    administration,
    reports: administration !== null && isMemberOf(speaker, administration.id),
    areas: directory.areas.filter(({ id }) => coordinates(speaker, { areaId: id })),
    secretariat: isSecretariat(speaker),
    others: directory.administrations.filter(
      ({ id }) => id !== administration?.id && isMemberOf(speaker, id),
    ),
  }
}

/** The likeliest next steps on an activity; where others read the answer, the ways on alone. */
export function stepsOn(activity: Activity, context: Context): Action[] {
  const area = areaOf(context.directory, activity.areaId)
  if (activity.quiet) return [openOf(area.code, area.code)]
  const ways = [historyOf(activity.code), openOf(area.code, area.code)]
  if (context.request.seenBy === 'everyone' || context.programme.closedAt) return ways
  return [...reportSteps(activity, context), ...planSteps(activity, context), ...ways]
}

function reportSteps({ code, participations }: Activity, context: Context): Action[] {
  const { administration, reports } = readerOf(context)
  if (!administration || !reports) return []
  const answered = participations.find(({ administrationId }) => administrationId === administration.id)
  const name = `${code}/${administration.code}`.toLowerCase()
  if (answered?.takingPart) return [{ ...updateOf(code), look: 'primary' }]
  const takePart: Action = {
    label: 'Take part',
    line: `take part ${name}`,
    about: `${administration.customsName} takes part in ${code}`,
  }
  if (answered) return [takePart]
  return [
    takePart,
    {
      label: 'Not taking part',
      line: `not taking part ${name}`,
      about: `${administration.customsName} does not take part in ${code}`,
    },
  ]
}

/** The proposed milestones of an activity that whoever reads the answer may agree, by their ids; none where others read it too. */
export function agreedHere(activity: Activity, context: Context): number[] {
  if (context.request.seenBy === 'everyone' || context.programme.closedAt || activity.quiet) return []
  const administrations = administrationsById(context.directory)
  const { planners } = openedOf(activity, context)
  return activity.milestones
    .filter(
      (each) =>
        each.state === 'proposed' &&
        each.waitingFor === null &&
        each.ownerAdministrationId !== 'withheld' &&
        mayAgree(context.speaker, ownerOf(each, administrations), planners).allowed,
    )
    .map(({ id }) => id)
}

function planSteps(activity: Activity, { speaker, directory }: Context): Action[] {
  const leading = activity.participations.flatMap(({ lead, administrationId }) =>
    lead ? [administrationId] : [],
  )
  const leads = directory.administrations.filter(({ id }) => leading.includes(id))
  const area = areaOf(directory, activity.areaId)
  if (!mayPlan(speaker, { area, leads }).allowed) return []
  return [
    {
      label: 'Plan',
      line: `plan ${activity.code.toLowerCase()}`,
      form: true,
      about: `Plan a milestone of ${activity.code}`,
    },
  ]
}
