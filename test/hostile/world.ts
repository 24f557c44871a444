import { createSlack } from '../../adapters/slack/app.ts'
import { createTeams } from '../../adapters/teams/app.ts'
import { operator } from '../../src/bot.ts'
import type { PlatformMemory } from '../../src/chat/platform.ts'
import type { Notice, Request } from '../../src/chat/request.ts'
import { listenOnHttp } from '../../src/http.ts'
import type { Log } from '../../src/log.ts'
import { platformMemory } from '../../src/store/memory.ts'
import { startSlackStandIn } from '../stand-ins/slack.ts'
import { startTeamsStandIn, type TeamsStandIn } from '../stand-ins/teams.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'
import type { Means } from './attempts.ts'
import { watchConnections } from './connections.ts'

/** The real core behind both real endpoints, with one member on each platform, and everything that leaves it watched. */
export type World = {
  baseUrl: string
  means: Means
  bot: TestBot
  /** Lines of its log that say that something failed, and what nobody caught. */
  failures: string[]
  /** Places outside of this test that a connection was made to. */
  elsewhere: string[]
  /** What came as far as the core, or its record, since the last time this was asked. */
  reached(): Reached
  /** What both platforms were sent since the last time this was asked. */
  sent(): { slack: object[]; teams: object[] }
  /** Resolves when no request is under way in the core. */
  settled(): Promise<void>
  /** Something was shown on Slack; what is malformed shows nothing, and is waited for in vain. */
  answered(): Promise<void>
  close(): Promise<void>
}

export type Reached = { requests: Request[]; notices: Notice[]; remembered: string[] }

const signingSecret = 'hostile-signing-secret'
const member = 'U0SATO'
const [appId, tenant] = ['hostile-app', 'tenant-japan'] as const

export async function startWorld(): Promise<World> {
  const bot = await testBot()
  const [slackIn, teamsIn] = [await startSlackStandIn(), await startTeamsStandIn()]
  const { team } = slackIn
  const failures: string[] = []
  const log = logOf(failures)
  const { reached, handle, notify, forms, memory, settled } = watched(bot)
  const talking = { handle, notify, forms, log }
  const caught = catchUncaught(failures)
  const slack = createSlack({
    signingSecret,
    machineTime: () => new Date(),
    botToken: 'xoxb-hostile',
    apiUrl: slackIn.url,
    ...talking,
  })
  const teams = createTeams({
    appId,
    appPassword: 'secret',
    tenantIds: [tenant],
    serviceHosts: ['smba.trafficmanager.net'],
    dev: true,
    memory,
    openIdMetadataUrl: teamsIn.openIdMetadataUrl,
    credentials: teamsIn.credentials(appId),
    ...talking,
  })
  await slack.start()
  const routes = [...slack.routes, ...teams.routes]
  const server = await listenOnHttp({ host: '127.0.0.1', port: 0 }, routes, async () => [], log)

  for (const [platform, home] of [['slack', team] as const, ['teams', tenant] as const]) {
    const code = invitationCode((await bot.say(operator, 'invite japan member')).text)
    await bot.say({ platform, tenant: home, user: member }, `join ${code}`)
  }
  const { good, bad } = await tokensOf(teamsIn)
  const standIns = [slackIn, teamsIn].map(({ url }) => Number(new URL(url).port))
  const watch = watchConnections([server.port, ...standIns])
  // The SDK writes every token it refuses to the console.
  const { error: written } = console
  console.error = () => undefined
  return {
    baseUrl: `http://127.0.0.1:${server.port}`,
    bot,
    failures,
    elsewhere: watch.elsewhere,
    means: {
      member,
      slack: {
        signingSecret,
        team,
        responseUrl: slackIn.responseUrl(),
        strangers: [
          { user: 'W9NOBODY', team },
          { user: member, team: 'T9ELSEWHERE' },
        ],
      },
      teams: {
        serviceUrl: teamsIn.url,
        tenant,
        strangers: [
          { user: 'nobody', tenant },
          { user: member, tenant: 'another-tenant' },
        ],
        token: `Bearer ${good}`,
        badTokens: [
          ...bad.map((each) => `Bearer ${each}`),
          ...[undefined, '', 'Bearer ', 'Bearer a.b.c', good, `Basic ${good}`],
        ],
      },
    },
    reached,
    sent: () => ({
      slack: slackIn.calls.splice(0).flatMap(({ method, body }) => (method === 'auth.test' ? [] : [body])),
      teams: teamsIn.calls.splice(0).map(({ body }) => body),
    }),
    settled,
    answered: async () =>
      void (await slackIn.next(({ method }) => /^(views|chat\.post|response_url)/.test(method), 200)),
    close: async () => {
      watch.stop()
      caught.stop()
      console.error = written
      await server.close()
      for (const part of [slack, teams]) await part.stop()
      for (const part of [slackIn, teamsIn, bot]) await part.close()
    },
  }
}

