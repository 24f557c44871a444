import { code, type Inline, link, list, small, strong, text, type View } from '../chat/view.ts'
import type { Administration, Directory, Programme } from '../domain/facts.ts'
import type { MilestoneThen } from '../domain/history.ts'
import type { Hit, Piece } from '../domain/search.ts'
import { dayIn, shortDate } from '../time.ts'
import { openEach } from './next-steps.ts'
import { programmeNotes } from './words.ts'

export type SearchPicture = {
  programme: Programme
  directory: Directory
  administrations: Map<number, Administration>
  /** the reader's zone */
  zone: string
  /** whether there are more, or may be */
  cut: boolean
}

/** Characters of what was looked for that a title repeats. */
const titleLimit = 100

/** What says what was looked for: each with its code, kind, administration and date, and its words, the matching ones strong. */
export function searchView(words: string, hits: Hit[], picture: SearchPicture): View {
  const { programme, directory, cut } = picture
  const said = words.length > titleLimit ? `${words.slice(0, titleLimit)}…` : words
  const title = `Search: ${said.replace(/\s+/g, ' ')}`
  const [best] = hits
  if (!best)
    return {
      title,
      blocks: [
        text('Nothing found. Try fewer words, or only the beginning of one.'),
        ...programmeNotes(programme),
      ],
    }
  const example = codeOf(best.activityId, directory).toLowerCase()
  return {
    title,
    blocks: [
      list(hits.map((hit) => line(hit, picture))),
      ...(cut ? [small('There may be more. One more word narrows the search.')] : []),
      small('The whole: ', code(`status ${example}`), ' or ', code(`history ${example}`), '.'),
      ...openEach(hits.map(({ activityId }) => codeOf(activityId, directory))),
      ...programmeNotes(programme),
    ],
  }
}

const codeOf = (activityId: number, { activities }: Directory): string =>
  activities.find(({ id }) => id === activityId)?.code ?? '?'

function line(hit: Hit, picture: SearchPicture): Inline[] {
  const { administrations, directory, zone } = picture
  const activity = codeOf(hit.activityId, directory)
  const administrationOf = (id: number | null) => (id === null ? undefined : administrations.get(id))
  const name = (id: number | null) => administrationOf(id)?.customsName
  const about = (...parts: (string | null | undefined)[]) =>
    ` · ${parts.filter((part) => typeof part === 'string').join(', ')} · `
  switch (hit.kind) {
    case 'wording':
      return [strong(activity), about('declared wording'), ...shown(hit.pieces)]
    case 'milestone': {
      const { milestone } = hit
      const owner = name(milestone.ownerAdministrationId)
      return [strong(milestone.code), about('milestone', owner, dateOf(milestone)), ...shown(hit.pieces)]
    }
    case 'commitment': {
      const administration = administrationOf(hit.administrationId)
      const date = hit.targetOn
        ? `target ${shortDate(hit.targetOn)}`
        : `made ${shortDate(dayIn(hit.madeAt, zone))}`
      return [
        strong(`${activity}/${administration?.code ?? '?'}`),
        about('commitment', administration?.customsName, date),
        ...shown(hit.pieces),
      ]
    }
    case 'update':
      return [
        strong(activity),
        about('update', name(hit.administrationId), shortDate(dayIn(hit.at, zone)), hit.outlook),
        ...shown(hit.pieces),
      ]
    case 'evidence': {
      const of = hit.milestone?.code ?? activity
      return [
        strong(of),
        about('evidence', name(hit.administrationId), shortDate(hit.datedOn)),
        ...document(hit),
      ]
    }
  }
}

function dateOf({ state, dueOn, deliveredOn, waitingFor }: MilestoneThen): string {
  if (state === 'delivered') return deliveredOn ? `delivered ${shortDate(deliveredOn)}` : 'delivered'
  if (waitingFor !== null) return 'waiting'
  return dueOn ? `${state} for ${shortDate(dueOn)}` : `${state}, date to be agreed`
}

/** A link can be opened; its words stay as they were found. */
function document({ reference, title, pieces }: Hit & { kind: 'evidence' }): Inline[] {
  const isLink = /^https?:\/\//i.test(reference)
  if (!isLink) return [...shown(pieces), ...(title === null ? [] : [` (${reference})`])]
  return title === null ? [link(reference, reference)] : [...shown(pieces), ' · ', link(reference, reference)]
}

const shown = (pieces: Piece[]): Inline[] =>
  pieces.map(({ text: words, found }) => {
    const flat = words.replace(/\s*\n\s*/g, ' ')
    return found ? strong(flat) : flat
  })
