import type { Block, Inline, Mention, View } from '../../src/chat/view.ts'
import { strong } from '../../src/chat/view.ts'
import { beginning, clean } from './escape.ts'
import { MENTION_TEXT } from './limits.ts'

/**
 * What makes `<at>Name</at>` in a card a mention, at the card's `msteams`; `id` is the person's Entra object id, or
 * Teams' own for this bot.
 *
 * Source: learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format, "Mention support within
 * Adaptive Cards": in TextBlock and FactSet, by either id.
 */
export type MentionEntity = { type: 'mention'; text: string; mentioned: { id: string; name: string } }

/** @returns how a mention stands in a line; `name` is one that `withMentions` gave */
export const atTag = (name: string): string => `<at>${name}</at>`

/**
 * `view` with only those mentions that Teams can make: of people of `tenant`, each once, and outside of tables. Everybody
 * else is a name in bold, and everybody is where `tenant` is null. Names are made to stand in markdown as they are, and
 * to tell people apart.
 */
export function withMentions(view: View, tenant: string | null): View {
  const names = new Map<string, string>()
  const mentioned = (part: Inline): Inline => {
    if (typeof part === 'string' || part.kind !== 'mention') return part
    const { platform, tenant: home, user } = part.user
    if (platform !== 'teams' || home !== tenant || names.has(user)) return strong(part.text)
    const name = apart(plainName(part.text), [...names.values()])
    names.set(user, name)
    return { ...part, text: name }
  }
  const line = (parts: Inline[]): Inline[] => parts.map(mentioned)
  const unmentioned = (parts: Inline[]): Inline[] =>
    parts.map((part) => (typeof part !== 'string' && part.kind === 'mention' ? strong(part.text) : part))
  const blocks = view.blocks.map((block): Block => {
    switch (block.kind) {
      case 'text':
      case 'small':
        return { ...block, text: line(block.text) }
      case 'list':
        return { ...block, items: block.items.map(line) }
      case 'rows':
        return { ...block, rows: block.rows.map((row) => ({ ...row, text: line(row.text) })) }
      case 'facts':
        return {
          ...block,
          facts: block.facts.map((fact) => ({ ...fact, value: onlyFirst(line(fact.value)) })),
        }
      case 'table':
        return { ...block, rows: block.rows.map((row) => row.map(unmentioned)) }
      default:
        return block
    }
  })
  return { ...view, blocks }
}

/** The entities of a view that `withMentions` gave, or of a part of it. */
export function entitiesOf(view: View): MentionEntity[] {
  return view.blocks.flatMap(mentionsIn).map(({ text, user }) => ({
    type: 'mention',
    text: atTag(text),
    mentioned: { id: user.user, name: text },
  }))
}

function mentionsIn(block: Block): Mention[] {
  const inBlock = (parts: Inline[]): Mention[] =>
    parts.filter((part): part is Mention => typeof part !== 'string' && part.kind === 'mention')
  switch (block.kind) {
    case 'text':
    case 'small':
      return inBlock(block.text)
    case 'list':
      return block.items.flatMap(inBlock)
    case 'rows':
      return block.rows.flatMap((row) => inBlock(row.text))
    case 'facts':
      return block.facts.flatMap(({ value }) => inBlock(value))
    default:
      return []
  }
}

/** Teams shows the second mention in one fact as markup (github.com/microsoft/AdaptiveCards/issues/9135). */
function onlyFirst(parts: Inline[]): Inline[] {
  const first = parts.find((part) => typeof part !== 'string' && part.kind === 'mention')
  return parts.map((part) =>
    typeof part !== 'string' && part.kind === 'mention' && part !== first ? strong(part.text) : part,
  )
}

/** A name without what markdown or tags are made of. */
function plainName(name: string): string {
  const plain = clean(name)
    .replace(/[\\*_[\](){}`~<>&|#!"\n\u200b]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return beginning(plain, MENTION_TEXT) || 'somebody'
}

function apart(name: string, taken: string[]): string {
  let count = 1
  while (taken.includes(count === 1 ? name : `${name} ${count}`)) count += 1
  return count === 1 ? name : `${name} ${count}`
}
