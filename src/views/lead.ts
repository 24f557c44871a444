import { actions, code, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName } from '../domain/facts.ts'
import { openOf } from './next-steps.ts'
import { counted, listed } from './words.ts'

type Named = { customsName: string }

/** `IPR-1 is led by Japan Customs.`: who leads, by full name. */
export function leadWords({ code: name }: Pick<ActivityName, 'code'>, leads: Named[]): string {
  return leads.length === 0
    ? `${name} has no lead.`
    : `${name} is led by ${listed(leads.map(({ customsName }) => customsName))}.`
}

/**
 * Who leads an activity now and who did before.
 *
 * @param owner whose the proposed collective milestones are now; `moved` of them changed hands
 */
export function leadsView(
  head: string,
  activity: ActivityName,
  leads: Named[],
  before: Named[],
  owner: string | null,
  moved: number,
): View {
  const until =
    before.length > 0 ? ` Until now: ${listed(before.map(({ customsName }) => customsName))}.` : ''
  const milestones =
    moved > 0
      ? [
          text(
            `${counted(moved, 'proposed milestone')} now ${moved === 1 ? 'belongs' : 'belong'} to ${owner}. What was agreed stays with those who agreed it.`,
          ),
        ]
      : []
  return {
    blocks: [
      text(strong(head), ` ${leadWords(activity, leads)}${until}`),
      ...milestones,
      ...(leads.length > 0
        ? [
            small(
              'A lead plans and agrees milestones; ',
              code(`status ${activity.code.toLowerCase()}`),
              ' lists them.',
            ),
          ]
        : []),
      actions(openOf(activity.code)),
    ],
  }
}
