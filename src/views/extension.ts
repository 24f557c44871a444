import { actions, type Block, type Inline, quote, small, strong, text, type View } from '../chat/view.ts'
import type { BentRule, Extension } from '../domain/extension.ts'
import type { Administration, Area, Meeting, Milestone, Programme } from '../domain/facts.ts'
import type { Party } from '../domain/nudge-people.ts'
import { type CalendarDate, daysAway, fullDate } from '../time.ts'
import { activityIn, decisionButtons, openOf } from './next-steps.ts'
import { capital, inWords, listed, programmeNotes } from './words.ts'

/** A later date that was asked for, and what was decided. `owner` is null for the coordinator, and for one that may not be told here. */
export type ExtensionPicture = {
  extension: Extension
  milestone: Milestone
  owner: Administration | null
  programme: Programme
  today: CalendarDate
}

type Bent = { bent: BentRule[]; next: Meeting | null }

/** What a date goes beyond, as it stands in a sentence. */
export function bentWords({ bent, next }: Bent, { policies }: Programme): string {
  const { coordinatorMayExtendTimes: times, longestMonths: months } = policies.extension
  const words: Record<BentRule, string> = {
    times:
      times === 0
        ? 'the secretariat decides every later date'
        : `it was extended ${timesWords(times)} before`,
    length: `it is more than ${inWords(months)} ${months === 1 ? 'month' : 'months'} later`,
    meeting: next
      ? `it is after the next meeting (${next.place}, ${fullDate(next.startsOn)})`
      : 'it is after the next meeting',
  }
  return listed(bent.map((rule) => words[rule]))
}

const timesWords = (times: number): string => (times === 1 ? 'once' : `${inWords(times)} times`)

const dayOr = (day: CalendarDate | null): string => (day ? fullDate(day) : 'a date to be agreed')

const datesWords = ({ fromOn, toOn }: Extension): string => `from ${dayOr(fromOn)} to ${fullDate(toOn)}`

/** Who asks to move what, from which day to which. */
export function requestWords({
  extension,
  milestone,
  owner,
}: Pick<ExtensionPicture, 'extension' | 'milestone' | 'owner'>): Inline[] {
  const who = owner?.customsName ?? 'Its owner'
  return [`${who} asks to move ${milestone.title} (`, strong(milestone.code), `) ${datesWords(extension)}.`]
}

/** To those who decide: who asks for what, why, which rule it bends, and the buttons to decide with. */
export function requestView(picture: ExtensionPicture & Bent): View {
  const { extension, milestone, programme, bent } = picture
  const name = milestone.code
  return {
    title: `${name}: a later date is asked for`,
    blocks: [
      text(...requestWords(picture)),
      quote(extension.reason),
      ...(bent.length > 0
        ? [text(`This goes beyond what a coordinator decides: ${bentWords(picture, programme)}.`)]
        : []),
      ...(milestone.state === 'agreed'
        ? [
            small('No reminders of it go out until it is decided.'),
            actions(...decisionButtons(name, extension.toOn), openOf(activityIn(name))),
          ]
        : [text(`It needs no decision any more: ${name} is ${milestone.state}.`)]),
      ...programmeNotes(programme),
    ],
  }
}

/** What was decided, to everybody whom it concerns; `before` when it had been decided already. */
export function decidedView({ extension, milestone, programme }: ExtensionPicture, before = false): View {
  const { outcome, approvedOn, decisionReason, decidedBy, reason, fromOn, toOn } = extension
  const { code: name, baselineOn, dueOn } = milestone
  const by = decidedBy ? ` by ${decidedBy.name}` : ' by the secretariat'
  const other = outcome === 'approved with a new date' ? ` Asked for was ${fullDate(toOn)}.` : ''
  const stands = milestone.state === 'agreed' && dueOn !== null
  return {
    blocks: [
      text(
        strong(`${before ? 'Decided already' : name}: ${outcome}`),
        `${before ? `, ${name}` : ''}${by}. ${milestone.title}.`,
      ),
      text(
        approvedOn
          ? `Moved from ${dayOr(fromOn)} to ${fullDate(approvedOn)}.${other}`
          : `Asked for was ${fullDate(toOn)}.${stands ? ` It stays due on ${fullDate(dueOn)}.` : ''}`,
      ),
      small('Asked because:'),
      quote(reason),
      ...(decisionReason ? [small('Decided because:'), quote(decisionReason)] : []),
      ...(baselineOn && approvedOn
        ? [small(`Agreed first for ${fullDate(baselineOn)}; that stays on the record.`)]
        : []),
      ...programmeNotes(programme),
    ],
  }
}

/** To whoever asked: what was asked, who decides, and what holds meanwhile. `told` is null when nobody who decides can be reached. */
export function askedView(
  picture: ExtensionPicture & Bent & { area: Area; told: Party | null; head: string },
): View {
  const { extension, milestone, programme, bent, area, told, head, today } = picture
  const { toOn } = extension
  return {
    blocks: [
      text(strong(head), ` ${milestone.code}: ${milestone.title}.`),
      text(`${capital(datesWords(extension))} (${daysAway(today, toOn)}).`),
      quote(extension.reason),
      ...whoDecides(bent, told, area, picture, programme),
      small(
        `Until then its date is ${dayOr(milestone.dueOn)}, and no reminders of it go out. What is decided is told here.`,
      ),
      actions(openOf(activityIn(milestone.code))),
    ],
  }
}

function whoDecides(
  bent: BentRule[],
  told: Party | null,
  area: Area,
  picture: Bent,
  programme: Programme,
): Block[] {
  const coordinator = `the coordinator of ${area.code}`
  const beyond =
    bent.length > 0 ? ` It goes beyond what a coordinator decides: ${bentWords(picture, programme)}.` : ''
  const decides = bent.length > 0 ? 'the secretariat' : coordinator
  if (told === null)
    return [
      text(
        `${capital(decides)} decides, and cannot be reached here yet: please tell them otherwise.${beyond}`,
      ),
    ]
  const instead = bent.length === 0 && told.kind === 'secretariat'
  return [
    text(
      instead
        ? `Nobody who coordinates ${area.code} can be reached: the secretariat decides, and was told.`
        : `${capital(decides)} decides, and was told.${beyond}`,
    ),
  ]
}
