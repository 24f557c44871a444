import { beginning, clean, escapeMarkdown } from './escape.ts'
import { handingIn } from './form.ts'
import { type HandedIn, INPUTS } from './handed-in.ts'
import { FALLBACK_TEXT, REFUSED_TEXT, SPEAK_TEXT } from './limits.ts'
import type { AdaptiveCard } from './render.ts'
import { richLines } from './rich-text.ts'

const KEPT = 'What you entered:'

/**
 * Why something was not taken, and everything that was entered: to be read, and handed in again as it stands.
 *
 * @returns null for more than such a card holds
 */
export function refusedCard(
  why: string,
  { key, values }: HandedIn,
  shownIn: 'message' | 'dialog',
): AdaptiveCard | null {
  const entered = Object.entries(values).filter(([, value]) => value !== '')
  if (entered.reduce((sum, [, { length }]) => sum + length, 0) > REFUSED_TEXT) return null
  const words = [clean(why), KEPT, ...entered.map(([, value]) => clean(value))]
  const again = { title: 'Hand in again' }
  const data = {
    form: key,
    ...Object.fromEntries(entered.map(([name, value]) => [`${INPUTS}${name}`, value])),
  }
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText: beginning(words.map(escapeMarkdown).join('\n'), FALLBACK_TEXT),
    speak: beginning(words.join(' ').replace(/[<>\n]/g, ' '), SPEAK_TEXT),
    body: words.flatMap((line) => richLines([line], line === KEPT ? { small: true } : {})),
    actions: [handingIn(again, data, shownIn)],
  }
}
