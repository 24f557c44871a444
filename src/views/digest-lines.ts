import { type Action, code, type Inline } from '../chat/view.ts'
import type { Decision, Unheard } from '../domain/digest.ts'
import type { Event, Item } from '../domain/digest-events.ts'
import type { Dated } from '../domain/due.ts'
import type { Administration, Area, Milestone, Withheld } from '../domain/facts.ts'
import { type CalendarDate, fullDate, shortDate } from '../time.ts'
import { decisionButtons } from './next-steps.ts'
import { counted, listed } from './words.ts'

/** What a digest says of one thing. Its words are those of the plan, never of an update or a commitment. */

export type DigestNames = { administrations: Map<number, Administration>; area: Area; today: CalendarDate }

/** Characters of a title, and names in one line: a digest is one message. */
const titleLength = 60
const namesShown = 6

/** `IPR-1.3 Lessons learned from Diabolo II, one page`, cut where it is long. */
const titled = ({ code: name, title }: Pick<Milestone, 'code' | 'title'>): string =>
  `${name} ${title.length > titleLength ? `${title.slice(0, titleLength - 1).trimEnd()}…` : title}`

const nameOf = (id: number, { administrations }: DigestNames): string =>
  administrations.get(id)?.name ?? 'an administration'

const itemName = (item: Item, names: DigestNames): string =>
  item.kind === 'milestone'
    ? titled(item.milestone)
    : `${item.activity.code}/${names.administrations.get(item.commitment.administrationId)?.code ?? '?'}`

/** `Cambodia, Malta and 2 others`: as many by name as there is room for. */
function someNames(ids: number[], others: number, names: DigestNames): string {
  const shown = ids.slice(0, namesShown).map((id) => nameOf(id, names))
  const rest = ids.length - shown.length + others
  if (shown.length === 0) return counted(rest, 'administration')
  return listed(rest === 0 ? shown : [...shown, counted(rest, 'other')])
}

const dateWords = (on: CalendarDate | null): string => (on === null ? 'a date to be agreed' : shortDate(on))

/** What waits for a decision, and the buttons to decide with. */
export function decisionParts(decision: Decision, names: DigestNames): { text: Inline[]; actions: Action[] } {
  switch (decision.kind) {
    case 'later date': {
      const { item, fromOn, toOn, administrationId: id } = decision
      const who = id === null ? 'Its owner' : nameOf(id, names)
      const day = fromOn === null ? '' : `from ${fullDate(fromOn)} `
      return {
        text: [`${who} asks to move ${itemName(item, names)} ${day}to ${fullDate(toOn)}.`],
        actions: item.kind === 'milestone' ? decisionButtons(item.milestone.code, toOn) : [],
      }
    }
    case 'lead': {
      const { code: name } = decision.activity
      return { text: [`${name} has no lead: `, code(`lead ${name.toLowerCase()} …`)], actions: [] }
    }
    case 'agree': {
      const { dueOn, code: name } = decision.milestone
      const day = dueOn === null ? 'date to be agreed' : `proposed for ${shortDate(dueOn)}`
      // A day that has passed is asked for again.
      const stands = dueOn !== null && dueOn >= names.today
      return {
        text: [`${titled(decision.milestone)} · ${day}`],
        actions: [
          {
            label: stands ? 'Agreed' : 'Agree a date',
            line: `agree ${name.toLowerCase()}`,
            about: `${stands ? 'Agreed' : 'Agree a date'}: ${name}`,
            ...(stands ? {} : { form: true }),
          },
        ],
      }
    }
  }
}

export function eventLine(event: Event, names: DigestNames): string {
  switch (event.kind) {
    case 'delivered': {
      const { item, administrationId: id } = event
      return `${delivererWords(id, names)}${itemName(item, names)}${id === 'withheld' ? ' was delivered' : ''}`
    }
    case 'agreed':
      return `${titled(event.milestone)} was agreed for ${dateWords(event.milestone.baselineOn)}`
    case 'moved':
      return `${itemName(event.item, names)} moved from ${dateWords(event.fromOn)} to ${dateWords(event.toOn)}`
    case 'pledged':
      return `${nameOf(event.item.commitment.administrationId, names)} made a commitment (${itemName(event.item, names)})`
    case 'joined': {
      const { administrationIds: ids, activity } = event
      return `${someNames(ids, 0, names)} joined ${activity.code}`
    }
    case 'reported': {
      const { administrationIds: ids, activity, count } = event
      const from = ids ? ` from ${someNames(ids, 0, names)}` : ''
      return `${counted(count, 'report')} on ${activity.code}${from}`
    }
  }
}

function delivererWords(id: number | null | Withheld, names: DigestNames): string {
  if (id === 'withheld') return ''
  return `${id === null ? `The coordinator of ${names.area.code}` : nameOf(id, names)} delivered `
}

/** `IPR-1.3 Lessons learned · Mon 21 Jun 2010 · Japan`; an owner that may not be named is a number. */
export function datedLine(dated: Dated, names: DigestNames): string {
  const item: Item = dated.kind === 'milestone' ? dated : { ...dated, kind: 'commitment' }
  const owner =
    dated.kind === 'milestone' ? dated.milestone.ownerAdministrationId : dated.commitment.administrationId
  const whose =
    owner === 'withheld'
      ? '1 administration'
      : owner === null
        ? `coordinator of ${names.area.code}`
        : nameOf(owner, names)
  return `${itemName(item, names)} · ${shortDate(dated.on)} · ${whose}`
}

export const unheardLine = ({ activity, named, others }: Unheard, names: DigestNames): string =>
  `${someNames(named, others, names)} (${activity.code})`
