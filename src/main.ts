import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runPrompt, styleOf } from '../adapters/terminal/prompt.ts'
import { createSession, type Session } from '../adapters/terminal/session.ts'
import { connectToSocket, FolderInUse, listenOnSocket } from '../adapters/terminal/socket.ts'
import { type Bot, createBot, type Look, operator } from './bot.ts'
import type { ChatPlatform } from './chat/platform.ts'
import { type Config, ConfigFault, readConfig, readEnvironment } from './config.ts'
import { OperatorFault } from './fault.ts'
import { firstLookWords, openFirstLook } from './first-look.ts'
import { listenOnHttp } from './http.ts'
import { startJobs } from './jobs/jobs.ts'
import { loadProgrammeOnce } from './load-programme.ts'
import { createLog, type Log } from './log.ts'
import { ProgrammeFault } from './programme/read.ts'
import { openStore, type Store } from './store/database.ts'
import { platformMemory } from './store/memory.ts'
import { type Clock, createClock, dayIn, movableClock } from './time.ts'

/** Everything that is open, closed in the reverse order of opening. */
type Closing = (() => Promise<void>)[]

/** After this long, in milliseconds, what is still in flight is given up. */
const stopWithin = 9_000

const socketOf = (config: Config): string => join(config.dataDir, 'bot.sock')

/** What the bot reaches beyond the record, once the platforms are there. */
type Outward = { changed(): void; look: Look }

type Opened = {
  store: Store
  /** of a first look, the one that `tick` moves */
  clock: Clock
  bot: Bot
  session: Session
  closing: Closing
  outward: Outward
}

/** The record and the bot over it, with the programme loaded; for an embedded record, its folder's lock is held. */
async function open(config: Config, machine: Clock, log: Log): Promise<Opened> {
  const moved = config.firstLook ? movableClock(machine) : null
  const clock = moved ?? machine
  const closing: Closing = []
  let start: (session: Session) => void = () => undefined
  const started = new Promise<Session>((resolve) => {
    start = resolve
  })
  if (config.database.kind === 'folder') {
    makeFolder(config.dataDir)
    const socket = await listenOnSocket(socketOf(config), async (typed) => (await started)(typed), log)
    closing.push(() => socket.close())
  }
  const store = await openStore(config.database, () => clock.now())
  closing.unshift(() => store.close())
  await loadProgrammeOnce(store, config, clock)
  const firstLook = moved && (await openFirstLook(store, moved, log))
  const outward: Outward = { changed: () => undefined, look: async () => null }
  const bot = createBot({
    store,
    clock,
    log,
    changed: () => outward.changed(),
    look: (at) => outward.look(at),
  })
  const session = createSession(
    bot,
    (user) => {
      if (user === operator.user) return { ...operator, name: 'Operator' }
      return config.firstLook ? { platform: 'terminal', tenant: 'first-look', user } : null
    },
    firstLook,
    log,
  )
  start(session)
  return { store, clock, bot, session, closing, outward }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new ConfigFault([`DATA_DIR: the folder cannot be made (${(error as Error).message})`])
  }
}

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

async function closeAll(closing: Closing): Promise<void> {
  setTimeout(() => process.exit(1), stopWithin).unref()
  for (const close of closing) await close()
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
