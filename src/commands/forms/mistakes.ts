import type { Reply } from '../../chat/request.ts'
import { wordsOf } from '../../chat/view.ts'
import { asLink, linkLimit } from '../links.ts'

/** What is wrong with what was entered as a link; null when nothing is, or nothing was entered. */
export function linkMistake(entered: string): string | null {
  if (entered === '') return null
  if (entered.length > linkLimit) return tooLong(entered, linkLimit)
  return asLink(entered) === null ? 'Give one whole link that begins with https://.' : null
}

export const tooLong = (entered: string, limit: number): string =>
  `Shorten it to ${limit.toLocaleString('en')} characters; it has ${entered.length.toLocaleString('en')}.`

/** What a refusal says, for the field that it is about. */
export const saidBy = ({ show }: Reply): string =>
  show.blocks
    .flatMap((block) => (block.kind === 'text' || block.kind === 'small' ? [wordsOf(block.text)] : []))
    .join(' ')

/** Those that are not null. */
export const mistakesIn = (each: Record<string, string | null>): Record<string, string> =>
  Object.fromEntries(Object.entries(each).flatMap(([name, said]) => (said === null ? [] : [[name, said]])))
