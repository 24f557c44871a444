import type { Directory, Outlook } from '../domain/facts.ts'
import type { TableCommand } from './command.ts'
import { type Courtesy, courtesyInFront, courtesyOf, withoutCourtesyBehind } from './courtesy.ts'
import { wordsThatAreCodes } from './mentioned.ts'
import { findAdministration } from './names.ts'
import { codeInLine, nearChange } from './near-miss.ts'
import { nearestLine, takesCode } from './nearest-line.ts'
import { leadingOutlook } from './outlook-words.ts'
import { findCommand } from './parse.ts'
import { plainQuestion, questionWords } from './plain-questions.ts'
import { findSubject, leadingSubject, type Subject, wordsFor } from './subject.ts'

/**
 * What somebody said: a command and the words after it; a courtesy; or nothing known, with the nearest line that would be. A change
 * is only what begins with its word, or names an activity, "update" and an outlook at once.
 */
export type Understood =
  | { kind: 'command'; command: TableCommand; words: string }
  | { kind: 'courtesy'; courtesy: Courtesy }
  | { kind: 'unknown'; near: string | null }

type Table = TableCommand[]
type Found = { command: TableCommand; words: string }

const run = ({ command, words }: Found): Understood => ({ kind: 'command', command, words })
const unknown = (near: string | null): Understood => ({ kind: 'unknown', near })

/** @param line tidied, as it was typed */
export function understand(table: Table, directory: Directory, line: string): Understood {
  const found = findCommand(table, line)
  if (!found) return understandSentence(table, directory, line)
  return found.command.changes
    ? understandChange(table, directory, line, found)
    : understandQuestion(table, directory, line, found)
}

/** The command that a plain question asks for, when it is in the table. */
function asked(table: Table, directory: Directory, line: string): Found | null {
  const question = plainQuestion(line, directory)
  if (question?.command !== 'help') return question && named(table, question.command, question.words)
  const about = question.words === '' ? null : findCommand(table, question.words)
  return named(table, 'help', about?.command.name ?? '')
}

function named(table: Table, name: string, words: string): Found | null {
  const command = table.find((each) => each.name === name)
  return command ? { command, words } : null
}

