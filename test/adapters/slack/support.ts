import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SlackOptions } from '../../../adapters/slack/app.ts'
import { createSlack } from '../../../adapters/slack/app.ts'
import type { Handle, Reply, Request } from '../../../src/chat/request.ts'
import { text } from '../../../src/chat/view.ts'
import type { Log } from '../../../src/log.ts'
import {
  deliveryOverHttp,
  deliveryOverSocket,
  slackWorkspace,
  startSlackStandIn,
} from '../../stand-ins/slack.ts'
import { noForms } from '../../support/forms.ts'

export const signingSecret = 'a signing secret for tests'

export const reply = (words: string): Reply => ({
  show: { blocks: [text(words)] },
  to: 'asker',
  outcome: 'done',
})

/** Answers with the words it was given, and remembers every request. */
export function echo(): Handle & { asked: Request[] } {
  const asked: Request[] = []
  return Object.assign(
    async (request: Request) => {
      asked.push(request)
      return reply(`heard: ${request.input.text}`)
    },
    { asked },
  )
}

/** A promise to open by hand. */
export function gate<T>(): { opened: Promise<T>; open: (value: T) => void } {
  let open: (value: T) => void = () => {}
  const opened = new Promise<T>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

export type Line = { level: 'debug' | 'info' | 'warn' | 'error'; fields: object; message: string }

export function logOf(lines: Line[]): Log {
  const at = (level: Line['level']) => (fields: object, message: string) =>
    void lines.push({ level, fields, message })
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

export type Bot = Awaited<ReturnType<typeof startBot>>

export const bothWays = ['http', 'socket'] as const
export type Way = (typeof bothWays)[number]

/** Without `over`, HTTP. */
export type BotOptions = Partial<
  Pick<SlackOptions, 'forms' | 'patience' | 'retryAfter' | 'notify' | 'homes'>
> & {
  over?: Way
}

/**
 * The adapter with a Slack to talk to, not yet started; behind a loopback server for what comes over HTTP. Over a socket
 * it is started, or started again, by the first thing that is delivered.
 */
export async function startBot(handle: Handle, { over = 'http', ...options }: BotOptions = {}) {
  const standIn = await startSlackStandIn()
  const lines: Line[] = []
  const slack = createSlack({
    ...(over === 'http' ? { signingSecret, machineTime: () => new Date() } : { appToken: 'xapp-for-tests' }),
    botToken: 'xoxb-for-tests',
    apiUrl: standIn.url,
    handle,
    notify: async () => null,
    forms: noForms,
    log: logOf(lines),
    ...options,
  })
  let running = false
  async function start(): Promise<void> {
    running = true
    await slack.start()
  }
  async function stop(): Promise<void> {
    running = false
    await slack.stop()
  }
  const server = createServer((request, response) => {
    const route = slack.routes.find(({ path }) => path === request.url?.split('?')[0])
    if (route) return route.listener(request, response)
    response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const delivery =
    over === 'http'
      ? deliveryOverHttp(baseUrl, signingSecret)
      : deliveryOverSocket(standIn.socket, () => running || void start())
  const people = slackWorkspace({ delivery, standIn, silence: 400 })
  async function close(): Promise<void> {
    await stop()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await standIn.close()
  }
  return { slack: { ...slack, start, stop }, standIn, baseUrl, delivery, people, lines, close }
}

/** What the bot sent of its own: everything but asking who it is and for a connection. */
export const answersIn = ({ standIn }: Pick<Bot, 'standIn'>): string[] =>
  standIn.calls
    .map(({ method }) => method)
    .filter((method) => !['auth.test', 'apps.connections.open'].includes(method))
