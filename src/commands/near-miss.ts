import type { Directory } from '../domain/facts.ts'
import { linksIn } from './links.ts'
import { type Mentioned, mentionedIn } from './mentioned.ts'
import { leadingOutlook, outlookIn } from './outlook-words.ts'
import { questionWords } from './plain-questions.ts'
import { leadingSubject, wordsFor } from './subject.ts'

/** Not said to have happened: "will be", "not yet", "tomorrow". */
const notYet =
  /\b(?:not|never|no|n't|cannot|can't|until|will|shall|would|should|could|if|when|soon|tomorrow|next|almost|nearly|partly|half|yet|going to|planned|by)\b/
const deliveredWord =
  /\b(?:done|deliver(?:ed)?|finish(?:ed)?|complete(?:d)?|sent|submitted|ready|closed?|achieved|accomplished|implemented|circulated|tick(?:ed)?)\b/

const we =
  '(?:we |i |our administration )?(?:would like to |want to |will |can |could |shall |do |are |am |now |also |have |has )*'
/** What stands between "delete" and a code when it is an update that shall go. */
const anUpdate = '(?: (?:my|our|the|this|last|latest|update|report|text|message|on|of|for|about|from|in|to))*'

/** What people say instead of a command's word, in front of a code; and the word. */
const otherVerbs: [RegExp, string][] = [
  [
    new RegExp(
      `^${we}(?:not|no longer) (?:to |be |going to )*(?:tak\\w+ part|participat\\w+|join\\w*)|^${we}(?:leave|quit|leaving|opt out|step out|withdraw from)\\b`,
    ),
    'not taking part',
  ],
  [
    new RegExp(`^${we}(?:tak(?:e|ing) part|participat\\w+|join\\w*)\\b|^count us in\\b|^sign (?:us )?up\\b`),
    'take part',
  ],
  [
    new RegExp(`^${we}(?:delete|remove|retract|recall|undo|erase|take back|cancel|unsend)${anUpdate}$`),
    'withdraw',
  ],
  [
    new RegExp(
      `^${we}(?:correct|rewrite|modify|fix|amend|revise|replace|change)(?= .*\\b(?:update|report|text)\\b)${anUpdate}$`,
    ),
    'edit',
  ],
  [
    new RegExp(
      `^${we}(?:postpone|delay|shift|reschedule|push|change|put off|prolong|new (?:date|deadline)|set (?:a )?(?:new )?(?:date|deadline))\\b`,
    ),
    'move',
  ],
  [new RegExp(`^${we}(?:approve|accept|ok|agree|agreed)\\b`), 'agree'],
  [/^(?:add|create|new|make|propose|insert)\b.*\bmilestone\b/, 'plan'],
  [new RegExp(`^${we}(?:pledge|promise|commit|undertake|offer)\\b`), 'pledge'],
  [/\blead(?:s|er|ing)?\b/, 'lead'],
]

/** A code that stands in a line: what was typed before it, the code, and what follows. */
export type CodeInLine = { before: string; code: string; milestone: boolean; rest: string }

/** Words of a line among which a code is looked for. */
const mostWords = 12
/** Words of a line without a code that may still be a change. */
const mostWordsWithoutCode = 5

/** @returns the first code of an activity, milestone or commitment in a line; null when there is none near its beginning */
export function codeInLine(line: string, directory: Directory): CodeInLine | null {
  let words = 0
  for (const { index } of line.matchAll(/\S+/g)) {
    if (++words > mostWords) return null
    const found = leadingSubject(directory, line.slice(index))
    if (!found || !('activity' in found.subject)) continue
    const typed = line.slice(index, line.length - found.rest.length)
    return {
      before: line.slice(0, index).trim(),
      code: wordsFor(found.subject),
      milestone: found.subject.kind === 'milestone',
      rest: found.rest.length > 0 ? found.rest : typed.endsWith('?') ? '?' : '',
    }
  }
  return null
}

/**
 * The complete line that somebody may have meant who said a change in other words: "mark ipr-1.2 delivered", "ipr-1 on track
 * Note sent". It is shown to them, and never run.
 *
 * @param line as typed, without greetings; its own words stay as they are
 * @returns null when the line does not look like a change
 */
export function nearChange(line: string, directory: Directory): string | null {
  const found = codeInLine(line, directory)
  const said = questionWords(line)
  if (!found) return nearOtherChange(line, said, directory)
  const { before, code, milestone, rest } = found

  const report = rest.replace(/^(?:(?:is|are|was|to|as|now|=|->|:|-)\s+)+/i, '')
  const after = leadingOutlook(report)
  if (after) return `update ${code} ${after.outlook} ${after.rest}`.trim()
  const head = questionWords(before)
  const inFront = outlookIn(head)
  if (inFront && !notYet.test(head)) {
    const whole = leadingOutlook(before)?.rest === ''
    return `update ${code} ${inFront.outlook} ${whole ? rest : line}`.trim()
  }
  if (milestone && deliveredWord.test(said) && !notYet.test(said))
    return ['done', code, ...linksIn(line)].join(' ')

  const [, command] = otherVerbs.find(([pattern]) => pattern.test(head)) ?? []
  if (command) return asCommand(command, found, mentionedIn(directory, said, line).administration)
  return null
}

function asCommand(
  command: string,
  { before, code, rest }: CodeInLine,
  administration: Mentioned['administration'],
): string | null {
  const words = rest.replace(/^(?:[:=-]|with:?|by saying:?)\s*/, '')
  switch (command) {
    case 'lead':
      return administration ? `lead ${code} ${wordsFor(administration)}` : null
    case 'move':
      // "by two weeks" counts from a day that is not said here.
      return `move ${code} ${/^by \w+ (?:day|week|month)s?\b/i.test(words) ? '' : words}`.trim()
    case 'pledge': {
      const what = before.replace(/^.*?\b(?:pledge|promise|commit|undertake|offer)\s*/i, '')
      return `pledge ${code} ${words} ${what.replace(/\s*\b(?:under|for|on|in|to|with)$/i, '')}`.trim()
    }
    case 'edit':
    case 'plan':
      return `${command} ${code} ${words}`.trim()
    default:
      return `${command} ${code}`
  }
}

const invitationCode = /\b[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}\b/i
const role = /\b(?:member|colleague|dg|director general|observer|coordinator)s?\b/

/** A change that has no code of an activity: "my code is …", "add a member to japan", "undo". */
function nearOtherChange(line: string, said: string, directory: Directory): string | null {
  const code = invitationCode.exec(line)
  if (code) return `join ${code[0]}`
  if (/^(?:add|register|admit|new|let in)\b/.test(said) && role.test(said)) {
    const { administration, area } = mentionedIn(directory, said, line)
    const of = administration ?? area
    return `invite ${[of && wordsFor(of), role.exec(said)?.[0].replace(/^colleagues?$/, 'member')].filter(Boolean).join(' ')}`
  }
  const [, command] = otherVerbs.find(([pattern]) => pattern.test(said)) ?? []
  return command && said.split(' ').length <= mostWordsWithoutCode ? `help ${command}` : null
}
