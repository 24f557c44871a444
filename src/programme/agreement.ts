import { isTimeZone } from '../time.ts'
import {
  codesOf,
  type Disagreement,
  date,
  type Entry,
  entries,
  fault,
  items,
  record,
  text,
  within,
} from './entry.ts'
import { named } from './fault.ts'
import { wordsTwice } from './words.ts'

/**
 * Checks what the parts of a programme file say about one another: codes used once and existing where they are
 * named, dates in order and inside the period, words for administrations that lead to one only.
 *
 * @param value the file as plain values. Not yet checked for its shape, so that every fault can be told at once;
 *   what has the wrong shape is left to the schema.
 */
export function disagreements(value: unknown): Disagreement[] {
  const file: Entry = { path: '', keys: record(value) }
  const lists = {
    regions: entries(file, 'regions'),
    meetings: entries(file, 'meetings'),
    areas: entries(file, 'areas'),
    activities: entries(file, 'activities'),
    milestones: entries(file, 'milestones'),
    administrations: entries(file, 'administrations'),
    holidays: entries(file, 'holidays'),
  }
  return [
    ...[lists.regions, lists.meetings, lists.areas, lists.activities, lists.milestones].flatMap(codesTwice),
    ...periods(file, lists.meetings),
    ...thresholds(file),
    ...activityFaults(lists.activities, lists.areas, lists.administrations),
    ...milestoneFaults(file, lists.milestones, lists.activities, lists.administrations),
    ...administrationFaults(lists.administrations, lists.regions),
    ...wordsTwice(lists.administrations, lists.areas),
    ...lists.holidays.flatMap((holiday) => mustExist(holiday, 'administration', lists.administrations)),
  ]
}

function codesTwice(list: Entry[]): Disagreement[] {
  const seen = new Map<string, string>()
  return list.flatMap((entry) => {
    const code = text(entry, 'code')
    if (code === undefined) return []
    const before = seen.get(code)
    if (before !== undefined) return [fault(entry, 'code', `a code used once (it is that of ${before})`)]
    seen.set(code, entry.path)
    return []
  })
}

function periods(file: Entry, meetings: Entry[]): Disagreement[] {
  const from = date(file, 'period_from')
  const to = date(file, 'period_to')
  const period =
    from && to && from >= to ? [fault(file, 'period_to', `a day after period_from, ${from}`)] : []
  const reversed = meetings.filter((meeting) => {
    const starts = date(meeting, 'starts_on')
    const ends = date(meeting, 'ends_on')
    return starts && ends && ends < starts
  })
  return [...period, ...reversed.map((meeting) => fault(meeting, 'ends_on', 'a day not before starts_on'))]
}

function thresholds(file: Entry): Disagreement[] {
  const policies = within(file, 'policies')
  const order = (
    entry: Entry,
    first: string,
    second: string,
    how: string,
    right: (a: number, b: number) => boolean,
  ) => {
    const [a, b] = [entry.keys[first], entry.keys[second]]
    if (typeof a !== 'number' || typeof b !== 'number' || right(a, b)) return []
    return [fault(entry, second, `${how} ${first}, ${a}`)]
  }
  return [
    ...order(within(policies, 'reporting'), 'fresh_days', 'ageing_days', 'more than', (a, b) => b > a),
    ...order(
      within(policies, 'nudges'),
      'area_coordinator_after_days',
      'region_coordinator_after_days',
      'not less than',
      (a, b) => b >= a,
    ),
  ]
}

function activityFaults(activities: Entry[], areas: Entry[], administrations: Entry[]): Disagreement[] {
  return activities.flatMap((activity) => {
    const leads = items(activity, 'leads')
    const unknown = leads.filter(({ word }) => !codesOf(administrations).has(word))
    const repeated = leads.filter(({ word }, index) => leads.findIndex((lead) => lead.word === word) < index)
    return [
      ...mustExist(activity, 'area', areas),
      ...mustBeginWith(activity, 'area', areas, '-'),
      ...unknown.map(({ path, word }) => ({
        path,
        expected: 'the code of an administration',
        found: named(word),
      })),
      ...repeated.map(({ path, word }) => ({ path, expected: 'each lead once', found: named(word) })),
    ]
  })
}

function milestoneFaults(
  file: Entry,
  milestones: Entry[],
  activities: Entry[],
  administrations: Entry[],
): Disagreement[] {
  const [adopted, ends] = [date(file, 'adopted_on'), date(file, 'period_to')]
  return milestones.flatMap((milestone) => {
    const due = date(milestone, 'due')
    const outside = due && adopted && ends && (due < adopted || due > ends)
    return [
      ...mustExist(milestone, 'activity', activities),
      ...mustBeginWith(milestone, 'activity', activities, '.'),
      ...(outside ? [fault(milestone, 'due', `a day from ${adopted} to ${ends}`)] : []),
      ...ownerFaults(milestone, activities, administrations),
    ]
  })
}

/** A collective milestone is owned by the coordinator or by a lead: product vocabulary, *Milestone*. */
function ownerFaults(milestone: Entry, activities: Entry[], administrations: Entry[]): Disagreement[] {
  const owner = text(milestone, 'owner')
  if (owner === undefined || owner === 'coordinator') return []
  if (!codesOf(administrations).has(owner)) {
    return [fault(milestone, 'owner', 'coordinator, or the code of an administration')]
  }
  const activity = activities.find(({ keys }) => keys.code === milestone.keys.activity)
  const isLead = activity === undefined || items(activity, 'leads').some(({ word }) => word === owner)
  if (isLead || milestone.keys.kind !== 'collective') return []
  return [fault(milestone, 'owner', `coordinator, or a lead of ${String(milestone.keys.activity)}`)]
}

function administrationFaults(administrations: Entry[], regions: Entry[]): Disagreement[] {
  return administrations.flatMap((administration) => {
    const zone = text(administration, 'time_zone')
    const unreal = zone !== undefined && !isTimeZone(zone)
    return [
      ...mustExist(administration, 'region', regions),
      ...(unreal ? [fault(administration, 'time_zone', 'a time zone like Asia/Tokyo')] : []),
    ]
  })
}

function mustExist(entry: Entry, key: string, list: Entry[]): Disagreement[] {
  const code = text(entry, key)
  const known = codesOf(list)
  if (code === undefined || known.has(code)) return []
  return [
    fault(
      entry,
      key,
      known.size > 0 && known.size <= 10 ? `one of ${[...known].join(', ')}` : 'a code in this file',
    ),
  ]
}

function mustBeginWith(entry: Entry, key: string, list: Entry[], separator: string): Disagreement[] {
  const [code, parent] = [text(entry, 'code'), text(entry, key)]
  if (code === undefined || parent === undefined || !codesOf(list).has(parent)) return []
  return code.startsWith(parent + separator)
    ? []
    : [fault(entry, 'code', `a code that begins with ${parent}${separator}`)]
}
