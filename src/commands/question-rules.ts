import type { Directory } from '../domain/facts.ts'
import type { Mentioned } from './mentioned.ts'
import { findSubject, wordsFor } from './subject.ts'

/** A command and the words after it, as a person would type them. */
export type Asked = { command: string; words: string }

/** A question in small letters, what it names, and that as it would be typed. */
export type Question = { said: string; named: Mentioned; about: string | null; directory: Directory }

/** Questions of one kind, and the command that answers them; null leaves a question to the rules after it. */
type Rule = { when: RegExp[]; ask(question: Question, match: RegExpExecArray): Asked | null }

const asked = (command: string, words = ''): Asked => ({ command, words })

const month =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec)'
const dayOrPeriod = `(?:the )?(?:(?:end|beginning|start|middle) of )?(?:(?:this|last|next|past|coming) )?(?:\\d{1,2}(?:st|nd|rd|th)? (?:of )?${month}|${month}(?: \\d{1,2}(?!\\d))?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|quarter|year|today|tomorrow|yesterday|(?:19|20)\\d\\d(?:-\\d\\d-\\d\\d)?)(?: (?:19|20)\\d\\d)?(?![\\w/-])`
const timePattern = new RegExp(
  `\\b(?:(?<before>since|until|till|by|before|from|in|on|during|for) )?(?<day>${dayOrPeriod})|\\b(?:in |within |over |for )?(?:the )?(?<which>next|coming|last|past)? ?(?<count>\\d{1,3}|two|three|four|six|twelve) (?<unit>day|week|month)s?\\b`,
)
const ofTime = new Set(['since', 'until', 'till', 'by', 'before', 'on'])

/** What a question says of time, as `due` and `history` read it: "this month", "by 30 june", "next 3 weeks"; '' for nothing. */
function timeIn(said: string): string {
  const { before = '', day, which, count, unit } = timePattern.exec(said)?.groups ?? {}
  if (count) return `${which ? (/last|past/.test(which) ? 'last' : 'next') : 'in'} ${count} ${unit}s`
  if (!day || (before === '' && !/^(?:this|last|next|past|coming|today|tomorrow|yesterday)/.test(day)))
    return ''
  return ofTime.has(before) ? `${before} ${day}` : day.replace(/^the /, '')
}

const together = (...parts: (string | null | false)[]): string => parts.filter(Boolean).join(' ')

const own = /\b(?:we|us|our|ours|my|mine|i|me)\b/
const everything =
  /^(?:it|that|this|everything|things?|all|we|us|you|(?:the |whole )*(?:programme|declaration|work|plan|project|commitments))?$/
const howTo = '^how (?:do|does|can|to|should|must|could)\\b.*\\b'

/** Words that are looked for; a sentence with more is about something else. */
const longestSought = 8

/** The command behind a verb of "how do I …?". */
const helpOn: Record<string, string> = {
  ...{
    report: 'update',
    post: 'update',
    deliver: 'done',
    delivered: 'done',
    finish: 'done',
    evidence: 'done',
  },
  ...{
    postpone: 'move',
    change: 'move',
    add: 'invite',
    promise: 'pledge',
    delete: 'withdraw',
    correct: 'edit',
  },
}

