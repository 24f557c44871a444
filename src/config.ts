import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { OperatorFault } from './fault.ts'
import type { LogLevel } from './log.ts'
import type { DatabasePlace } from './store/database.ts'
import { type CalendarDate, isCalendarDate } from './time.ts'

/** With an app token, Slack is reached by Socket Mode; with a signing secret, it calls over HTTP. */
export type SlackSettings = { botToken: string; apiUrl?: string } & (
  | { appToken: string }
  | { signingSecret: string }
)
export type TeamsSettings = {
  appId: string
  /** Null for a managed identity, which has none. */
  appPassword: string | null
  tenantIds: string[]
  serviceHosts: string[]
  dev: boolean
}

/** The settings of one process, checked. */
export type Config = {
  host: string
  port: number
  /** Absolute folder of this process's embedded database and socket. */
  dataDir: string
  database: DatabasePlace
  /** No chat platform and no server: example data, in a folder of its own. */
  firstLook: boolean
  logLevel: LogLevel
  programme: string
  programmeStarts: CalendarDate | null
  slack: SlackSettings | null
  teams: TeamsSettings | null
  clockStartsAt: Date | null
}

export type Environment = Record<string, string | undefined>

/** Every wrong or missing setting, one a line. */
export class ConfigFault extends OperatorFault {
  constructor(faults: string[]) {
    super(
      `The settings need attention (README.md, Settings):\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    )
  }
}

/** Hosts from which Teams' connectors call: Microsoft's documentation of the Bot Connector's service URLs. */
const teamsServiceHosts = ['smba.trafficmanager.net', '*.botframework.com']

const levels: LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'silent']
const loopback = ['127.0.0.1', '::1', 'localhost']
const defaultProgramme = resolve(import.meta.dirname, '../prisma/programmes/heraklion-2009.yaml')

/** The process's environment, with a `.env` of the working folder behind it: what is set already wins. */
export function readEnvironment(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}

/**
 * @param today the year in which a first look starts is this day's
 * @throws ConfigFault naming every fault at once
 */
export function readConfig(environment: Environment, today: CalendarDate): Config {
  const faults: string[] = []
  const value = (name: string) => environment[name]?.trim() || undefined
  const port = value('PORT') ?? '3978'
  if (!/^\d+$/.test(port) || Number(port) > 65_535)
    faults.push(`PORT: expected a port number from 0 to 65535, found "${port}"`)
  const logLevel = (value('LOG_LEVEL') ?? 'info') as LogLevel
  if (!levels.includes(logLevel))
    faults.push(`LOG_LEVEL: expected one of ${levels.join(', ')}, found "${logLevel}"`)
  const url = value('DATABASE_URL')
  if (url && !/^postgres(ql)?:\/\//.test(url))
    faults.push('DATABASE_URL: expected an address that begins with postgresql://')
  const starts = value('PROGRAMME_STARTS')
  if (starts && !isCalendarDate(starts))
    faults.push(`PROGRAMME_STARTS: expected a day as 2026-01-01, found "${starts}"`)
  const host = value('HOST') ?? '127.0.0.1'
  const slack = readSlack(value, faults)
  const teams = readTeams(value, host, faults)
  const clockStartsAt = readClock(value, faults)
  if (faults.length > 0) throw new ConfigFault(faults)

  const firstLook = !slack && !teams && !url
  const dataDir = resolve(value('DATA_DIR') ?? '.data', firstLook ? 'first-look' : '.')
  const ownStart = starts && isCalendarDate(starts) ? starts : null
  return {
    host,
    port: Number(port),
    dataDir,
    database: url ? { kind: 'server', url } : { kind: 'folder', path: join(dataDir, 'database') },
    firstLook,
    logLevel: firstLook && !value('LOG_LEVEL') ? 'warn' : logLevel,
    programme: resolve(value('PROGRAMME') ?? defaultProgramme),
    programmeStarts: ownStart ?? (firstLook ? (`${today.slice(0, 4)}-01-01` as CalendarDate) : null),
    slack,
    teams,
    clockStartsAt,
  }
}

type Value = (name: string) => string | undefined

/** An app token chooses Socket Mode, in which nothing is signed. */
function readSlack(value: Value, faults: string[]): SlackSettings | null {
  const appToken = value('SLACK_APP_TOKEN')
  const signingSecret = value('SLACK_SIGNING_SECRET')
  const botToken = value('SLACK_BOT_TOKEN')
  const apiUrl = value('SLACK_API_URL')
  if (!appToken && !signingSecret && !botToken) return null
  if (appToken && !appToken.startsWith('xapp-'))
    faults.push(
      'SLACK_APP_TOKEN: expected a token that begins with xapp-, from Basic Information, App-Level Tokens',
    )
  if (!appToken && !signingSecret)
    faults.push(
      'SLACK_SIGNING_SECRET: missing; it stands under Basic Information. For Socket Mode, set SLACK_APP_TOKEN instead',
    )
  if (!botToken)
    faults.push('SLACK_BOT_TOKEN: missing; it begins with xoxb- and stands under OAuth & Permissions')
  if (apiUrl && !URL.canParse(apiUrl)) faults.push(`SLACK_API_URL: expected an address, found "${apiUrl}"`)
  if (!botToken) return null
  const common = { botToken, ...(apiUrl ? { apiUrl } : {}) }
  if (appToken) return { ...common, appToken }
  return signingSecret ? { ...common, signingSecret } : null
}

function readTeams(value: Value, host: string, faults: string[]): TeamsSettings | null {
  const appId = value('TEAMS_APP_ID')
  const appPassword = value('TEAMS_APP_PASSWORD')
  const listed = (name: string) => (value(name) ?? '').split(/[\s,]+/).filter((item) => item !== '')
  const tenantIds = listed('TEAMS_TENANT_ID')
  const dev = value('TEAMS_DEV') === '1'
  const appType = value('TEAMS_APP_TYPE')
  if (!appId && !appPassword && !appType && tenantIds.length === 0 && !dev) return null
  const serviceHosts = listed('TEAMS_SERVICE_HOSTS')
  const hosts = serviceHosts.length > 0 ? serviceHosts : teamsServiceHosts
  if (dev && !loopback.includes(host))
    faults.push(`TEAMS_DEV: only with HOST on this machine (127.0.0.1), found HOST "${host}"`)
  if (dev && !appId) return { appId: '', appPassword: '', tenantIds, serviceHosts: hosts, dev }
  if (!appId) faults.push('TEAMS_APP_ID: missing; it is the application (client) id of the Entra app')
  const managed = appType?.toLowerCase() === 'userassignedmsi'
  if (appType && !managed && appType.toLowerCase() !== 'singletenant')
    faults.push(`TEAMS_APP_TYPE: expected SingleTenant or UserAssignedMSI, found "${appType}"`)
  if (managed && appPassword)
    faults.push(
      'TEAMS_APP_PASSWORD: a managed identity (TEAMS_APP_TYPE=UserAssignedMSI) has none; take it out',
    )
  if (!managed && !appPassword)
    faults.push('TEAMS_APP_PASSWORD: missing; it is a client secret of the Entra app')
  if (tenantIds.length === 0)
    faults.push(
      "TEAMS_TENANT_ID: missing; the app's own tenant id first, other admitted tenants after it, separated by commas",
    )
  const password = managed ? null : (appPassword ?? '')
  return { appId: appId ?? '', appPassword: password, tenantIds, serviceHosts: hosts, dev }
}

function readClock(value: Value, faults: string[]): Date | null {
  const clock = value('CLOCK')
  if (!clock) return null
  const instant = new Date(clock)
  const isInstant =
    /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(clock) && !Number.isNaN(instant.getTime())
  if (!isInstant) faults.push(`CLOCK: expected an instant as 2010-06-07T08:00:00Z, found "${clock}"`)
  if (value('CLOCK_DEV') !== '1')
    faults.push('CLOCK: refused unless CLOCK_DEV=1, because it makes the bot live at another time')
  return isInstant ? instant : null
}
