import { z } from 'zod'
import { outlooks } from '../domain/facts.ts'
import { linksIn, withoutTrailingLinks } from './links.ts'
import { leadingOutlook } from './outlook-words.ts'

/** The words of a report. `source` is what the words came from (`e-mail of 3 May`); null where none is named. */
export const reportWords = {
  outlook: z.enum(outlooks).nullable(),
  text: z.string(),
  links: z.array(z.string()),
  source: z.string().nullable(),
}
export type ReportWords = z.infer<z.ZodObject<typeof reportWords>>

/** Characters of one update: about a page, and well inside what every platform shows in one message. */
export const updateTextLimit = 2000

/** What an administration that is not connected may have written or said something in. */
const means =
  'e-?mails?|mails?|letters?|fax|notes?(?: verbale)?|memos?|messages?|replies|reply|reports?|papers?|minutes|meetings?|(?:phone |telephone |video )?calls?|conversations?|talks?'
const sourcePattern = new RegExp(
  String.raw`^from\s+(?:(?:an?|the|its|their|our)\s+)?((?:${means})\b[^\n]{0,120})$`,
  'i',
)

/**
 * Takes what was said about an activity apart: `on track Draft sent https://… from e-mail of 3 May`.
 *
 * @param recording whether the words may end with what they were taken from
 */
export function readReport(words: string, recording: boolean): ReportWords {
  const said = leadingOutlook(words)
  const report = said ? said.rest : words
  const text = withoutTrailingLinks(report)
  const source = recording ? lastSource(text) : null
  return {
    outlook: said?.outlook ?? null,
    text: source ? withoutTrailingLinks(text.slice(0, source.at).replace(/[\s,;:(-]+$/, '')) : text,
    links: linksIn(report),
    source: source?.words ?? null,
  }
}

/** The last `from e-mail of 3 May`, in brackets or not: what stands before it may itself say where something comes from. */
function lastSource(text: string): { at: number; words: string } | null {
  const starts = [...text.matchAll(/\(?\bfrom\s/gi)].map(({ index }) => index).slice(-8)
  for (const at of starts.reverse()) {
    const [, words] = sourcePattern.exec(text.slice(at).replace(/^\(/, '')) ?? []
    if (words) return { at, words: words.replace(/[\s.)]+$/, '') }
  }
  return null
}
