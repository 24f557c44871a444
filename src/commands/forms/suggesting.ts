import type { Option } from '../../chat/form.ts'
import { evenLetters } from '../letters.ts'

/** One thing that can be chosen, with all the words by which it is found. */
export type Suggestion = { option: Option; words: string }

const squeezed = (words: string): string => words.replace(/[\s._/-]+/g, '')

/** Those that hold every word that was typed, in their order: `ipr 1 jap`, `ipr1`. Nothing typed finds all. */
export function suggested(suggestions: Suggestion[], typed: string): Option[] {
  const parts = evenLetters(typed).split(/\s+/).filter(Boolean)
  return suggestions
    .filter(({ words }) => {
      const said = evenLetters(words)
      return parts.every((part) => said.includes(part) || squeezed(said).includes(squeezed(part)))
    })
    .map(({ option }) => option)
}
