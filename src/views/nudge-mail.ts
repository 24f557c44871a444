import { actions, type Block, code, quote, small, text } from '../chat/view.ts'
import type { ActivityName, Administration, Milestone, Programme } from '../domain/facts.ts'
import type { NudgeLine } from '../domain/nudge-said.ts'
import { fullDate } from '../time.ts'
import { updateOf } from './next-steps.ts'
import { listed } from './words.ts'

/** For how many administrations one message has a text to mail. */
const mostTexts = 4

/** For owners that are not connected: what to send them, in words of ours. */
export function textsToMail(open: NudgeLine[], { programme }: { programme: Programme }): Block[] {
  const mailed = open.filter(({ part }) => part === 'mails')
  const owners = [...new Set(mailed.flatMap(({ owner }) => owner ?? []))]
  const blocks = owners.slice(0, mostTexts).flatMap((owner): Block[] => {
    const theirs = mailed.filter((line) => line.owner === owner)
    const under = `${theirs[0]!.activity.code}/${owner.code}`.toLowerCase()
    return [
      text(`${owner.customsName} is not connected. A text ready to mail:`),
      quote(
        mailText(
          owner,
          theirs.map(({ milestone }) => milestone),
          [],
          programme,
        ),
      ),
      small('What comes back is recorded with ', code(`update ${under} … from e-mail of …`), '.'),
      actions(updateOf(under.toUpperCase(), 'Record an answer')),
    ]
  })
  const rest = owners.slice(mostTexts).map(({ customsName }) => customsName)
  return rest.length === 0 ? blocks : [...blocks, text(`Not connected either: ${listed(rest)}.`)]
}

/** @param activities of which a report is asked for, where no date is near */
export function mailText(
  { customsName }: Administration,
  milestones: Milestone[],
  activities: ActivityName[],
  { name }: Programme,
): string {
  const dates = milestones.map(
    ({ title, code, dueOn }) => `${title} (${code})${dueOn ? `, agreed for ${fullDate(dueOn)}` : ''}`,
  )
  const reports = activities.map(({ title, code }) => `${title} (${code})`)
  return [
    `To ${customsName}: a reminder under the ${name}.`,
    ...(dates.length > 0
      ? [
          `${dates.join('; ')}.`,
          'If it has been sent already, please tell us when. If the date no longer fits, please name another.',
        ]
      : []),
    ...(reports.length > 0 ? [`Please tell us how this stands: ${reports.join('; ')}.`] : []),
    'A short answer is enough.',
  ].join(' ')
}
