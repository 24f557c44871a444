import type { Directory } from '../domain/facts.ts'
import { wordsThatAreCodes } from './mentioned.ts'
import { findAdministration } from './names.ts'
import { codeInLine } from './near-miss.ts'
import { takesCode } from './nearest-line.ts'
import { leadingOutlook } from './outlook-words.ts'
import { findCommand } from './parse.ts'
import { leadingSubject, wordsFor } from './subject.ts'
import {
  asked,
  endsAsQuestion,
  type Found,
  named,
  run,
  type Table,
  type Understood,
  unknown,
  withoutEnd,
} from './understood.ts'

/** "update on ipr-1", "report from korea last week": somebody asks for one. */
const asksFor = /^(?:(?:me|us|on|of|for|about|from|by|the|status|latest|please)\s)+/i
const nothingMore =
  /^(?:(?:last|this|past)\s\w+|today|yesterday|so far|status|progress|please|thanks|thank you)?$/i

/** Commands whose text may be a question itself, from this many words on. */
const withText = new Set(['update', 'edit'])
const wordsOfText = 4

/** Commands that can be said without a code. */
const decides = new Set(['approve', 'decline'])

/** A line that begins with the word of a change. Where it asks rather than says, nothing is changed. */
export function understandChange(table: Table, directory: Directory, line: string, found: Found): Understood {
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
  return subject && 'activity' in subject.subject ? run(found) : understandCodeBehind(table, directory, found)
}

/** `take part in ipr-1` is as clear as `take part ipr-1`; "done with ipr-1.2", "update laos ipr-1 …" are shown as they would be. */
function understandCodeBehind(table: Table, directory: Directory, found: Found): Understood {
  const { command, words } = found
  const code = codeInLine(words, directory)
  if (!code) return run(found)
  const { before } = code
  // A code inside the reason is not what is decided on.
  if (decides.has(command.name) && /^(?:to|because|due to|since|reason)\b/i.test(before)) return run(found)
  const rest = code.rest.replace(/^(?:please|pls|thanks|thank you)[.!]*$/i, '')
  if (/ part$/.test(command.name) && /^in(?: the)?$/i.test(before))
    return run({ command, words: `${code.code} ${rest}`.trim() })
  // "Withdraw from an activity" is not to erase what was reported on it.
  if (
    command.name === 'withdraw' &&
    /\bfrom(?: the)?$/i.test(before) &&
    !/update|report|text/i.test(before)
  ) {
    const leave = `not taking part ${code.code}`
    return unknown(
      before.length <= 'from the'.length && findCommand(table, leave) ? leave : `status ${code.code}`,
    )
  }
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
