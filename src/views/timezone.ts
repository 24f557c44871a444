import { type Inline, strong, text, type View } from '../chat/view.ts'
import type { Channel } from '../domain/channel.ts'
import { dayIn, fullDate, timeIn } from '../time.ts'
import { timesWords } from './following.ts'
import { cityOf } from './words.ts'

/**
 * A channel's time zone, what time it is there at `now` (an instant), and when what it asked for comes.
 *
 * @param head said first, in bold; '' for a question
 */
export function timeZoneView(head: string, channel: Channel, now: Date): View {
  const { timeZone } = channel
  const start: Inline[] = head === '' ? [] : [strong(head), ' ']
  const name = timeZone.includes('/') ? `${cityOf(timeZone)} (${timeZone})` : timeZone
  const time = `${timeIn(now, timeZone)} on ${fullDate(dayIn(now, timeZone))}`
  return {
    blocks: [
      text(...start, `This channel keeps the time of ${name}: now ${time}.`),
      text(timesWords(channel, now)),
    ],
  }
}
