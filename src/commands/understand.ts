import type { Directory } from '../domain/facts.ts'
import { understandChange } from './change-line.ts'
import { courtesyInFront, courtesyOf, withoutCourtesyBehind } from './courtesy.ts'
import { nameInFront } from './name-in-front.ts'
import { nearChange } from './near-miss.ts'
import { nearestLine } from './nearest-line.ts'
import { findCommand } from './parse.ts'
import { questionWords } from './plain-questions.ts'
import { findSubject } from './subject.ts'
import {
  asked,
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

/**
 * What somebody said, where a change is only what begins with its word, or names an activity, "update" and an outlook at once.
 *
 * @param line tidied, as it was typed
 */
export function understand(table: Table, directory: Directory, line: string): Understood {
  const found = findCommand(table, line)
  if (!found) return understandSentence(table, directory, line)
  return found.command.changes
    ? understandChange(table, directory, line, found)
    : understandQuestion(table, directory, line, found)
}

const nouns = /\b(?:milestones?|items?|dates?|deadlines?|things|activities|commitments?|list)\s*/gi
/** These take words that the rules for questions would lose. */
const takesAnything = new Set(['search', 'import'])

/** "Please find attached …" looks for nothing. */
const attached = /^(?:attached|enclosed|below|herewith)\b/i

/** A line that begins with the word of a question. */
function understandQuestion(table: Table, directory: Directory, line: string, found: Found): Understood {
  const { command } = found
  if (found.words === '') return run(found)
  if (takesAnything.has(command.name))
    return attached.test(found.words) ? understandSentence(table, directory, line) : run(found)
  const greeting = command.name === 'help' ? courtesyInFront(line) : 0
  if (greeting > 0) return understandAfterCourtesy(table, directory, line.slice(greeting))
  const words = withoutCourtesyBehind(withoutEnd(found.words))
  if (findSubject(directory, words)) {
    const about = command.name === 'summary' ? named(table, 'status', words) : null
    return run(about ?? { command, words })
  }
  const of = /^(?:for|of|on|about) (.+)$/i.exec(words)?.[1] ?? ''
  if (command.name === 'digest' && findSubject(directory, of)) return run({ command, words: of })
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
  if (dated && !filler.test(words)) return run({ command, words: words.replace(nouns, '').trim() })
  // Two lines are not one question.
  const question = dated || words.includes('\n') ? null : asked(table, directory, line)
  if (question) return run(question)
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
