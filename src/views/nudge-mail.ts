import { actions, type Block, code, quote, small, text } from '../chat/view.ts'
import type { Administration, Programme } from '../domain/facts.ts'
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
      quote(mailText(owner, theirs, programme)),
      small('What comes back is recorded with ', code(`update ${under} … from e-mail of …`), '.'),
      actions(updateOf(under.toUpperCase(), 'Record an answer')),
    ]
  })
  const rest = owners.slice(mostTexts).map(({ customsName }) => customsName)
  return rest.length === 0 ? blocks : [...blocks, text(`Not connected either: ${listed(rest)}.`)]
}

function mailText({ customsName }: Administration, lines: NudgeLine[], { name }: Programme): string {
  const dates = lines.map(
    ({ milestone }) => `${milestone.title} (${milestone.code}), agreed for ${fullDate(milestone.dueOn)}`,
  )
  return [
    `To ${customsName}: a reminder under the ${name}.`,
    `${dates.join('; ')}.`,
    'If it has been sent already, please tell us when. If the date no longer fits, please name another. A short answer is enough.',
  ].join(' ')
}
