import { type Outlook, outlooks } from '../domain/facts.ts'
import { evenLetters } from './letters.ts'

/** An outlook as people write it, where their words begin; the longest has few characters. */
const inFront = /^[\s:,;=("'-]*(on|at|off)[\s-]*(track|risk)\b[\s:,;.)"'-]*/
const longest = 80

/** The outlook that words begin with, whatever its letters and punctuation, and what follows; null when they begin with none. */
export function leadingOutlook(words: string): { outlook: Outlook; rest: string } | null {
  const found = inFront.exec(evenLetters(words.slice(0, longest)))
  const outlook = found && outlooks.find((each) => each === `${found[1]} ${found[2]}`)
  return outlook ? { outlook, rest: words.slice(found[0].length) } : null
}

/** The first outlook anywhere in words, given in small letters, and where it stands; null when there is none. */
export function outlookIn(words: string): { outlook: Outlook; at: number } | null {
  const found = /\b(on|at|off)[\s-]*(track|risk)\b/.exec(words)
  const outlook = found && outlooks.find((each) => each === `${found[1]} ${found[2]}`)
  return outlook ? { outlook, at: found.index } : null
}
