import { resolve } from 'node:path'
import { runPrompt, styleOf } from '../adapters/terminal/prompt.ts'
import type { Session } from '../adapters/terminal/session.ts'
import { connectToSocket, FolderInUse } from '../adapters/terminal/socket.ts'
import { operator } from './bot.ts'
import type { ChatPlatform } from './chat/platform.ts'
import { type Config, readConfig, readEnvironment } from './config.ts'
import { OperatorFault } from './fault.ts'
import { firstLookWords } from './first-look.ts'
import { listenOnHttp } from './http.ts'
import { startJobs } from './jobs/jobs.ts'
import { createLog, type Log } from './log.ts'
import { type Closing, closeAll, type Opened, open, socketOf } from './open.ts'
import { ProgrammeFault } from './programme/read.ts'
import { platformMemory } from './store/memory.ts'
import { type Clock, createClock, dayIn } from './time.ts'

/** Starts only the platforms that have settings; the others' code is not even loaded. */
async function createPlatforms(config: Config, { bot, store }: Opened, log: Log): Promise<ChatPlatform[]> {
  const platforms: ChatPlatform[] = []
  if (config.slack) {
    const { createSlack } = await import('../adapters/slack/app.ts')
    platforms.push(createSlack({ ...config.slack, ...bot, machineTime: createClock().now, log }))
  }
  if (config.teams) {
    const { createTeams } = await import('../adapters/teams/app.ts')
    platforms.push(createTeams({ ...config.teams, ...bot, memory: platformMemory(store, 'teams'), log }))
  }
  return platforms
}

/** `npm start`: serves until SIGTERM or SIGINT, or until the prompt of a first look ends. */
async function serve(config: Config, machine: Clock, log: Log): Promise<void> {
  const opened = await open(config, machine, log)
  const { store, clock, session, closing } = opened
  const platforms = await createPlatforms(config, opened, log)
  for (const platform of platforms) await platform.start()
  closing.unshift(async () => void (await Promise.all(platforms.map((platform) => platform.stop()))))
  const jobs = startJobs({ store, clock, log, platforms })
  opened.outward.changed = jobs.wake
  opened.outward.look = async (at) =>
    (await platforms.find(({ name }) => name === at.platform)?.messenger?.look(at)) ?? null
  closing.unshift(() => jobs.stop())
  const ready = async (): Promise<string[]> => {
    const database = await store.check().then(
      () => [],
      () => ['database'],
    )
    return [...database, ...platforms.filter((platform) => !platform.ready()).map(({ name }) => name)]
  }
  const server = await listenOnHttp(
    config,
    platforms.flatMap(({ routes }) => routes),
    ready,
    log,
  )
  closing.unshift(() => server.close())

  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort())
  const names = platforms.map(({ name }) => name).join(' and ') || 'no chat platform'
  print(`Listening on http://${config.host}:${server.port} (${names}).`)
  if (config.firstLook) {
    const summary = await session({ line: 'summary', user: operator.user, style: styleOf(process.stdout) })
    print(firstLookWords(config.dataDir, summary.text))
  }

  const stopped = new Promise<void>((resolve) => {
    if (stopping.signal.aborted) resolve()
    stopping.signal.addEventListener('abort', () => resolve())
  })
  const prompted = process.stdin.isTTY && platforms.length === 0
  await (prompted
    ? runPrompt(session, { input: process.stdin, output: process.stdout }, stopping.signal)
    : stopped)
  await closeAll(closing)
}

const onlyAtPrompt = {
  text: 'Speaking as somebody else works at the prompt of a first look: npm run asem',
  ok: false,
}

/** `npm run asem`: one answer, or a prompt; in the running bot if there is one, else on the record itself. */
async function terminal(config: Config, clock: Clock, log: Log, words: string[]): Promise<void> {
  const running = config.database.kind === 'folder' ? await connectToSocket(socketOf(config)) : null
  const opened = running ? null : await open(config, clock, log)
  const session = running?.session ?? opened!.session
  const closing: Closing = opened?.closing ?? [async () => running?.close()]
  if (config.firstLook)
    process.stderr.write(
      'First look: example data. Set a chat platform or DATABASE_URL for the real record.\n',
    )
  if (words.length > 0) {
    const printed = await answerOnce(session, words)
    print(printed.text)
    process.exitCode = printed.ok ? 0 : 1
  } else {
    await runPrompt(session, { input: process.stdin, output: process.stdout })
  }
  await closeAll(closing)
}

/** A path is one of the caller's folder, whichever process reads it. */
function answerOnce(
  session: Session,
  [word = '', ...rest]: string[],
): Promise<{ text: string; ok: boolean }> {
  if (word.toLowerCase() === 'as') return Promise.resolve(onlyAtPrompt)
  const words = word === 'import' && rest[0] ? [resolve(rest[0]), ...rest.slice(1)] : rest
  return session({ line: [word, ...words].join(' '), user: operator.user, style: styleOf(process.stdout) })
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Faults of the operator's making are said in full; anything else with its stack. */
function explain(error: unknown): string {
  const said = [OperatorFault, ProgrammeFault, FolderInUse]
  if (said.some((kind) => error instanceof kind)) return (error as Error).message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

async function main([mode = 'start', ...words]: string[]): Promise<void> {
  const config = readConfig(readEnvironment(), dayIn(createClock().now(), 'UTC'))
  const clock = createClock(config.clockStartsAt ?? undefined)
  const log = createLog(mode === 'asem' ? 'warn' : config.logLevel)
  if (mode === 'asem') return terminal(config, clock, log, words)
  if (mode === 'migrate') {
    const { closing } = await open(config, clock, log)
    return closeAll(closing)
  }
  return serve(config, clock, log)
}

main(process.argv.slice(2)).then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`)
    process.exit(1)
  },
)
