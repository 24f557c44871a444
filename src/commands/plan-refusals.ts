import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { type AskFault, askFault, mayAsk } from '../domain/extension.ts'
import { coordinates } from '../domain/permission.ts'
import { mayAgree, mayMove } from '../domain/planning.ts'
import { extensionsOf } from '../store/extensions.ts'
import { fullDate, plusMonths } from '../time.ts'
import { type Context, refuse } from './command.ts'
import type { OpenedMilestone } from './planning.ts'
import { exampleDay } from './when.ts'

/** Why somebody does not agree, move or ask for the date of a milestone, whatever the day: null where they may. */

export function refuseAgreeing(
  { milestone, owner, planners }: OpenedMilestone,
  { speaker }: Pick<Context, 'speaker'>,
): Reply | null {
  const verdict = mayAgree(speaker, owner, planners)
  return milestone.state === 'proposed' && !verdict.allowed
    ? refuse(`${milestone.code} is agreed by ${verdict.who}.`)
    : null
}

export async function refuseMoving(
  { milestone, owner, planners }: OpenedMilestone,
  { db, speaker, today, programme }: Context,
  reason = '',
): Promise<Reply | null> {
  const { code: name, state, dueOn } = milestone
  const verdict = mayMove(speaker, milestone, owner, planners)
  if (state !== 'proposed' && state !== 'agreed') return null
  if (!verdict.allowed && state === 'agreed' && dueOn && dueOn >= today && mayAsk(speaker, owner).allowed)
    return refuse(
      `${name} is agreed for ${fullDate(dueOn)}, and an agreed date is moved by ${verdict.who}. To ask for a later one: `,
      code(
        `extend ${name.toLowerCase()} to ${exampleDay(dueOn, programme)} because ${reason || 'comments are still arriving'}`,
      ),
      '.',
    )
  if (!verdict.allowed)
    return refuse(
      state === 'agreed' && dueOn
        ? `${name} is agreed for ${fullDate(dueOn)}, and an agreed date is moved by ${verdict.who}: please ask them. `
        : `${name} is moved by ${verdict.who}. `,
      code(`who ${planners.area.code.toLowerCase()}`),
      ' names the coordinators.',
    )
  const asked = (await extensionsOf(db, milestone.id)).find(({ outcome }) => outcome === 'pending')
  if (state !== 'agreed' || !asked) return null
  return refuse(
    `A later date for ${name} was asked for, ${fullDate(asked.toOn)}, and waits for a decision: `,
    code(`approve ${name.toLowerCase()} to …`),
    ' or ',
    code(`decline ${name.toLowerCase()} because …`),
    '.',
  )
}

export function refuseAsking(opened: OpenedMilestone, context: Context): Reply | null {
  const { speaker, today, programme } = context
  const { milestone, owner } = opened
  const isOpen = milestone.state === 'agreed' || milestone.state === 'proposed'
  if (isOpen && (!mayAsk(speaker, owner).allowed || speaker.kind !== 'person'))
    return refuseOthers(opened, context)
  const fault = askFault(milestone, plusMonths(milestone.dueOn ?? today, 1), today, programme)
  return fault && fault !== 'past' && fault !== 'outside the period'
    ? refuseFault(fault, opened, context)
    : null
}

function refuseOthers(
  { milestone, owner, area }: OpenedMilestone,
  { speaker, today, programme }: Context,
): Reply {
  const name = milestone.code
  const move = code(`move ${name.toLowerCase()} to ${exampleDay(today, programme)} because …`)
  if (coordinates(speaker, { areaId: area.id }))
    return refuse(`You coordinate ${area.code}: another date for ${name} is set with `, move, '.')
  return refuse(
    owner
      ? `A later date for ${name} is asked for by a member of ${owner.customsName}: `
      : `${name} is the coordinator's own, who moves it: `,
    code(owner ? `who ${owner.customsName.toLowerCase()}` : `who ${area.code.toLowerCase()}`),
    ' lists them.',
  )
}

function refuseFault(fault: AskFault, { milestone, area }: OpenedMilestone, context: Context): Reply {
  const { code: name, dueOn, deliveredOn, state, waitingFor } = milestone
  const move = code(`move ${name.toLowerCase()} to ${exampleDay(context.today, context.programme)}`)
  switch (fault) {
    case 'delivered':
      return refuse(
        `${name} was delivered${deliveredOn ? ` on ${fullDate(deliveredOn)}` : ''}: its date stays as it is.`,
      )
    case 'not agreed':
      return refuse(`${name} is not agreed yet, so its date moves without being asked for: `, move, '.')
    case 'no date yet':
      return refuse(
        `${name} ${waitingFor === null ? 'has no date yet' : `waits for ${waitingFor}`}: please ask the coordinator of ${area.code}, whom `,
        code(`who ${area.code.toLowerCase()}`),
        ' names.',
      )
    case 'passed':
      return refuse(
        `${name} was due on ${fullDate(dueOn!)}: a later date is asked for before its day. The coordinator of ${area.code} can still move it: please ask them, `,
        code(`who ${area.code.toLowerCase()}`),
        ' names them.',
      )
    default:
      return refuse(`${name} is closed (${state}): its date stays as it is.`)
  }
}
