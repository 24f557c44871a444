import type { Directory } from '../domain/facts.ts'
import { withoutCourtesyBehind } from './courtesy.ts'
import { smallLetters } from './letters.ts'
import { aboutWords, activityTitled, mentionedIn } from './mentioned.ts'
import { type Asked, rules } from './question-rules.ts'

/** Characters of a plain question: no longer line is taken for one. */
const longestQuestion = 300

const spelling: [RegExp, string][] = [
  [/\b(?:waht|wath|whta|wht|wat|what's|whats|what're)\b/g, "what's"],
  [/\b(what|who|how|where|when|that|there|it)'?s\b/g, '$1 is'],
  [/\b(what|who|how|where|when|we|they|you)'?re\b/g, '$1 are'],
  [/\bhwo is\b/g, 'how is'],
  [/\bwich\b/g, 'which'],
  [/\b(has|have|is|are|do|does|did|was|were)n'?t\b/g, '$1 not'],
  [/\b(on|off|at)-(track|risk)\b/g, '$1 $2'],
  [/\b(programm|program)\b/g, 'programme'],
  [/\bmile ?stones?\b/g, 'milestone'],
]

/** Marks that a keyboard or a platform puts in: references, emoji and their names. */
const decoration =
  /&(?:amp|lt|gt|nbsp);|<[@!][^<>]*>|(?<![a-z\d]):[a-z][a-z\d_+-]{1,30}:|\p{Extended_Pictographic}|\ufe0f|\p{Cf}/gu

/** A line as questions are read: small letters, one space, no punctuation but that of codes, usual spellings. */
export function questionWords(line: string): string {
  const plain = smallLetters(line.slice(0, longestQuestion))
    .replace(/<#[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(decoration, ' ')
    .replace(/\.(?!\d)|(?<!\S)['-]|['-](?!\S)/g, ' ')
    .replace(/[^\p{L}\p{N}./'-]+/gu, ' ')
    .trim()
  return spelling.reduce((said, [pattern, usual]) => said.replace(pattern, usual), plain)
}

const questionStart =
  /^(?:what|which|who|whose|whom|when|where|why|how|is|are|was|were|has|do|does|did|should|any|anything|anyone|anybody|something|have (?:we|you|they|all|the|i|any)|will (?:we|you|they|the)|show|give|get me|see|view|display|open|check|find|search|look|list|explain|describe|status|state|situation|progress|news|latest|newest|recent|last|more|details?|info|information|summary|summari[sz]e|overview|briefing|brief|history|deadlines?|due|overdue|next|upcoming|my|our|updates? (?:on|of|from|for|about|us|me)|reports? (?:on|of|from|by|about|us|me)|dates? of|place of|venue|contacts?|focal|coordinators?|members?|secretariat|about|regarding|concerning|help|need|commands|menu|instructions|calendar|compare|milestone|commitments?|pledges|participants?|wording|late|timeline|todo|to do)\b/

const showMe =
  /^(?:show|give|get|send|display|open|view|see|check)(?: me| us| to me| to us)? (?:all |the |a |an )*(?=\S)/
/** What stands around the name of an activity in a question. */
const aroundTitle =
  /^(?:(?:what|how|where|when|who|is|are|was|about|the|show|status|of|with|on|for|tell|more)\s)+|\s(?:going|doing|done|ready|progressing|stand|standing|status)$/g

/**
 * The command that a plain question asks for: "how is IPR going?", "what are we late with?". A question never becomes a change:
 * only commands that change nothing are named here.
 *
 * @param line as it was typed, without the bot's name and greetings
 * @returns null when it is no question, or none that is known
 */
export function plainQuestion(line: string, directory: Directory): Asked | null {
  if (line.length > longestQuestion) return null
  const words = questionWords(line)
  if (!questionStart.test(words) && !/[?？]\s*$/.test(line)) return null
  const said = withoutCourtesyBehind(words.replace(showMe, 'show '))
  const named = mentionedIn(directory, said, line)
  const about = aboutWords(named)
  for (const { when, ask } of rules) {
    for (const pattern of when) {
      const match = pattern.exec(said)
      const asked = match && ask({ said, named, about, directory }, match)
      if (asked) return asked
    }
  }
  if (about !== null) return { command: 'status', words: about }
  const titled = activityTitled(directory, said.replace(aroundTitle, ''))
  return titled ? { command: 'status', words: titled } : null
}
