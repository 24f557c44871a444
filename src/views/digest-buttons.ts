import { type Action, actions, type Block } from '../chat/view.ts'
import type { AreaDigest, Unheard } from '../domain/digest.ts'
import { type CalendarDate, dayIn } from '../time.ts'
import type { DigestPicture } from './digest.ts'

/** Buttons in one row. */
const mostInRow = 4

const peopleIn = (unheard: Unheard[]): number =>
  unheard.reduce((sum, { named, others }) => sum + named.length + others, 0)

/** Every figure of an area opens its list. @param until the last day of which it tells what is due */
export function digestButtons(
  { area, events, due, overdue, silent, notConnected }: AreaDigest,
  { week, zone }: DigestPicture,
  until: CalendarDate,
): Block[] {
  const word = area.code.toLowerCase()
  const late = overdue.dated.length + overdue.others
  const lists: [count: number, label: string, line: string][] = [
    [due.length, 'Due', `due ${word} until ${until}`],
    [late, 'Past', `overdue ${word}`],
    [events.length, 'Moved', `history ${word} since ${dayIn(week.since, zone)}`],
    [peopleIn(silent), 'No report', `status ${word}`],
  ]
  const shown = lists.filter(([count]) => count > 0)
  const buttons = shown.map(
    ([count, label, line]): Action => ({
      label: `${label} (${count})`,
      line,
      about: `${label}: ${area.code}`,
    }),
  )
  const named = notConnected.some((each) => each.named.length > 0)
  const mail = {
    label: 'Texts to mail',
    line: `mail ${word}`,
    about: `Texts to mail to those who are not connected: ${area.code}`,
  }
  const all = [...buttons, ...(named ? [mail] : [])]
  return [all.slice(0, mostInRow), all.slice(mostInRow)].flatMap((row) =>
    row.length === 0 ? [] : [actions(...row)],
  )
}
