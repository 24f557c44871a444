import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { CredentialsFactory } from '../../adapters/teams/connection.ts'

export type { MessageFields, TeamsScope } from './teams-activities.ts'
export { installationActivities, messageActivity, personalConversation } from './teams-activities.ts'
export type { SeenMessage, TeamsTenant } from './teams-tenant.ts'
export { postActivity, teamsTenant } from './teams-tenant.ts'

export type Fields = Record<string, unknown>

/** One call of the Connector API. `conversation` is the one it named, `replyTo` the activity it answers. */
export type ConnectorCall = {
  path: string
  body: Fields
  authorization: string | undefined
  conversation?: string
  replyTo?: string
}

export type TeamsStandIn = {
  /** The `serviceUrl` of activities. */
  url: string
  openIdMetadataUrl: string
  /** Credentials of the bot `appId`, in place of Entra's. */
  credentials(appId: string): CredentialsFactory
  /** Everything received, oldest first. */
  calls: ConnectorCall[]
  /** A token of the Bot Connector for `appId`, good for an hour unless `claims` say otherwise. */
  token(appId: string, claims?: Fields, key?: 'ours' | 'foreign'): Promise<string>
  /** From now on, calls whose path fits get `status` and Teams' `code`. */
  fail(path: RegExp, status: number, code: string): void
  recover(): void
  close(): Promise<void>
}

const keyId = 'teams-stand-in'
const keys = { ours: generateKeyPair('RS256', { extractable: true }), foreign: generateKeyPair('RS256') }

/** Teams on loopback: the Bot Connector's keys (OpenID metadata, JWKS) and its API for conversations and activities. */
export async function startTeamsStandIn(): Promise<TeamsStandIn> {
  const calls: ConnectorCall[] = []
  let faults: { path: RegExp; status: number; code: string }[] = []
  const { publicKey } = await keys.ours
  const jwk = {
    ...(await exportJWK(publicKey)),
    kid: keyId,
    use: 'sig',
    alg: 'RS256',
    endorsements: ['msteams'],
  }
  // The SDK keeps keys by address for a day, and a port may come twice.
  const metadata = `/${randomUUID()}/openid`

  function answerTo(path: string, body: Fields, authorization: string | undefined): [number, object] {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    if (path === metadata)
      return [200, { issuer: 'https://api.botframework.com', jwks_uri: `${base}${path}/keys` }]
    if (path === `${metadata}/keys`) return [200, { keys: [jwk] }]
    const [, conversation, replyTo] =
      /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(path) ?? []
    calls.push({
      path,
      body,
      authorization,
      ...(conversation ? { conversation: decodeURIComponent(conversation) } : {}),
      ...(replyTo ? { replyTo: decodeURIComponent(replyTo) } : {}),
    })
    const fault = faults.find((each) => each.path.test(decodeURIComponent(path)))
    if (fault) return [fault.status, { error: { code: fault.code, message: 'refused by the stand-in' } }]
    if (path === '/v3/conversations') {
      const [member] = Array.isArray(body.members) ? (body.members as Fields[]) : []
      return [201, { id: `a:${String(member?.id).replace(/^29:/, '')}` }]
    }
    return conversation ? [201, { id: `sent-${calls.length}` }] : [404, { error: { code: 'UnknownPath' } }]
  }

  const server = createServer(async (request, response) => {
    const body = JSON.parse((await bodyOf(request)) || '{}') as Fields
    const [status, answer] = answerTo(request.url ?? '', body, request.headers.authorization)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url,
    openIdMetadataUrl: `${url}${metadata}`,
    credentials: credentialsOf,
    calls,
    async token(appId, claims = {}, key = 'ours') {
      return new SignJWT({
        iss: 'https://api.botframework.com',
        aud: appId,
        serviceurl: url,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid: keyId })
        .setIssuedAt(typeof claims.iat === 'number' ? claims.iat : undefined)
        .setExpirationTime(typeof claims.exp === 'number' ? claims.exp : '1h')
        .sign((await keys[key]).privateKey)
    },
    fail: (path, status, code) => void faults.push({ path, status, code }),
    recover: () => {
      faults = []
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function credentialsOf(appId: string): CredentialsFactory {
  return {
    isValidAppId: async (named: string) => named === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (resource) => {
        resource.headers.set('authorization', 'Bearer for-the-stand-in')
        return resource
      },
    }),
  } satisfies CredentialsFactory
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
