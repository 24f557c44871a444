import type { Directory } from '../domain/facts.ts'
import { linksIn } from './links.ts'
import { mentionedIn } from './mentioned.ts'
import { leadingOutlook, outlookIn } from './outlook-words.ts'
import { questionWords } from './plain-questions.ts'
import { leadingSubject, wordsFor } from './subject.ts'

/** Not said to have happened: "will be", "not yet", "tomorrow". */
const notYet =
  /\b(?:not|never|no|n't|cannot|can't|until|will|shall|would|should|could|if|when|soon|tomorrow|next|almost|nearly|partly|half|yet|going to|planned|by)\b/
const deliveredWord =
  /\b(?:done|deliver(?:ed)?|finish(?:ed)?|complete(?:d)?|sent|submitted|ready|closed?|achieved|accomplished|implemented|circulated|tick(?:ed)?)\b/

/** What people say instead of a command's word, in front of a code; and the word. `(.*)` is what follows the code. */
const otherVerbs: [RegExp, string][] = [
  [
    /^(?:do )?not (?:to )?(?:tak\w+ part|participat\w+|join\w*)|^(?:we )?(?:are |will |do |can|could)?(?: ?not|no longer)(?: be)? (?:tak\w+ part|participat\w+|join\w*)|^(?:leave|quit|opt out|step out|withdraw from)\b/,
    'not taking part',
  ],
  [
    /^(?:we )?(?:will |want to |would like to |are |shall )?(?:tak(?:e|ing) part|participat\w+|join\w*)\b|^count us in\b|^sign (?:us )?up\b/,
    'take part',
  ],
  [/^(?:delete|remove|retract|recall|undo|erase|take back|cancel|unsend)\b/, 'withdraw'],
  [/^(?:correct|rewrite|modify|fix|amend|revise|replace)\b/, 'edit'],
  [
    /^(?:postpone|delay|shift|reschedule|push|change|extend|put off|prolong|new (?:date|deadline)|set (?:a )?(?:new )?(?:date|deadline))\b/,
    'move',
  ],
  [/^(?:approve|accept|ok|agreed?|we agree)\b/, 'agree'],
  [/^(?:add|create|new|make|propose|insert)\b.*\bmilestone\b/, 'plan'],
  [/^(?:we )?(?:promise|commit|undertake|will commit|commitment|offer)\b/, 'pledge'],
  [/^(?:appoint|nominate|make|name)\b.*\blead(?:er)?\b/, 'lead'],
]

/** A code that stands in a line: what was typed before it, the code, and what follows. */
export type CodeInLine = { before: string; code: string; milestone: boolean; rest: string }

/** Words of a line among which a code is looked for. */
const mostWords = 12

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
  if (!found) return null
  const { before, code, milestone, rest } = found
  const said = questionWords(line)

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

  const [, command] = otherVerbs.find(([pattern]) => pattern.test(said)) ?? []
  if (!command) return null
  const { administration } = mentionedIn(directory, said, line)
  if (command === 'lead') return administration ? `lead ${code} ${wordsFor(administration)}` : null
  const followed = ['move', 'edit', 'plan', 'pledge'].includes(command)
  return `${command} ${code} ${followed ? rest.replace(/^(?:[:=-]|with:?|by saying:?)\s*/, '') : ''}`.trim()
}
