import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js'
import type { Fields } from './fields.ts'
import { isFields, textOf } from './fields.ts'

/** Who signs what Teams sends, and what its key must be endorsed for. */
export const BOT_CONNECTOR = 'https://api.botframework.com'
const teams = 'msteams'

/**
 * What is asked of a token before the SDK judges its signature, dates, audience and service address. The SDK would
 * fetch keys from elsewhere for tokens of other issuers (its emulator, other bots), and takes a key that is endorsed
 * for no channel.
 *
 * @param metadataUrl the Bot Connector's OpenID metadata; its keys are the ones the SDK keeps
 * @returns a check of an `Authorization` header; it rejects a token that is not the Bot Connector's for Teams, and as
 *   the SDK does when the keys cannot be had
 *
 * Source: learn.microsoft.com, "Authentication with the Bot Connector API", endorsements of keys.
 */
export function createTokenCheck(metadataUrl: string): (header: string) => Promise<void> {
  const { openIdMetadata } = new JwtTokenExtractor({}, metadataUrl, [])
  return async (header) => {
    const { head, claims } = partsOf(header)
    if (textOf(claims, 'iss') !== BOT_CONNECTOR) throw new Error('not a token of the Bot Connector')
    const key = await openIdMetadata.getKey(textOf(head, 'kid') ?? '')
    if (!key?.endorsements?.includes(teams)) throw new Error('a key that is not endorsed for Teams')
  }
}

function partsOf(header: string): { head: Fields; claims: Fields } {
  const [head, claims] = header
    .replace(/^Bearer /, '')
    .split('.')
    .map((part) => decoded(part))
  return { head: head ?? {}, claims: claims ?? {} }
}

function decoded(part: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}
