import {
  type Action,
  actions,
  type Block,
  heading,
  progress,
  type Row,
  rows,
  small,
  strong,
  text,
  type View,
} from '../chat/view.ts'
import type { Extension } from '../domain/extension.ts'
import type { Directory, Milestone, Programme } from '../domain/facts.ts'
import type { Owner } from '../domain/planning.ts'
import type { Summary } from '../domain/summary.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { type HomeOwner, owedWords, plain, stepsFor } from './home-steps.ts'
import type { Owed } from './mine.ts'
import { decisionButtons } from './next-steps.ts'
import { meetingWords, standingSentence } from './summary.ts'
import { counted, programmeNotes, within } from './words.ts'

export type HomePicture = {
  programme: Programme
  directory: Directory
  owner: HomeOwner
  /** soonest first */
  owed: Owed[]
  decisions: { extension: Extension; milestone: Milestone; owner: Owner }[]
  summary: Summary
}

/** What stands on one screen; the lists have the rest. */
const owedShown = 5
const decisionsShown = 3
const othersShown = 3

/** One screen: what is mine, what waits for my decision, where the programme stands, and the next meeting. */
export function homeView(picture: HomePicture, today: CalendarDate): View {
  const { programme, summary, directory } = picture
  return {
    title: titleOf(picture),
    blocks: [
      small(fullDate(today), ...(programme.closedAt ? [] : [meetingWords(summary)])),
      ...(readsTheWhole(picture) ? [text(...standingSentence(summary))] : []),
      ...decisionBlocks(picture),
      ...owedBlocks(picture, today),
      ...otherBlocks(picture),
      heading('Milestones delivered'),
      progress(
        summary.areas.map(({ area, delivered, total }) => ({
          label: area.shortName,
          done: delivered,
          total,
          open: { label: 'Open', line: `status ${area.code.toLowerCase()}`, about: `Open ${area.name}` },
        })),
      ),
      actions(
        { label: 'Summary', line: `summary${within(directory)}`, about: 'The whole programme on one screen' },
        { label: 'Due dates', line: `due${within(directory)}`, about: 'What is due in the next 30 days' },
        { label: 'Help', line: 'help', about: 'What can be asked' },
      ),
      ...programmeNotes(programme),
    ],
  }
}

function titleOf({ programme, owner: { administration, areas, secretariat } }: HomePicture): string {
  if (administration) return administration.customsName
  if (areas.length > 0) return `Coordinator of ${areas.map(({ code }) => code).join(', ')}`
  return secretariat ? 'Secretariat' : programme.name
}

/** Those who report have their own items first; a Director General, the secretariat and observers the programme. */
const readsTheWhole = ({ owner }: HomePicture): boolean => !owner.reports && owner.areas.length === 0

function decisionBlocks({ decisions, directory }: HomePicture): Block[] {
  if (decisions.length === 0) return []
  const more = decisions.length - decisionsShown
  return [
    heading(`For your decision: ${decisions.length}`),
    ...decisions
      .slice(0, decisionsShown)
      .flatMap(({ extension, milestone, owner }): Block[] => [
        text(
          strong(milestone.code),
          ` ${owner?.customsName ?? 'Its owner'} asks to move ${milestone.title} `,
          `${extension.fromOn ? `from ${fullDate(extension.fromOn)} ` : ''}to ${fullDate(extension.toOn)}: `,
          `“${extension.reason}”`,
        ),
        actions(...decisionButtons(milestone.code, extension.toOn)),
      ]),
    ...(more > 0
      ? [text(`And ${more} more.`), actions({ label: 'All', line: `digest${within(directory)}` })]
      : []),
  ]
}

function owedBlocks(picture: HomePicture, today: CalendarDate): Block[] {
  const { owner, programme, directory } = picture
  if (programme.closedAt || (!owner.administration && owner.areas.length === 0)) return []
  const owed = bindingFirst(picture.owed)
  const [first] = owed
  if (!first) return [text('No milestone or commitment of yours is open.')]
  const steps = stepsFor(first, owner, directory, today)
  // What comes first has all its steps beneath it, where there are several.
  const inFull = steps.length > 1 ? [text(...owedWords(first, owner, today)), actions(...steps)] : []
  const inRows = owed.slice(inFull.length > 0 ? 1 : 0, owedShown).map((item): Row => {
    const [step] = stepsFor(item, owner, directory, today)
    return { text: owedWords(item, owner, today), ...(step ? { action: plain(step) } : {}) }
  })
  return [
    heading(`${owed.length} open`),
    ...inFull,
    ...(inRows.length > 0 ? [rows(inRows)] : []),
    ...lastButtons(picture, owed.length),
  ]
}

/** What is owed by others for which the same person reports stands where theirs does. */
function otherBlocks({ programme, owner: { others } }: HomePicture): Block[] {
  if (programme.closedAt || others.length === 0) return []
  return [
    rows(
      others.slice(0, othersShown).map(({ name, customsName }) => ({
        text: [`You report for ${customsName}, too.`],
        action: { label: 'Show', line: `status ${name.toLowerCase()}`, about: `What ${customsName} owes` },
      })),
    ),
  ]
}

/** What counts before what is only proposed; each soonest first. */
function bindingFirst(owed: Owed[]): Owed[] {
  const proposed = (item: Owed) => item.kind === 'milestone' && item.milestone.state === 'proposed'
  return [...owed.filter((item) => !proposed(item)), ...owed.filter(proposed)]
}

/** A report, and the lists behind what is shown. */
function lastButtons({ owner, directory, summary }: HomePicture, open: number): Block[] {
  const late = summary.own?.late ?? 0
  const here = within(directory)
  const buttons: Action[] = [
    ...(owner.reports ? [{ label: 'Report progress', line: `update${here}`, form: true }] : []),
    ...(open > owedShown || owner.administration
      ? [{ label: open > owedShown ? `All ${open}` : 'All of mine', line: `mine${here}` }]
      : []),
    ...(late > 0
      ? [
          {
            label: `Past ${late === 1 ? 'its date' : 'their dates'}: ${late}`,
            line: `overdue${here} ours`,
            about: `${counted(late, 'date')} passed`,
          },
        ]
      : []),
  ]
  return buttons.length === 0 ? [] : [actions(...buttons)]
}
