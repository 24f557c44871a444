import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { type CalendarDate, dayIn, isCalendarDate, plusDays } from '../time.ts'
import { type Context, refuse } from './command.ts'
import { referenceLimit } from './delivering.ts'
import { linkLimit, linksIn, withoutLinks } from './links.ts'
import { leadingSubject } from './subject.ts'

/** Characters of the name of who wrote something; the rest of a longer one goes. */
export const authorLimit = 120

/**
 * What is attached, and to what. `author` and `datedOn` are whose message or document it is, and its day as it was written; null where
 * that was not said.
 */
export type AttachWords = {
  on: string
  links: string[]
  title: string
  author: string | null
  datedOn: string | null
}

/** `from Sato Yuki on 2010-06-03`, `from Sato Yuki`, `on 2010-06-03`, `on 2010-06-02T16:05:00Z`: of a message. */
const dated = /^(?:from (.{1,300}?) )?on (\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?)(?![\d-])\s*/i
const written = /^from (.{1,300}?)(?=\s+(?:to|for)\s|$)\s*/i

/**
 * Takes the words apart: `https://… from Sato Yuki on 2010-06-03 to ipr-1.2 Lessons-learned note`.
 *
 * @param zone of whoever says them: an instant is of the day that it is there, which is the day they see beside the message
 */
export function readAttach(
  { directory, zone }: Pick<Context, 'directory' | 'zone'>,
  words: string,
): AttachWords {
  const links = linksIn(words)
  const said = withoutLinks(words)
  const from = dated.exec(said) ?? written.exec(said)
  const rest = (from ? said.slice(from[0].length) : said).replace(/^(?:to|for)\s+/i, '')
  const leading = leadingSubject(directory, rest)
  const subject = leading && 'activity' in leading.subject ? leading : null
  return {
    on: subject ? rest.slice(0, rest.length - subject.rest.length).trim() : '',
    links,
    title: subject ? subject.rest : rest,
    author: from?.[1]?.slice(0, authorLimit).trim() || null,
    datedOn: from?.[2] ? dayOf(from[2], zone) : null,
  }
}

function dayOf(said: string, zone: string): string {
  const instant = said.includes('T') ? new Date(said.toUpperCase()) : null
  return instant && !Number.isNaN(instant.getTime()) ? dayIn(instant, zone) : said
}

/** The words of a message, as they are said again. */
export const messageWords = ({ links, author, datedOn }: AttachWords): string =>
  [links[0] ?? '', author && `from ${author}`, datedOn && `on ${datedOn}`].filter(Boolean).join(' ')

export type AttachFault = 'no link' | 'links' | 'long link' | 'long title' | 'no day' | 'later day'

/** What is wrong with it, the first thing first. A message of today's may be of tomorrow in its author's zone. */
export function attachFaults({ links, title, datedOn }: AttachWords, today: CalendarDate): AttachFault[] {
  const day = datedOn === null || isCalendarDate(datedOn)
  const faults: [AttachFault, boolean][] = [
    ['no link', links.length === 0],
    ['links', links.length > 1],
    ['long link', links.some(({ length }) => length > linkLimit)],
    ['long title', title.length > referenceLimit],
    ['no day', !day],
    ['later day', day && datedOn !== null && datedOn > plusDays(today, 1)],
  ]
  return faults.flatMap(([fault, found]) => (found ? [fault] : []))
}

/** The refusal for the first thing that is wrong. */
export function refuseFault(fault: AttachFault): Reply {
  switch (fault) {
    case 'no link':
      return refuse(
        'Give the link that is evidence, for example: ',
        code('attach https://example.org/note to ipr-1.2'),
        '.',
      )
    case 'links':
      return refuse('Give one link at a time.')
    case 'long link':
      return refuse(`A link has at most ${linkLimit} characters: give a shorter one.`)
    case 'long title':
      return refuse(`A title has at most ${referenceLimit} characters: shorten it.`)
    case 'no day':
      return refuse('Give the day it is of as in 2010-06-03.')
    case 'later day':
      return refuse('The day it is of has not come yet: give the day on which it was written.')
  }
}
