import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TeamsOptions } from '../../../adapters/teams/app.ts'
import { createTeams } from '../../../adapters/teams/app.ts'
import type { PlatformMemory } from '../../../src/chat/platform.ts'
import type { Handle, Notice, Notify, Reply, Request } from '../../../src/chat/request.ts'
import { text } from '../../../src/chat/view.ts'
import type { Log } from '../../../src/log.ts'
import { startTeamsStandIn, teamsTenant } from '../../stand-ins/teams.ts'
import { noForms } from '../../support/forms.ts'

export const appId = '11111111-2222-3333-4444-555555555555'
export const tenantId = 'tenant-japan'

export const reply = (words: string, to: Reply['to'] = 'here'): Reply => ({
  show: { blocks: [text(words)] },
  to,
  outcome: 'done',
})

/** Answers with the words it was given, and remembers every request. */
export function echo(to: Reply['to'] = 'here'): Handle & { asked: Request[] } {
  const asked: Request[] = []
  return Object.assign(
    async (request: Request) => {
      asked.push(request)
      return reply(`heard: ${request.input.text}`, to)
    },
    { asked },
  )
}

/** Greets once per notice, as the core does, and remembers every notice. */
export function greetOnce(): Notify & { told: Notice[] } {
  const told: Notice[] = []
  return Object.assign(
    async (notice: Notice) => {
      const again = told.some(({ id }) => id === notice.id)
      told.push(notice)
      return again ? null : reply('welcome')
    },
    { told },
  )
}

export function memoryOf(kept = new Map<string, unknown>()): PlatformMemory & { puts: [string, unknown][] } {
  const puts: [string, unknown][] = []
  return {
    puts,
    get: async (key) => kept.get(key),
    put: async (key, value) => {
      puts.push([key, value])
      kept.set(key, value)
    },
  }
}

export type Line = { level: 'debug' | 'info' | 'warn' | 'error'; fields: object; message: string }

function logOf(lines: Line[]): Log {
  const at = (level: Line['level']) => (fields: object, message: string) =>
    void lines.push({ level, fields, message })
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

export type Bot = Awaited<ReturnType<typeof startBot>>

/** The adapter behind a loopback server, with a Teams to talk to; as a managed identity it gets its own credentials. */
export async function startBot(handle: Handle, options: Partial<TeamsOptions> = {}) {
  const standIn = await startTeamsStandIn()
  const lines: Line[] = []
  const id = options.appId ?? appId
  const teams = createTeams({
    appId,
    appPassword: 'a password for tests',
    tenantIds: [tenantId, 'tenant-korea'],
    serviceHosts: ['smba.trafficmanager.net', '*.botframework.com'],
    dev: true,
    handle,
    notify: async () => null,
    forms: noForms,
    memory: memoryOf(),
    log: logOf(lines),
    doubt: 10,
    openIdMetadataUrl: standIn.openIdMetadataUrl,
    ...(options.appPassword === null ? {} : { credentials: standIn.credentials(id) }),
    ...options,
  })
  await teams.start()
  const server = createServer((request, response) => teams.routes[0]!.listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const people = teamsTenant({ baseUrl, standIn, appId: id, tenantId })
  async function close(): Promise<void> {
    await teams.stop()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await standIn.close()
  }
  return { teams, standIn, lines, baseUrl, people, close }
}
