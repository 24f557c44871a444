import { evenLetters } from '../letters.ts'

/** A code in front, with what closes it: `ipr-1`, `HER/IPR-1.2:`, `ipr-1/jp`, `ipr 1 / korea`. */
const codeInFront =
  /^["'(#*_`]*(?:[a-z][a-z\d-]*\s?\/\s?)?[a-z]+[\s_.-]{0,3}\d{1,4}(\.\d{1,4}|\s?\/\s?[a-z]+)?(?![\p{L}\d/]|[.-]\d)[:,;.)"'*_`]*\s*/u

/**
 * What words begin with, read without knowing what can be named: a code, and whether it is one of a milestone or of an
 * administration's part; null when they do not begin with a code.
 */
export function behindCode(words: string): { part: boolean; rest: string } | null {
  const found = codeInFront.exec(evenLetters(words.slice(0, 120)))
  return found && { part: found[1] !== undefined, rest: words.slice(found[0].length) }
}