/** In the order in which they are tried: the one that says more before the one that says less. */
export const rules: Rule[] = [
  {
    when: [
      new RegExp(
        `${howTo}(report|update|post|done|deliver|delivered|finish|evidence|move|postpone|change|invite|add|join|pledge|promise|withdraw|delete|edit|correct)\\b`,
      ),
    ],
    ask: (_, [, verb = '']) => asked('help', helpOn[verb] ?? verb),
  },
  {
    when: [
      /^(?:what|which|how) (?:else |things |commands |words )*(?:can|could|do|does|should|must) (?:you|u|this|it|the bot)(?: all| even)? (?:do|say|ask|help|know|offer|answer|use|work|start|understand|talk|speak)\b/,
      /^what (?:else )?can (?:i|we) (?:do|ask|say|type|write)\b/,
      /^(?:who|what) are you\b|^(?:i )?need (?:some )?help$|^help(?: me)?$|^what (?:commands|words)\b|^(?:commands|menu|instructions|manual)$|^how to (?:use|start|work|begin)/,
    ],
    ask: () => asked('help'),
  },
  {
    when: [
      /^(?:what|which areas?) (?:does|do|is|are) (?:this|the|our|my) (?:channels?|group|chat|team) follow(?:s|ed|ing)?$|^which channels? follows?\b/,
      /^(?:when|what (?:day|time)) (?:is|does|will) (?:the |our )?(?:next |weekly )*digest(?: (?:come|go out|sent|posted))?$|^(?:(?:what|which) (?:is (?:the|our) )?)?time ?zone\b(?! of)|^schedule (?:the )?(?:weekly )?digest$/,
    ],
    ask: () => asked('following'),
  },
  {
    when: [
      /^(?:when|where|what (?:date|day|time|place)|how (?:many days|many weeks|long|much time)|is there|do we)\b.*\b(?:meetings?|meet|conference)\b/,
      /^(?:date|day|place|time|venue) (?:and \w+ )?of (?:the |our )?(?:next )?meeting$/,
      /^(?:the |our |next |upcoming )*(?:dg |directors? general )?meeting(?: date| place| when| where)*$/,
    ],
    ask: () => asked('meeting'),
  },
  {
    when: [
      /\b(?:overdue|late|delayed|delays?|behind(?: schedule)?|missed|past (?:its|their|the|our)?(?: due)? ?dates?)\b/,
    ],
    ask: ({ said, named, about }) => {
      if (named.milestone || (about && /^(?:why|how)\b/.test(said))) return asked('status', about!)
      const ours = own.test(said.replace(/^show me /, '')) && 'ours'
      return asked('overdue', together(named.programme ? null : about, ours))
    },
  },
  {
    when: [
      /^(?:is there |do we have |do you have |have you |have we |show )?(?:any |some )?(?:anything|something|information|info|documents?|material|papers?|everything)(?: (?:known|written|said|there|available))? (?:on|about|regarding|concerning|related to|mentioning) (?:the )?(.+)$/,
      /^(?:search|find|look(?:ing)?|look up)(?: me)?(?: for)?(?: (?:anything|everything|all|documents?|papers?|information|updates?|material)(?= (?:on|about|with)\b))?(?: (?:on|about|with))? (?:the )?(.+)$/,
      /^where (?:can|could|do) (?:i|we) (?:find|read|see) (?:the )?(.+)$/,
      /^(?:who|what|which)\b.*\b(?:mentions?|says anything about|speaks? of) (?:the )?(.+)$/,
    ],
    ask: ({ directory, named }, [, sought = '']) => {
      const subject = findSubject(directory, sought)
      if (subject && subject.kind !== 'programme') return asked('status', wordsFor(subject))
      const words = sought === '' ? 0 : sought.split(' ').length
      const sentence = words > longestSought || /^(?:attached|enclosed|below)\b/.test(sought)
      return named.programme || words === 0 || sentence ? null : asked('search', sought)
    },
  },
  {
    when: [
      /^(?:what|which)(?: \w+)? (?:do|does|must|should|have|are|is|we|i)\b.*\b(?:owe|to do|do|deliver|send|submit|finish|report|open|left|expected|obligations?|tasks?)\b(?!.*\blast\b)/,
      /^(?:what|which)\b.*\b(?:is|are) (?:mine|ours|expected (?:from|of) (?:us|me))\b|^(?:what|which)\b.*\bon (?:our|my) (?:list|plate|side)\b/,
      /^(?:our|my) (?:\w+ )?(?:obligations?|tasks?|items?|todos?|to do|to-do|list|work|commitments?|deadlines?|dates|milestones?|status)$/,
      /^(?:do|have) we .*\b(?:anything|something|open|pending|to do)\b|^what is next for (?:us|me)$|^to ?do(?: list)?$/,
    ],
    ask: ({ said, about }) =>
      about === null && /\b(?:we|us|ours?|my|mine|i|me|to ?do)\b/.test(said) ? asked('mine') : null,
  },
  {
    when: [
      /^(?:what|which|when|anything|something|is|are|show|list|any|all|upcoming|next|due|deadlines?|calendar|timeline|the|our|my)\b.*\b(?:due|deadlines?|upcoming|coming up|calendar|timeline|next (?:dates?|milestones?|steps?))\b/,
      /^what(?: is)? next$/,
      /^(?:due|deadlines?|upcoming|calendar|timeline|next (?:dates?|milestones?|steps?))\b/,
    ],
    ask: ({ said, about, named }) => {
      const of = named.programme ? null : about
      const one = named.milestone ?? named.activity
      if (one && (named.milestone || /^(?:when|is|deadline)\b/.test(said))) return asked('status', about!)
      const [ours, time] = [own.test(said.replace(/^show me /, '')), timeIn(said)]
      return ours && !of && time === '' ? asked('mine') : asked('due', together(of, ours && 'ours', time))
    },
  },
  {
    when: [
      /^(?:who|which|has|have|is|are)\b.*\b(?:not (?:yet )?(?:reported|report|answered|answer|updated|sent)|no (?:report|update|answer)s?|silent)\b/,
    ],
    ask: ({ about, named }) => asked('status', named.programme ? '' : (about ?? '')),
  },
  {
    when: [
      /^who (?:leads?|is leading|is the lead|are the leads?|is lead|takes? part|is taking part|participates?|is participating|is involved|is in|is responsible|is in charge|owns?|works?|reported|has|have|did|delivered|joined|pledged|is working)\b/,
    ],
    ask: ({ about, named }) =>
      named.activity || named.milestone ? asked('status', about!) : about ? asked('who', about) : null,
  },
  {
    when: [
      /^(?:who|whom)\b|^contacts?\b|^(?:the )?(?:focal points?|coordinators?|members?|directors? general|secretariat)\b/,
      /^(?:what|which) (?:is|are) the (?:contacts?|focal points?|coordinators?|members?)\b|\b(?:focal points?|contact (?:point|person)s?)\b/,
    ],
    ask: ({ about }) => asked('who', about ?? ''),
  },
  {
    when: [
      /\b(?:happened|what (?:has |have )?(?:changed|moved)|what (?:is|was) (?:new|done|reported|said|decided)|any(?:thing)? ?(?:new|news|updates?|changes?|progress|developments?|reports?)|(?:latest|recent|newest|last|new) (?:news|updates?|reports?|changes?|developments?)|what is the (?:latest|newest)|news|history|(?:updates?|reports?) (?:from|by))\b/,
      /^(?:what|when|how often) (?:did|has|have|was|were)\b.*\b(?:reports?|reported|says?|said|send|sent|do|done|deliver|delivered|submit|submitted|write|written|update|updated|promise|promised)\b/,
      /^(?:the )?(?:latest|newest)\b|^did\b.*\b(?:report|update|send|submit)\b/,
    ],
    ask: ({ said, named, about }) => {
      if (about && !named.programme) return asked('history', together(about, timeIn(said)))
      const ours = own.test(said) && /\b(?:did|have)\b/.test(said)
      return ours ? asked('history', together('ours', timeIn(said))) : asked('summary')
    },
  },
  {
    when: [
      /\b(?:summary|summari[sz]e|overview|overall|brief|briefing|big picture|at a glance|in one (?:screen|page)|whole picture)\b/,
    ],
    ask: ({ about, named }) => (about && !named.programme ? asked('status', about) : asked('summary')),
  },
  {
    when: [
      /^how (?:is|are|goes|go|was|does|do) (.*?)(?: (?:going|doing|do|go|standing|progressing|proceeding|advancing|moving|coming along|coming|looking|performing|getting on|getting along))?(?: (?:on|with|in|for|so far|today|this \w+))*$/,
    ],
    ask: ({ about, named, said }, [, of = '']) => {
      if (about && !named.programme) return asked('status', about)
      const all =
        everything.test(of.trim()) ||
        named.programme ||
        /^how (?:is|are|goes) (?:it|things|everything|we|all)\b/.test(said)
      return all ? asked('summary') : null
    },
  },
  {
    when: [
      /^(?:what|which)\b.*\b(?:at risk|off track|on track)\b|^where (?:do|are) (?:we|things|you)(?: stand| standing| now)?$|^how many (?:milestone|activities)\b/,
      /^(?:list|show|all|which|what are)(?: me| of| all| the)* (?:activities|areas|codes|programme)$/,
      /^(?:what is )?(?:the )?(?:status|state|situation|progress|position)(?: of (?:it|all|everything|things|the programme|the declaration))?$/,
    ],
    ask: ({ about, named }) => (about && !named.programme ? null : asked('status')),
  },
]
