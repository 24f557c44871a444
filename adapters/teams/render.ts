import { plainText } from '../../src/chat/plain-text.ts'
import type { View } from '../../src/chat/view.ts'
import { headingElement, renderBlock } from './blocks.ts'
import { beginning, clean, escapeMarkdown, unmarked } from './escape.ts'
import {
  ENVELOPE_BYTES,
  FALLBACK_TEXT,
  MESSAGE_BYTES,
  PIECE_TEXT,
  SPEAK_TEXT,
  SUMMARY_TEXT,
} from './limits.ts'
import type { MentionEntity } from './mentions.ts'
import { entitiesOf, withMentions } from './mentions.ts'
import type { Element } from './rich-text.ts'
import { richLines } from './rich-text.ts'
import { SHORTENED, shorten, sizeOf } from './shorten.ts'

/** An Adaptive Card; `fallbackText` is all of it in words, as markdown; `speak` is free of markup. */
export type AdaptiveCard = {
  type: 'AdaptiveCard'
  version: '1.5'
  fallbackText: string
  speak: string
  msteams?: { width?: 'Full'; entities?: MentionEntity[] }
  refresh?: { action: Element; userIds: string[] }
  body: Element[]
  actions?: Element[]
}

/** One message to Teams: `summary` is what a notification shows. It has no text beside the card, which would show twice. */
export type TeamsMessage = {
  summary: string
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive'; content: AdaptiveCard }]
}

const nothing = 'There is nothing to show.'

/**
 * A view as one Teams message within Teams' limits. What does not fit is left out from the end, and said. Words people
 * wrote are shown as they stand, and never become a mention, a link or markup. Throws nothing.
 *
 * @param tenant whose people are mentioned; null where nobody is, as in an answer
 */
export function renderTeams(said: View, tenant: string | null = null): TeamsMessage {
  const plain = plainText(said)
  const view = withMentions(said, tenant)
  const words = unmarked(clean(plain)).trim() || nothing
  const summary = beginning(words.replace(/\n/g, ' '), SUMMARY_TEXT)
  // Spoken words may be SSML, whose tags fetch sounds from anywhere.
  const speak = beginning(words.replace(/[<>]/g, ' ').trim() || nothing, SPEAK_TEXT)
  const fits = words.length <= FALLBACK_TEXT
  const shortWords = `${escapeLines(beginning(words, FALLBACK_TEXT - SHORTENED.length - 1))}\n${SHORTENED}`
  const allWords = fits ? escapeLines(words) : shortWords
  const people = entitiesOf(view)
  const around = sizeOf({ summary, speak, people, words: fits ? `${allWords}\n${SHORTENED}` : shortWords })
  const title = sizeOf(headingElement(beginning(view.title ?? '', PIECE_TEXT), 'Large'))
  const room = MESSAGE_BYTES - ENVELOPE_BYTES - around - title
  // Nearly every answer is a short page: drawn whole, it need not be measured piece by piece.
  const whole = plain.length <= PIECE_TEXT ? bodyOf(view) : null
  const short = whole && sizeOf(whole) <= room ? { view, shortened: false } : shorten(view, room)

  const body = whole && short.view === view ? whole : bodyOf(short.view)
  if (short.shortened) body.push(...richLines([SHORTENED], { small: true }))
  if (body.length === 0) body.push(...richLines([nothing]))
  const entities = entitiesOf(short.view)
  const msteams = {
    ...(short.view.blocks.some(({ kind }) => kind === 'table') ? ({ width: 'Full' } as const) : {}),
    ...(entities.length > 0 ? { entities } : {}),
  }
  const content: AdaptiveCard = {
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText: short.shortened ? shortWords : allWords,
    speak,
    ...(Object.keys(msteams).length > 0 ? { msteams } : {}),
    body,
  }
  return { summary, attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }] }
}

const escapeLines = (words: string): string => words.split('\n').map(escapeMarkdown).join('\n')

function bodyOf(view: View): Element[] {
  const body = view.title === undefined ? [] : headingElement(view.title, 'Large')
  const titled = body.length > 0
  let divided = false
  view.blocks.forEach((block, at) => {
    if (block.kind === 'divider') {
      divided = true
      return
    }
    const [first, ...rest] = renderBlock(block, view.within)
    if (first === undefined) return
    const apart = body.length > 0 && (divided || block.kind === 'heading')
    // What is small right under the title belongs to it.
    const under = titled && at === 0 && block.kind === 'small'
    body.push(
      { ...first, ...(apart ? { separator: true } : {}), ...(under ? { spacing: 'None' } : {}) },
      ...rest,
    )
    divided = false
  })
  return body
}
