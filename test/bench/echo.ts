import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver } from '@slack/bolt'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { credentialsOf } from '../stand-ins/teams.ts'
import type { Platforms } from './served.ts'

/** Bolt as its documentation shows it, answering `ok` to every command. @returns where it listens */
export async function boltEcho({ signingSecret }: Platforms): Promise<string> {
  const receiver = new HTTPReceiver({ signingSecret })
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B', botUserId: 'U' }),
  })
  app.command('/asem', ({ ack }) => ack('ok'))
  return listening(receiver.requestListener)
}

/** The SDK's adapter as its samples show it, answering `ok` to every message; only the web framework is left out. */
export async function botbuilderEcho({ appId, openIdMetadataUrl }: Platforms): Promise<string> {
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppId: appId,
      MicrosoftAppPassword: 'secret',
      MicrosoftAppTenantId: 'bench-tenant',
      ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      OAuthUrl: 'https://api.botframework.com',
      ToBotFromEmulatorOpenIdMetadataUrl:
        'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
      CallerId: 'urn:botframework:azure',
    },
    credentialsOf(appId),
    { requiredEndorsements: [] },
  )
  const adapter = new CloudAdapter(authentication)
  return listening(async (request, response) => {
    const body = JSON.parse(await textOf(request)) as Record<string, unknown>
    const { headers, method = 'POST' } = request
    await adapter.process({ body, headers, method }, asWebResponse(response), async (context) => {
      await context.sendActivity('ok')
    })
  })
}

/** The four methods of a web framework's response that the SDK calls. */
function asWebResponse(response: ServerResponse) {
  const web = {
    socket: response.socket,
    header: (name: string, value: string) => response.setHeader(name, value),
    status: (code: number) => {
      response.statusCode = code
      return web
    },
    send: (body: unknown) => {
      response.write(typeof body === 'string' ? body : JSON.stringify(body))
      return web
    },
    end: () => {
      response.end()
      return web
    },
  }
  return web
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

async function listening(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