/** Changed on its way, an answer's address is one the stand-in does not know, as the platform would not: no failure of ours. */
const elsewhere = new Set(['Teams did not take an answer', 'Slack did not take a late answer'])

function logOf(failures: string[]): Log {
  const nothing = () => undefined
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (fields, message) => {
      if (!elsewhere.has(message)) failures.push(`${message} ${JSON.stringify(fields)}`)
    },
  }
}

async function tokensOf(teams: TeamsStandIn): Promise<{ good: string; bad: string[] }> {
  const now = Math.floor(Date.now() / 1000)
  const past = now - 4_000
  return {
    good: await teams.token(appId, { exp: now + 36_000 }),
    bad: await Promise.all([
      teams.token('another-app'),
      teams.token(appId, {}, 'stranger'),
      teams.token(appId, { iat: past, nbf: past, exp: past + 600 }),
      teams.token(appId, { serviceurl: 'https://evil.example/' }),
      teams.token(appId, { iss: 'https://evil.example/' }),
    ]),
  }
}

/** What would end the process, outside of tests. */
function catchUncaught(failures: string[]): { stop(): void } {
  const note = (fault: unknown) =>
    void failures.push(`uncaught: ${fault instanceof Error ? fault.stack : String(fault)}`)
  const events = ['unhandledRejection', 'uncaughtException'] as const
  for (const event of events) process.on(event, note)
  return {
    stop: () => {
      for (const event of events) process.off(event, note)
    },
  }
}

/** The core and the memory of a platform, with what reaches them, and when all that was asked has been answered. */
function watched(
  bot: TestBot,
): Pick<World, 'reached' | 'settled'> &
  Pick<TestBot, 'handle' | 'notify' | 'forms'> & { memory: PlatformMemory } {
  const underWay = new Set<Promise<unknown>>()
  const [requests, notices, remembered]: [Request[], Notice[], string[]] = [[], [], []]
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work)
    void work.then(() => underWay.delete(work))
    return work
  }
  const memory = platformMemory(bot.store, 'teams')
  return {
    reached: () => ({
      requests: requests.splice(0),
      notices: notices.splice(0),
      remembered: remembered.splice(0),
    }),
    handle: (request) => {
      requests.push(request)
      return tracked(bot.handle(request))
    },
    notify: (notice) => {
      notices.push(notice)
      return tracked(bot.notify(notice))
    },
    forms: {
      opens: bot.forms.opens,
      open: (request) => {
        requests.push(request)
        return tracked(bot.forms.open(request))
      },
      submit: (submission) => {
        requests.push({ ...submission, input: { text: submission.form.key } })
        return tracked(bot.forms.submit(submission))
      },
      suggest: (lookup) => tracked(bot.forms.suggest(lookup)),
    },
    memory: {
      ...memory,
      put: (key, value) => {
        remembered.push(key)
        return memory.put(key, value)
      },
    },
    async settled() {
      // What was acknowledged before the core is asked gets there without waiting for anything but its turn.
      await new Promise(setImmediate)
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
