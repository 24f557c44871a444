import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CredentialsFactory } from '../../adapters/teams/connection.ts'
import { cutMidway } from './slack.ts'
import { type Answer, type TeamsMessage, teamsMessages } from './teams-messages.ts'
import { publishedKeys, type SigningKey, signedToken } from './teams-tokens.ts'

export type { MessageFields, TeamsScope } from './teams-activities.ts'
export {
  installationActivities,
  messageActivity,
  personalConversation,
  removalActivities,
  teamEvent,
} from './teams-activities.ts'
export type { InvokeFields } from './teams-invokes.ts'
export { executed, invokeActivity, messageAction, submittedActivity } from './teams-invokes.ts'
export type { TeamsMessage } from './teams-messages.ts'
export type { Pressing, SeenMessage, TeamsTenant } from './teams-tenant.ts'
export { postActivity, teamsTenant } from './teams-tenant.ts'

export type Fields = Record<string, unknown>

/** One call of the Connector API. `conversation` is the one it named, `replyTo` the activity it answers or changes. */
export type ConnectorCall = {
  method: string
  path: string
  body: Fields
  authorization: string | undefined
  conversation?: string
  replyTo?: string
}

/**
 * What calls get instead of what Teams would say: a status with Teams' `code`, the connection `cut` (`midway`: in the middle of the
 * answer's body), no answer at all (`silent`), or the right one `late` by milliseconds. `taken`: it was done all the same. `times`: the first ones only.
 */
export type TeamsFault = {
  status?: number
  code?: string
  headers?: Record<string, string>
  cut?: boolean
  midway?: boolean
  silent?: boolean
  late?: number
  taken?: boolean
  times?: number
}

export type TeamsStandIn = {
  /** The `serviceUrl` of activities. */
  url: string
  openIdMetadataUrl: string
  /** Credentials of the bot `appId`, in place of Entra's. */
  credentials(appId: string): CredentialsFactory
  /** Everything received, oldest first. */
  calls: ConnectorCall[]
  /** The bot's messages that stand in a conversation (a channel without its threads), oldest first. */
  messages(conversation: string): TeamsMessage[]
  /** Somebody else deletes a message of the bot. */
  erase(id: string): void
  /** The channels of teams by the team's id. */
  channels: Map<string, { id: string; name?: string }[]>
  /** A token of the Bot Connector for `appId`, good for an hour unless `claims` say otherwise. */
  token(appId: string, claims?: Fields, key?: SigningKey): Promise<string>
  /** From now on, calls that fit (as `POST /v3/conversations/…`) get this fault; or, in short, a status and Teams' `code`. */
  fail(
    call: RegExp,
    fault: TeamsFault | number | 'cut off',
    code?: string,
    headers?: Record<string, string>,
  ): void
  recover(): void
  close(): Promise<void>
}

/** Teams on loopback: the Bot Connector's keys (OpenID metadata, JWKS) and its API for conversations and activities. */
export async function startTeamsStandIn(): Promise<TeamsStandIn> {
  const calls: ConnectorCall[] = []
  let faults: { call: RegExp; fault: TeamsFault }[] = []
  const keys = await publishedKeys()
  const channels = new Map([
    [
      '19:team@thread.tacv2',
      [{ id: '19:team@thread.tacv2' }, { id: '19:plenary@thread.tacv2', name: 'Plenary' }],
    ],
  ])
  const messages = teamsMessages(channels)
  // The SDK keeps keys by address for a day, and a port may come twice.
  const metadata = `/${randomUUID()}/openid`

  function openId(path: string): object | undefined {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    if (path === `${metadata}/keys`) return { keys }
    if (path !== metadata) return undefined
    return { issuer: 'https://api.botframework.com', jwks_uri: `${base}${path}/keys` }
  }

  function faultOf(call: string): TeamsFault | undefined {
    const found = faults.find((each) => each.call.test(call))?.fault
    if (found?.times === undefined) return found
    found.times -= 1
    if (found.times <= 0) faults = faults.filter(({ fault }) => fault !== found)
    return found
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request
    const body = JSON.parse((await bodyOf(request)) || '{}') as Fields
    const known = openId(path)
    if (known) return answer(response, { status: 200, body: known })
    const plain = decodeURIComponent(path)
    const [, conversation, replyTo] =
      /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(plain.replace(/\?.*/, '')) ?? []
    const named = { ...(conversation ? { conversation } : {}), ...(replyTo ? { replyTo } : {}) }
    calls.push({ method, path, body, authorization: headers.authorization, ...named })

    const fault = faultOf(`${method} ${plain}`)
    if (fault?.late) await sleep(fault.late)
    const done = !fault || fault.late || fault.taken ? messages.take(method, plain, body) : undefined
    if (fault?.cut) return void request.socket.destroy()
    if (fault?.midway) return cutMidway(response, done?.body ?? { id: 'cut' })
    if (fault?.silent) return
    if (!fault?.status && done) return answer(response, done)
    const refused = { error: { code: fault?.code ?? '', message: 'refused by the stand-in' } }
    answer(response, { status: fault?.status ?? 500, body: refused }, fault?.headers)
  }

  const server = createServer(
    (request, response) => void serve(request, response).catch(() => response.destroy()),
  )
  // A test may take its time between two calls.
  server.keepAliveTimeout = 75_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url,
    openIdMetadataUrl: `${url}${metadata}`,
    credentials: credentialsOf,
    calls,
    channels,
    messages: messages.in,
    erase: messages.erase,
    token: (appId, claims = {}, key = 'teams') =>
      signedToken({ aud: appId, serviceurl: url, ...claims }, key),
    fail(call, what, code = '', headers = {}) {
      const short =
        what === 'cut off' ? { cut: true } : typeof what === 'number' ? { status: what, code, headers } : what
      faults.push({ call, fault: { ...short } })
    },
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

function answer(
  response: ServerResponse,
  { status, body }: Answer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
