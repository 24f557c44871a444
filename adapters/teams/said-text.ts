import type { Fields } from './fields.ts'
import { fieldsOf, listOf, textOf } from './fields.ts'

/** Names hold no `<`: Teams writes it as an entity. */
const tag = /<at(?:\s[^<>]*)?>([^<]*)<\/at>/gi

const entities: Record<string, string> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/** Whether the bot is among those a message mentions. */
export function mentionsBot(activity: Fields): boolean {
  return mentionsIn(activity).some(({ isBot }) => isBot)
}

/**
 * What a person typed: every mention of the bot taken out, other people as `@Name`, Teams' entities decoded, and
 * a leading `/` or `/asem` (the slash form Teams offers in some tenants) taken off.
 */
export function saidText(activity: Fields): string {
  const mentions = mentionsIn(activity)
  const text = (textOf(activity, 'text') ?? '').replace(tag, (whole, name: string) => {
    // The same words can stand for the bot and for a person of that name: taken in the order they were written.
    const at = mentions.findIndex((mention) => mention.text === whole)
    const [mention] = at < 0 ? [] : mentions.splice(at, 1)
    return mention?.isBot ? ' ' : `@${name}`
  })
  return decodeEntities(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u200b\ufeff]/g, ' ')
    .replace(/[ \t]{2,}/g, ' ')
    .trim()
    .replace(/^\/(?:asem(?:\s+|$))?/i, '')
}

function mentionsIn(activity: Fields): { text: string | undefined; isBot: boolean }[] {
  const bot = textOf(fieldsOf(activity, 'recipient'), 'id')
  return listOf(activity, 'entities')
    .filter((entity) => textOf(entity, 'type') === 'mention')
    .map((entity) => ({
      text: textOf(entity, 'text'),
      isBot: bot !== undefined && textOf(fieldsOf(entity, 'mentioned'), 'id') === bot,
    }))
}

/** Once: `&amp;lt;` is somebody writing about `&lt;`. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0x10ffff ? whole : String.fromCodePoint(code)
  })
}
