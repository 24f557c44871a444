import { code, small, text, type View } from '../chat/view.ts'
import type { Administration, Programme } from '../domain/facts.ts'

/** How long updates of an administration wait; `minutes` is null where it has not said, and the programme's own goes. */
export function heldView(
  { customsName }: Administration,
  minutes: number | null,
  { policies }: Programme,
  set: boolean,
): View {
  const held = minutes ?? policies.holdMinutes
  const rule =
    held === 0
      ? `Updates of ${customsName} are read by others at once.`
      : `Updates of ${customsName} wait ${lengthWords(held)} before others read them.`
  const words = set ? ' Those already waiting keep their time.' : ''
  const until =
    held === 0
      ? ['One can be changed or withdrawn at any time; ', code('send now'), ' lets go one that still waits.']
      : ['Until then you can change or withdraw one, and ', code('send now'), ' lets it go at once.']
  return {
    blocks: [text(rule, words), small(...until)],
  }
}

function lengthWords(minutes: number): string {
  const hours = minutes / 60
  if (Number.isInteger(hours) && hours > 0) return hours === 1 ? 'an hour' : `${hours} hours`
  return minutes === 1 ? 'a minute' : `${minutes} minutes`
}
