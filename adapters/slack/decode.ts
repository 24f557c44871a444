import type { Mention } from '../../src/chat/request.ts'

/**
 * What a person typed, as plain text, from Slack's own notation.
 *
 * @param botUser the bot's user id; every mention of it is taken out. Undefined while it is not known yet.
 * @returns the words without Slack's references and escapes, no white space at either end
 *
 * Source: docs.slack.dev/messaging/formatting-message-text, "Retrieving messages". A `<` that a person typed arrives
 * as `&lt;`, so every bare one is Slack's own.
 */
export function decodeText(text: string, botUser: string | undefined): string {
  const mention = new RegExp(`[ \\u00a0]?<@${botUser ?? '-'}(\\|[^<>]*)?>[ \\u00a0]?`, 'g')
  return text
    .replace(mention, ' ')
    .replace(/<([^<>]+)>/g, (_, reference: string) => decodeReference(reference))
    .replace(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'))
    .trim()
}

/** Everyone else mentioned in what a person typed, by the words that `decodeText` leaves for them. */
export function mentionsIn(text: string, botUser: string | undefined): Mention[] {
  return [...text.matchAll(/<@([^<>|]+)(?:\|[^<>]*)?>/g)]
    .filter(([, user]) => user !== botUser)
    .map(([whole, user]) => ({ said: decodeReference(whole.slice(1, -1)), user: user! }))
}

function decodeReference(reference: string): string {
  const bar = reference.indexOf('|')
  const target = bar < 0 ? reference : reference.slice(0, bar)
  const label = bar < 0 ? '' : reference.slice(bar + 1)
  const name = target.slice(1)
  switch (target[0]) {
    case '@':
      return `@${label.replace(/^@/, '') || name}`
    case '#':
      return `#${label.replace(/^#/, '') || name}`
    case '!':
      return decodeSpecial(name, label)
    default:
      return target.replace(/^(mailto|tel):/, '')
  }
}

/** `!here`, `!subteam^S1|@customs`, `!date^1392734382^{date}|18 February 2014`. */
function decodeSpecial(name: string, label: string): string {
  if (name.startsWith('date^')) return label
  const [kind = '', id = ''] = name.split('^')
  return `@${label.replace(/^@/, '') || id || kind}`
}
