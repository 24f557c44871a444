import { createSlack } from '../../adapters/slack/app.ts'
import { createTeams } from '../../adapters/teams/app.ts'
import { createBot } from '../../src/bot.ts'
import { listenOnHttp } from '../../src/http.ts'
import { createLog } from '../../src/log.ts'
import { type DatabasePlace, openStore } from '../../src/store/database.ts'
import { platformMemory } from '../../src/store/memory.ts'
import { createClock } from '../../src/time.ts'
import { credentialsOf } from '../stand-ins/teams.ts'
import { boltEcho, botbuilderEcho } from './echo.ts'
import { benchNow, fillRecord, memberAccounts, teamsTenantId } from './record.ts'

/** What one process of the bench serves: the bot over a record of its own, or one of the two echoes. */
export type Serving =
  | { kind: 'bot'; place: DatabasePlace; updates: number; platforms: Platforms }
  | { kind: 'bolt echo' | 'botbuilder echo'; platforms: Platforms }

/** How the stand-ins are reached, and what signs for them. */
export type Platforms = {
  signingSecret: string
  slackApiUrl: string
  appId: string
  openIdMetadataUrl: string
}

/** `members` are the accounts that may report; none where an echo is served. */
export type Served = { baseUrl: string; members: string[] }

/** User and system time of this process since its start, in microseconds. */
export type Usage = { cpu: number }

async function serveBot({ place, updates, platforms }: Serving & { kind: 'bot' }): Promise<Served> {
  const clock = createClock(benchNow)
  const log = createLog('warn')
  const store = await openStore(place, () => clock.now())
  await fillRecord(store, updates)
  const bot = createBot({ store, clock, log })
  const slack = createSlack({
    signingSecret: platforms.signingSecret,
    machineTime: () => new Date(),
    botToken: 'xoxb-bench',
    apiUrl: platforms.slackApiUrl,
    ...bot,
    log,
  })
  const teams = createTeams({
    appId: platforms.appId,
    appPassword: 'secret',
    tenantIds: [teamsTenantId],
    serviceHosts: [],
    dev: true,
    memory: platformMemory(store, 'teams'),
    openIdMetadataUrl: platforms.openIdMetadataUrl,
    credentials: credentialsOf(platforms.appId),
    ...bot,
    log,
  })
  await slack.start()
  await teams.start()
  const { port } = await listenOnHttp(
    { host: '127.0.0.1', port: 0 },
    [...slack.routes, ...teams.routes],
    async () => [],
    log,
  )
  return { baseUrl: `http://127.0.0.1:${port}`, members: await memberAccounts(store) }
}

async function serve(serving: Serving): Promise<Served> {
  if (serving.kind === 'bot') return serveBot(serving)
  const echo = serving.kind === 'bolt echo' ? boltEcho : botbuilderEcho
  return { baseUrl: await echo(serving.platforms), members: [] }
}

/** @returns the processor time this process has used, in microseconds */
function cpuUsed(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

process.on('message', () => process.send!({ cpu: cpuUsed() } satisfies Usage))
process.on('disconnect', () => process.exit())
process.send!(await serve(JSON.parse(process.argv[2]!) as Serving))
