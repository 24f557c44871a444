import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CredentialsFactory } from '../../adapters/teams/connection.ts'
import { publishedKeys, type SigningKey, signedToken } from './teams-tokens.ts'

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

type Fault = {
  path: RegExp
  status: number | 'cut off'
  code: string
  headers: Record<string, string>
}

/** What a call gets: a status, and Teams' words. */
type Answer = { status: number | 'cut off'; body: object; headers?: Record<string, string> }

export type TeamsStandIn = {
  /** The `serviceUrl` of activities. */
  url: string
  openIdMetadataUrl: string
  /** Credentials of the bot `appId`, in place of Entra's. */
  credentials(appId: string): CredentialsFactory
  /** Everything received, oldest first. */
  calls: ConnectorCall[]
  /** A token of the Bot Connector for `appId`, good for an hour unless `claims` say otherwise. */
  token(appId: string, claims?: Fields, key?: SigningKey): Promise<string>
  /** From now on, calls whose path fits get `status` and Teams' `code`, or their connection is cut off. */
  fail(path: RegExp, status: number | 'cut off', code?: string, headers?: Record<string, string>): void
  recover(): void
  close(): Promise<void>
}

/** Teams on loopback: the Bot Connector's keys (OpenID metadata, JWKS) and its API for conversations and activities. */
export async function startTeamsStandIn(): Promise<TeamsStandIn> {
  const calls: ConnectorCall[] = []
  let faults: Fault[] = []
  const keys = await publishedKeys()
  // The SDK keeps keys by address for a day, and a port may come twice.
  const metadata = `/${randomUUID()}/openid`

  function answerTo(path: string, body: Fields, authorization: string | undefined): Answer {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    if (path === metadata)
      return {
        status: 200,
        body: { issuer: 'https://api.botframework.com', jwks_uri: `${base}${path}/keys` },
      }
    if (path === `${metadata}/keys`) return { status: 200, body: { keys } }
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
    if (fault) {
      const { status, code, headers } = fault
      return { status, body: { error: { code, message: 'refused by the stand-in' } }, headers }
    }
    if (path === '/v3/conversations') {
      const [member] = Array.isArray(body.members) ? (body.members as Fields[]) : []
      return { status: 201, body: { id: `a:${String(member?.id).replace(/^29:/, '')}` } }
    }
    if (!conversation) return { status: 404, body: { error: { code: 'UnknownPath' } } }
    return { status: 201, body: { id: `sent-${calls.length}` } }
  }

  const server = createServer(async (request, response) => {
    const body = JSON.parse((await bodyOf(request)) || '{}') as Fields
    const answer = answerTo(request.url ?? '', body, request.headers.authorization)
    if (answer.status === 'cut off') return void request.socket.destroy()
    const headers = { 'content-type': 'application/json', ...answer.headers }
    response.writeHead(answer.status, headers).end(JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url,
    openIdMetadataUrl: `${url}${metadata}`,
    credentials: credentialsOf,
    calls,
    token: (appId, claims = {}, key = 'teams') =>
      signedToken({ aud: appId, serviceurl: url, ...claims }, key),
    fail: (path, status, code = '', headers = {}) => void faults.push({ path, status, code, headers }),
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

export function credentialsOf(appId: string): CredentialsFactory {
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
