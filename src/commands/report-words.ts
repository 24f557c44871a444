import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { outlooks } from '../domain/facts.ts'
import { refuse } from './command.ts'
import { linkLimit, linksIn, withoutTrailingLinks } from './links.ts'
import { leadingOutlook } from './outlook-words.ts'

/**
 * The words of a report. `source` is what the words came from (`e-mail of 3 May`), `inTheWay` what is in the way; null where none is
 * named.
 */
export const reportWords = {
  outlook: z.enum(outlooks).nullable(),
  text: z.string(),
  inTheWay: z.string().nullable(),
  links: z.array(z.string()),
  source: z.string().nullable(),
}
export type ReportWords = z.infer<z.ZodObject<typeof reportWords>>

/** Characters of one update: about a page, and well inside what every platform shows in one message. */
export const updateTextLimit = 2000

/** Characters of what is in the way: a sentence or two, which a summary shows whole. */
export const obstacleLimit = 300

/** Characters of what the words came from. */
export const sourceLimit = 120

type Excess = 'long text' | 'long obstacle' | 'long link' | 'long source'
export type ReportFault = 'no outlook' | 'no words' | 'no source' | Excess

/**
 * What is wrong with a report, the first thing first.
 *
 * @param recorded whether it is recorded for an administration that is not connected, and so needs what its words came from
 */
export function faultsIn(report: ReportWords, recorded: boolean): ReportFault[] {
  const { outlook, text, links, source } = report
  const faults: [ReportFault, boolean][] = [
    ['no outlook', outlook === null],
    ['no words', text === '' && links.length === 0],
    ['no source', recorded && source === null],
    ...excessIn(report).map((fault): [ReportFault, boolean] => [fault, true]),
  ]
  return faults.flatMap(([fault, found]) => (found ? [fault] : []))
}

/** What of a report, or of an edit, is longer than is taken. */
export function excessIn({ text, links, source, inTheWay }: ReportWords): Excess[] {
  const faults: [Excess, boolean][] = [
    ['long text', text.length > updateTextLimit],
    ['long obstacle', (inTheWay ?? '').length > obstacleLimit],
    ['long link', links.some(({ length }) => length > linkLimit)],
    ['long source', (source ?? '').length > sourceLimit],
  ]
  return faults.flatMap(([fault, found]) => (found ? [fault] : []))
}

export function refuseExcess(excess: Excess, text: string): Reply {
  switch (excess) {
    case 'long text':
      return refuse(
        `An update has at most ${updateTextLimit} characters, and this one has ${text.length}: shorten it and link the document.`,
      )
    case 'long obstacle':
      return refuse(`What is in the way has at most ${obstacleLimit} characters: shorten it.`)
    case 'long link':
      return refuse(`A link has at most ${linkLimit} characters: give a shorter one.`)
    case 'long source':
      return refuse(`Where the words come from has at most ${sourceLimit} characters: shorten it.`)
  }
}

/** What an administration that is not connected may have written or said something in. */
const means =
  'e-?mails?|mails?|letters?|fax|notes?(?: verbale)?|memos?|messages?|replies|reply|reports?|papers?|minutes|meetings?|(?:phone |telephone |video )?calls?|conversations?|talks?'
const sourcePattern = new RegExp(
  String.raw`^from\s+(?:(?:an?|the|its|their|our)\s+)?((?:${means})\b[^\n]{0,120})$`,
  'i',
)

/** `In the way: two answers`: with its colon it is no sentence about something else. */
const obstaclePattern = /(?<![^\s,;(])in the way:\s*/i

/**
 * Takes what was said about an activity apart: `at risk Draft sent. In the way: two answers https://… from e-mail of 3 May`.
 *
 * @param recording whether the words may end with what they were taken from
 */
export function readReport(words: string, recording: boolean): ReportWords {
  const said = leadingOutlook(words)
  const report = said ? said.rest : words
  const text = withoutTrailingLinks(report)
  const source = recording ? lastSource(text) : null
  const whole = source ? withoutTrailingLinks(text.slice(0, source.at).replace(/[\s,;:(-]+$/, '')) : text
  const obstacle = obstaclePattern.exec(whole)
  const inTheWay = obstacle ? withoutTrailingLinks(whole.slice(obstacle.index + obstacle[0].length)) : ''
  return {
    outlook: said?.outlook ?? null,
    text: obstacle ? withoutTrailingLinks(whole.slice(0, obstacle.index).replace(/[\s,;(]+$/, '')) : whole,
    inTheWay: inTheWay === '' ? null : inTheWay,
    links: linksIn(report),
    source: source?.words ?? null,
  }
}

/** What words came from, where that is all they say: `e-mail of 3 May`, with `from` or without; null for anything else. */
export function sourceNamed(words: string): string | null {
  const named = sourcePattern.exec(`from ${words.replace(/^from\s+/i, '')}`)?.[1]
  return named === undefined ? null : named.replace(/[\s.)]+$/, '')
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
