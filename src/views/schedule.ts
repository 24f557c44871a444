import { type Action, actions, code, type Inline, small, strong, text, type View } from '../chat/view.ts'
import { type Channel, weekdayName } from '../domain/channel.ts'
import type { Directory } from '../domain/facts.ts'
import { digestHere, nextDigestWords } from './following.ts'
import { cityOf } from './words.ts'

const followedHere: Action = { label: 'What it follows', line: 'following' }

/**
 * When a channel's digest comes next, and on which day of every week; how to ask for one where none is.
 *
 * @param head said first, in bold; '' for a question
 */
export function digestTimeView(head: string, channel: Channel, { areas }: Directory, now: Date): View {
  const start: Inline[] = head === '' ? [] : [strong(head), ' ']
  if (channel.follows.some(({ digest }) => digest))
    return {
      blocks: [
        text(...start, nextDigestWords(channel, now)),
        small(`After that, every ${weekdayName(channel.digest.weekday)}.`),
        actions(followedHere, digestHere),
      ],
    }
  const { weekday, at } = channel.digest
  const followed = areas.find(({ id }) => channel.follows.some(({ areaId }) => areaId === id)) ?? areas[0]
  return {
    blocks: [
      text(
        ...start,
        `A digest here comes on ${weekdayName(weekday)} at ${at} (${cityOf(channel.timeZone)}), once one is asked for: `,
        code(`follow ${followed?.code.toLowerCase() ?? 'all'} digest`),
        '.',
      ),
      actions(followedHere),
    ],
  }
}
