import { createSlack } from '../../adapters/slack/app.ts'
import { createTeams } from '../../adapters/teams/app.ts'
import { createSession } from '../../adapters/terminal/session.ts'
import type { Bot } from '../../src/bot.ts'
import type { ChatPlatform, Messenger } from '../../src/chat/platform.ts'
import { listenOnHttp } from '../../src/http.ts'
import { createLog } from '../../src/log.ts'
import { platformMemory } from '../../src/store/memory.ts'
import {
  type Delivery,
  deliveryOverHttp,
  deliveryOverSocket,
  type SlackStandIn,
  type SlackWorkspace,
  slackWorkspace,
  startSlackStandIn,
} from '../stand-ins/slack.ts'
import { startTeamsStandIn, type TeamsStandIn, type TeamsTenant, teamsTenant } from '../stand-ins/teams.ts'
import type { TestBot } from '../support/bot.ts'

/** One person at one platform: what they say in private, and all the words they see in answer. */
export type Person = (text: string) => Promise<string>

/** A real platform over the real core: people by name, each with an account of their own. */
export type PlatformUnderTest = { person(name: string): Person; close(): Promise<void> }

const signingSecret = 'contract-signing-secret'
const log = createLog('silent')

async function served(platform: ChatPlatform): Promise<{ baseUrl: string; close(): Promise<void> }> {
  await platform.start()
  const server = await listenOnHttp({ host: '127.0.0.1', port: 0 }, platform.routes, async () => [], log)
  return {
    baseUrl: `http://127.0.0.1:${server.port}`,
    close: async () => {
      await server.close()
      await platform.stop()
    },
  }
}

export type ServedSlack = {
  workspace: SlackWorkspace
  delivery: Delivery
  standIn: SlackStandIn
  messenger: Messenger
  close(): Promise<void>
}

/** `callTimeout` is how long the bot waits for the platform, `patience` how long a platform waits for it, in milliseconds. */
type Serving = { callTimeout?: number; patience?: number }

/** A Slack workspace whose people talk to the real adapter over signed requests. */
export async function slackServed(
  { handle, notify, forms, homes }: Bot,
  serving: Serving = {},
): Promise<ServedSlack> {
  const standIn = await startSlackStandIn()
  const slack = createSlack({
    signingSecret,
    machineTime: () => new Date(),
    botToken: 'xoxb-contract',
    apiUrl: standIn.url,
    ...serving,
    handle,
    notify,
    forms,
    homes,
    log,
  })
  const { baseUrl, close } = await served(slack)
  const delivery = deliveryOverHttp(baseUrl, signingSecret)
  return {
    workspace: slackWorkspace({ delivery, standIn }),
    delivery,
    standIn,
    messenger: slack.messenger!,
    close: async () => {
      await close()
      await standIn.close()
    },
  }
}

/** The same over Socket Mode: nothing is served, and nothing signed. */
export async function slackSocketServed({
  handle,
  notify,
  forms,
  homes,
}: Bot): ReturnType<typeof slackServed> {
  const standIn = await startSlackStandIn()
  const tokens = { botToken: 'xoxb-contract', appToken: 'xapp-contract' }
  const slack = createSlack({ ...tokens, apiUrl: standIn.url, handle, notify, forms, homes, log })
  await slack.start()
  const delivery = deliveryOverSocket(standIn.socket)
  return {
    workspace: slackWorkspace({ delivery, standIn }),
    delivery,
    standIn,
    messenger: slack.messenger!,
    close: async () => {
      await slack.stop()
      await standIn.close()
    },
  }
}

/** What a person typed, as it arrives from Slack (should_escape). */
const asSlackSends = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const slackUnderTest =
  (serve: typeof slackServed) =>
  async (bot: TestBot): Promise<PlatformUnderTest> => {
    const { workspace, close } = await serve(bot)
    return {
      person: (name) => async (text) =>
        (await workspace.command(asSlackSends(text), { user: `U-${name.toUpperCase()}` })).text,
      close,
    }
  }
export const slackHttpUnderTest = slackUnderTest(slackServed)
export const slackSocketUnderTest = slackUnderTest(slackSocketServed)

/**
 * Two Teams tenants whose people talk to the real adapter over signed requests; in a channel as well as in private.
 */
export async function teamsServed(
  { handle, notify, forms, homes, store }: Bot & Pick<TestBot, 'store'>,
  serving: Serving = {},
): Promise<{
  tenant: TeamsTenant
  another: TeamsTenant
  standIn: TeamsStandIn
  messenger: Messenger
  close(): Promise<void>
}> {
  const standIn = await startTeamsStandIn()
  const [appId, tenantId, anotherId] = ['contract-app', 'contract-tenant', 'another-tenant'] as const
  const teams = createTeams({
    appId,
    appPassword: 'secret',
    tenantIds: [tenantId, anotherId],
    serviceHosts: [],
    dev: true,
    memory: platformMemory(store, 'teams'),
    openIdMetadataUrl: standIn.openIdMetadataUrl,
    credentials: standIn.credentials(appId),
    doubt: 10,
    ...serving,
    handle,
    notify,
    forms,
    homes,
    log,
  })
  const { baseUrl, close } = await served(teams)
  return {
    tenant: teamsTenant({ baseUrl, standIn, appId, tenantId }),
    another: teamsTenant({ baseUrl, standIn, appId, tenantId: anotherId }),
    standIn,
    messenger: teams.messenger!,
    close: async () => {
      await close()
      await standIn.close()
    },
  }
}

export async function teamsUnderTest(bot: TestBot): Promise<PlatformUnderTest> {
  const { tenant, close } = await teamsServed(bot)
  return {
    person: (name) => async (text) =>
      (await tenant.personal(text, { user: name })).messages.map((message) => message.text).join('\n'),
    close,
  }
}

export async function terminalUnderTest(bot: TestBot): Promise<PlatformUnderTest> {
  const session = createSession(
    bot,
    (user) => ({ platform: 'terminal', tenant: 'contract', user }),
    null,
    log,
  )
  return {
    person: (name) => async (text) =>
      (await session({ line: text, user: name, style: { width: 100, colour: false } })).text,
    close: async () => undefined,
  }
}
