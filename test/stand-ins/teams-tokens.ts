import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose'

type Claims = Record<string, unknown>

/**
 * Who signed a token: the Bot Connector for Teams; a stranger, who names the same key; the Bot Connector with a key
 * that is good for another channel, or for none that it names.
 */
export type SigningKey = 'teams' | 'stranger' | 'web chat' | 'unendorsed'

const pair = () => generateKeyPair('RS256', { extractable: true })
const pairs: Record<SigningKey, ReturnType<typeof pair>> = {
  teams: pair(),
  stranger: pair(),
  'web chat': pair(),
  unendorsed: pair(),
}

const published: { key: SigningKey; endorsements?: string[] }[] = [
  { key: 'teams', endorsements: ['msteams', 'webchat'] },
  { key: 'web chat', endorsements: ['webchat'] },
  { key: 'unendorsed' },
]

const keyId = (key: SigningKey): string => (key === 'stranger' ? 'teams' : key)

/** The Bot Connector's public keys, as it publishes them (JWK). */
export async function publishedKeys(): Promise<JWK[]> {
  return Promise.all(
    published.map(async ({ key, ...endorsed }) => ({
      ...(await exportJWK((await pairs[key]).publicKey)),
      kid: keyId(key),
      use: 'sig',
      alg: 'RS256',
      ...endorsed,
    })),
  )
}

/** A token of the Bot Connector, good for an hour unless `claims` (times in seconds) say otherwise. */
export async function signedToken(claims: Claims, key: SigningKey): Promise<string> {
  return new SignJWT(timed(claims))
    .setProtectedHeader({ alg: 'RS256', kid: keyId(key) })
    .sign((await pairs[key]).privateKey)
}

/** Like a good token, but nobody signed it (`alg: none`). */
export function unsignedToken(claims: Claims): string {
  return `${encoded({ alg: 'none', kid: keyId('teams') })}.${encoded(timed(claims))}.`
}

/** Like a good token, but signed with what everybody can read: the public key, taken for a shared secret. */
export async function publicKeyToken(claims: Claims): Promise<string> {
  const secret = new TextEncoder().encode(await exportSPKI((await pairs.teams).publicKey))
  return new SignJWT(timed(claims)).setProtectedHeader({ alg: 'HS256', kid: keyId('teams') }).sign(secret)
}

function timed(claims: Claims): Claims {
  const now = Math.floor(Date.now() / 1000)
  return { iss: 'https://api.botframework.com', iat: now, nbf: now, exp: now + 3600, ...claims }
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')
