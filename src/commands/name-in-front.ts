import type { Directory, Outlook } from '../domain/facts.ts'
import { leadingOutlook } from './outlook-words.ts'
import { findCommand } from './parse.ts'
import { findSubject, leadingSubject, type Subject, wordsFor } from './subject.ts'
import {
  endsAsQuestion,
  type Found,
  filler,
  named,
  run,
  type Table,
  type Understood,
  unknown,
  withoutEnd,
} from './understood.ts'

/** What people ask of something by its name alone, besides the words of commands. */
const aspects =
  /^(?:(?:state|progress|details?|info|information|milestones?|deadlines?|dates?|activities|commitments?|situation|outlook|wording|text|please)(?:\s|$))+$/i
const people = /^(?:members?|contacts?|coordinators?|focal points?|people)$/i

/** `japan status`, `ipr-1 japan`, `ipr-1 update on track …`, `on track ipr-1 update: …`: a name first, and what is meant behind it. */
export function nameInFront(table: Table, directory: Directory, line: string): Understood | null {
  const first = leadingOutlook(line)
  const subject = leadingSubject(directory, (first?.rest ?? line).replace(/^([^\s'’]{2,40})['’]s\s/, '$1 '))
  if (!subject || subject.rest === '') return null
  const about = wordsFor(subject.subject)
  const found = findCommand(table, subject.rest)
  if (found?.command.changes) return changeBehind(line, found, subject.subject, first?.outlook ?? null)
  if (first) return null
  const words = withoutEnd(found ? found.words : subject.rest)
  if (found && (words === '' || filler.test(words))) return run({ ...found, words: about })
  const asks = aspects.test(words) ? 'status' : people.test(words) ? 'who' : null
  const asksFor = asks && !found ? named(table, asks, about) : null
  return asksFor ? run(asksFor) : twoNames(table, directory, subject.subject, words)
}

/** `ipr-1 japan`, `japan ipr-1`. */
function twoNames(table: Table, directory: Directory, one: Subject, words: string): Understood | null {
  const other = findSubject(directory, words)
  const pair = [one, other]
  const activity = pair.find((each) => each?.kind === 'activity')
  const administration = pair.find((each) => each?.kind === 'administration')
  if (!activity || !administration) return null
  const { code } = administration.administration
  const status = named(table, 'status', `${wordsFor(activity)}/${code.toLowerCase()}`)
  return status && run(status)
}

function changeBehind(
  line: string,
  found: Found,
  subject: Subject,
  outlook: Outlook | null,
): Understood | null {
  if (!('activity' in subject)) return null
  const about = wordsFor(subject)
  const said = outlook ? `${outlook} ${found.words}` : found.words
  const complete =
    found.command.name === 'update' && !endsAsQuestion(line) && (leadingOutlook(said)?.rest ?? '') !== ''
  return complete
    ? run({ ...found, words: `${about} ${said}` })
    : unknown(`${found.command.name} ${about} ${said}`.trim())
}
