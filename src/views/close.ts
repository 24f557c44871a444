import { type Block, code, heading, type Inline, list, small, strong, text, type View } from '../chat/view.ts'
import type { ClosedCount } from '../domain/closing.ts'
import type { Activity, Area, Directory, Programme } from '../domain/facts.ts'
import { isOpen } from '../domain/schedule.ts'
import { type CalendarDate, dayIn, fullDate } from '../time.ts'
import {
  capital,
  commitmentDate,
  counted,
  milestoneDate,
  partOfLine,
  programmeNotes,
  quietWords,
} from './words.ts'

/** What is open in a programme, by area, and the complete words to close it. */
export function closingView(
  programme: Programme,
  directory: Directory,
  activities: Activity[],
  today: CalendarDate,
): View {
  const areas = directory.areas.flatMap((area) => openOf(area, directory, activities, today))
  const first = activities.flatMap(({ milestones }) => milestones).find(isOpen)
  const key = programme.key.toLowerCase()
  const example = (first?.code ?? 'ipr-1.2').toLowerCase()
  return {
    title: `${programme.name}: what is open`,
    blocks: [
      ...(areas.length > 0 ? areas : [text('Nothing is open.')]),
      heading('To close it'),
      list([
        [code(`close ${key} carried over`), ': all of it goes on in the next programme'],
        [code(`close ${key} ended`), ': none of it goes on'],
        [code(`close ${key} carried over except ${example}`), ': that one ended'],
        [code(`close ${key} ended except ${example}`), ': that one carried over'],
      ]),
      small(
        'After except: codes of milestones, commitments, activities or areas, with commas. A closed programme is read as before and changes no more.',
      ),
      ...programmeNotes(programme),
    ],
  }
}

function openOf(area: Area, directory: Directory, activities: Activity[], today: CalendarDate): Block[] {
  const nameOf = (id: number) => directory.administrations.find((each) => each.id === id)?.code ?? '?'
  const lines = activities
    .filter(({ areaId }) => areaId === area.id)
    .flatMap((activity): Inline[][] => [
      ...(activity.quiet ? [[strong(activity.code), ` ${quietWords(activity)}: closed with the rest`]] : []),
      ...activity.milestones
        .filter(isOpen)
        .map((milestone) => [
          strong(milestone.code),
          ` ${milestone.title} · `,
          ...milestoneDate(milestone, today),
        ]),
      ...activity.commitments
        .filter(({ state }) => state === 'open')
        .map((commitment) => [
          strong(`${activity.code}/${nameOf(commitment.administrationId)}`),
          ` ${partOfLine(commitment.text)} · ${commitmentDate(commitment, today)}`,
        ]),
    ])
  return lines.length === 0 ? [] : [heading(`${area.shortName} (${area.code})`), list(lines)]
}

/** A programme that was just closed: what became of what was open. */
export function closedView(
  { name, key }: Programme,
  { programmes }: Directory,
  counts: ClosedCount[],
  on: CalendarDate,
): View {
  const became = counts.filter(({ milestones, commitments }) => milestones + commitments > 0)
  const current = programmes.find((each) => !each.closed && each.key !== key)
  return {
    blocks: [
      text(strong('Closed. '), `${name}, ${fullDate(on)}.`),
      became.length === 0
        ? text('Nothing was open in it.')
        : list(became.map((count) => [`${capital(count.outcome)}: ${countWords(count)}`])),
      text(
        'Nobody is asked for anything in it any more. ',
        code(`status ${key.toLowerCase()}`),
        ' shows how it stood.',
      ),
      ...(current ? [text(`${current.name} is the current programme.`)] : []),
    ],
  }
}

/** A programme that was closed before, with nothing left to close. */
export function closedBeforeView({ name, key, closedAt }: Programme): View {
  const on = closedAt ? ` on ${fullDate(dayIn(closedAt, 'UTC'))}` : ''
  return {
    blocks: [
      text(
        strong('Already closed. '),
        `${name} was closed${on}; `,
        code(`status ${key.toLowerCase()}`),
        ' shows how it stood.',
      ),
    ],
  }
}

function countWords({ milestones, commitments }: ClosedCount): string {
  const parts = [
    milestones > 0 && counted(milestones, 'milestone'),
    commitments > 0 && counted(commitments, 'commitment'),
  ]
  return parts.filter((part) => part !== false).join(' and ')
}