const endsAsQuestion = (line: string): boolean => /[?？]["'”’)]*$/.test(line.slice(-4))
const withoutEnd = (words: string): string => words.replace(/[\s?？!.…]+$/, '')

/** "update on ipr-1", "report from korea last week": somebody asks for one. */
const asksFor = /^(?:(?:me|us|on|of|for|about|from|by|the|status|latest|please)\s)+/i
const nothingMore =
  /^(?:(?:last|this|past)\s\w+|today|yesterday|so far|status|progress|please|thanks|thank you)?$/i

/** Commands whose text may be a question itself, from this many words on. */
const withText = new Set(['update', 'edit'])
const wordsOfText = 4

/** A line that begins with the word of a change. Where it asks rather than says, nothing is changed. */
function understandChange(table: Table, directory: Directory, line: string, found: Found): Understood {
  const { command, words } = found
  const asksAbout = asksFor.exec(words.slice(0, 200))
  if (asksAbout) {
    const about = leadingSubject(directory, withoutEnd(words.slice(asksAbout[0].length)))
    const question = about && nothingMore.test(about.rest) ? asked(table, directory, line) : null
    if (question) return run(question)
  }
  const subject = leadingSubject(directory, words)
  if (endsAsQuestion(line)) {
    const said = withoutEnd(subject ? subject.rest : words)
    const text =
      subject !== null && withText.has(command.name) && said.split(/\s/, wordsOfText).length === wordsOfText
    if (!text) return askedAboutChange(table, directory, line, found, said)
  }
  if (words === '' || !takesCode(command)) return wantsToTakePart(table, found, subject) ?? run(found)
  const report = command.name === 'update' ? outlookBeforeCode(directory, words) : null
  if (report) return run({ command, words: report })
  return subject && 'activity' in subject.subject ? run(found) : understandCodeBehind(directory, found)
}

/** `take part in ipr-1` is as clear as `take part ipr-1`; "done with ipr-1.2", "update laos ipr-1 …" are shown as they would be. */
function understandCodeBehind(directory: Directory, found: Found): Understood {
  const { command, words } = found
  const code = codeInLine(words, directory)
  if (!code) return run(found)
  const { before, rest } = code
  if (/ part$/.test(command.name) && /^in(?: the)?$/i.test(before))
    return run({ command, words: `${code.code} ${rest}`.trim() })
  const owner = wordsThatAreCodes.has(before.toLowerCase()) ? null : findAdministration(directory, before)
  if (!owner) return unknown(`${command.name} ${code.code} ${rest}`.trim())
  return command.name === 'lead'
    ? unknown(`lead ${code.code} ${owner.name.toLowerCase()}`)
    : unknown(`${command.name} ${code.code}/${owner.code.toLowerCase()} ${rest}`.trim())
}

/** `join ipr-1`: `join` is for invitations. */
function wantsToTakePart(
  table: Table,
  { command }: Found,
  named: ReturnType<typeof leadingSubject>,
): Understood | null {
  if (command.name !== 'join' || !named || !('activity' in named.subject)) return null
  const line = `take part ${wordsFor(named.subject)}`
  return findCommand(table, line) ? unknown(line) : null
}

/** "update?", "done ipr-1.2?", "move ipr-1.2 to 30 June?" */
function askedAboutChange(
  table: Table,
  directory: Directory,
  line: string,
  { command }: Found,
  said: string,
): Understood {
  const question = asked(table, directory, line)
  if (question && (said === '' || question.command === command)) return run(question)
  if (command.name === 'meeting') return run({ command, words: '' })
  if (said !== '') return unknown(withoutEnd(line))
  const help = named(table, 'help', command.name)
  return help ? run(help) : unknown(null)
}

/** `on track ipr-1 Note sent` in the order in which `update` reads it. */
function outlookBeforeCode(directory: Directory, words: string): string | null {
  const first = leadingOutlook(words)
  const subject = first && leadingSubject(directory, first.rest)
  if (!subject || !('activity' in subject.subject)) return null
  return `${wordsFor(subject.subject)} ${first.outlook} ${subject.rest}`
}

/** Words that add nothing to the command in front of them. */
const filler =
  /^(?:(?:of|on|for|the|all|me|us|our|now|today|lists?|items?|pages?|things?|dates?|milestones?|deadlines?|activities|everything|programme|report|update|overall|whole|current|please|it|is)(?:\s|$))+$/i
/** These take words that the rules for questions would lose. */
const takesAnything = new Set(['search', 'import'])

/** A line that begins with the word of a question. */
function understandQuestion(table: Table, directory: Directory, line: string, found: Found): Understood {
  const { command } = found
  if (found.words === '' || takesAnything.has(command.name)) return run(found)
  const greeting = command.name === 'help' ? courtesyInFront(line) : 0
  if (greeting > 0) return understandAfterCourtesy(table, directory, line.slice(greeting))
  const words = withoutCourtesyBehind(withoutEnd(found.words))
  if (findSubject(directory, words)) {
    const about = command.name === 'summary' ? named(table, 'status', words) : null
    return run(about ?? { command, words })
  }
  if (command.name === 'mine' && !endsAsQuestion(line)) {
    const change = nearChange(line, directory)
    if (change) return unknown(change)
  }
  if (command.name === 'overdue' && /^(?:for )?(?:us|we|mine|my|our)\b/i.test(words))
    return run({ command, words: 'ours' })
  const topic = /^(?:me )?(?:with|on|about|for|to|using) (.+)$/i.exec(words)?.[1]
  const help = command.name === 'help' && topic ? findCommand(table, topic) : null
  if (help) return run({ command, words: help.command.name })
  const dated = command.name === 'due' || command.name === 'history' || command.name === 'overdue'
  // Two lines are not one question.
  const question = dated || words.includes('\n') ? null : asked(table, directory, line)
  if (question) return run(question)
  if (command.name === 'history' || command.name === 'overdue')
    return run({ command, words: words.replace(/^(?:of|for|in|on|about)\s/i, '') })
  return run({ command, words: filler.test(words) && command.name !== 'help' ? '' : words })
}

/** A line that begins with no command. */
function understandSentence(table: Table, directory: Directory, line: string): Understood {
  const said = questionWords(line)
  const courtesy = line.length <= longestCourtesy ? courtesyOf(said) : null
  if (courtesy) return { kind: 'courtesy', courtesy }
  if (said === '')
    return /[\p{L}\p{Extended_Pictographic}]/u.test(line)
      ? { kind: 'courtesy', courtesy: 'thanks' }
      : unknown(null)
  const front = courtesyInFront(line)
  if (front > 0) return understandAfterCourtesy(table, directory, line.slice(front))
  const question = asked(table, directory, line)
  if (question) return run(question)
  if (findSubject(directory, withoutEnd(line))) {
    const status = named(table, 'status', withoutEnd(line))
    if (status) return run(status)
  }
  return nameInFront(table, directory, line) ?? unknown(nearestLine(table, directory, line, said))
}

const longestCourtesy = 120

/** After "hello" or "please could you": a question is answered; a change is not taken for said, but shown as it would be. */
function understandAfterCourtesy(table: Table, directory: Directory, behind: string): Understood {
  const line = behind.replace(/^(?:a|an|the|some|all)\s+/i, '')
  if (line === '') return run(findCommand(table, '') as Found)
  const meant = understand(table, directory, line)
  return meant.kind === 'command' && meant.command.changes ? unknown(line) : meant
}

/** What people ask of something by its name alone, besides the words of commands. */
const aspects =
  /^(?:(?:state|progress|details?|info|information|milestones?|deadlines?|dates?|activities|commitments?|situation|outlook|wording|text|please)(?:\s|$))+$/i
const people = /^(?:members?|contacts?|coordinators?|focal points?|people)$/i

/** `japan status`, `ipr-1 japan`, `ipr-1 update on track …`, `on track ipr-1 update: …`: a name first, and what is meant behind it. */
function nameInFront(table: Table, directory: Directory, line: string): Understood | null {
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
