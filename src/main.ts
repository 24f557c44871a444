import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runPrompt, styleOf } from '../adapters/terminal/prompt.ts'
import { createSession, type Session } from '../adapters/terminal/session.ts'
import { connectToSocket, FolderInUse, listenOnSocket } from '../adapters/terminal/socket.ts'
import { type Bot, createBot, operator } from './bot.ts'
import type { ChatPlatform } from './chat/platform.ts'
import { type Config, ConfigFault, readConfig, readEnvironment } from './config.ts'
import { fillFirstLook, speakAsExample } from './first-look.ts'
import { listenOnHttp } from './http.ts'
import { createLog, type Log } from './log.ts'
import { startingOn } from './programme/move.ts'
import { loadProgramme, ProgrammeFault } from './programme/read.ts'
import { openStore, type Store } from './store/database.ts'
import { ImportRefused, importProgramme } from './store/import.ts'
import { platformMemory } from './store/memory.ts'
import { isLoaded } from './store/programme.ts'
import { type Clock, createClock, dayIn } from './time.ts'

/** Everything that is open, closed in the reverse order of opening. */
type Closing = (() => Promise<void>)[]

/** After this long, in milliseconds, what is still in flight is given up. */
const stopWithin = 9_000

const socketOf = (config: Config): string => join(config.dataDir, 'bot.sock')

type Opened = { store: Store; bot: Bot; session: Session; closing: Closing }

/** The record and the bot over it, with the programme loaded; for an embedded record, its folder's lock is held. */
async function open(config: Config, clock: Clock, log: Log): Promise<Opened> {
  const closing: Closing = []
  const inner: { session?: Session } = {}
  if (config.database.kind === 'folder') {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
    const early: Session = async ({ user }) => ({
      text: 'The bot is starting; ask again in a few seconds.',
      ok: false,
      user,
    })
    const socket = await listenOnSocket(socketOf(config), (typed) => (inner.session ?? early)(typed), log)
    closing.push(() => socket.close())
  }
  const store = await openStore(config.database, () => clock.now())
  closing.unshift(() => store.close())
  await loadAtStart(store, config, clock)
  if (config.firstLook) await fillFirstLook(store, clock)
  const bot = createBot({ store, clock, log })
  inner.session = createSession(
    bot.handle,
    (user) => {
      if (user === operator.user) return { ...operator, name: 'Operator' }
      return config.firstLook ? { platform: 'terminal', tenant: 'first-look', user } : null
    },
    config.firstLook ? (words) => speakAsExample(store, words) : null,
  )
  return { store, bot, session: inner.session, closing }
}

async function loadAtStart(store: Store, config: Config, clock: Clock): Promise<void> {
  const file = loadProgramme(config.programme)
  if (await isLoaded(store.db, file.key)) return
  const programme = config.programmeStarts ? startingOn(file, config.programmeStarts) : file
  await store.transaction((db) => importProgramme(db, programme, clock.now(), { example: config.firstLook }))
}

/** Starts only the platforms that have settings; the others' code is not even loaded. */
async function createPlatforms(config: Config, { bot, store }: Opened, log: Log): Promise<ChatPlatform[]> {
  const platforms: ChatPlatform[] = []
  if (config.slack) {
    const { createSlack } = await import('../adapters/slack/app.ts')
    platforms.push(createSlack({ ...config.slack, ...bot, log }))
  }
  if (config.teams) {
    const { createTeams } = await import('../adapters/teams/app.ts')
    platforms.push(createTeams({ ...config.teams, ...bot, memory: platformMemory(store, 'teams'), log }))
  }
  return platforms
}

/** `npm start`: serves until SIGTERM or SIGINT, or until the prompt of a first look ends. */
async function serve(config: Config, clock: Clock, log: Log): Promise<void> {
  const opened = await open(config, clock, log)
  const { store, session, closing } = opened
  const platforms = await createPlatforms(config, opened, log)
  for (const platform of platforms) {
    await platform.start()
    closing.unshift(() => platform.stop())
  }
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
  if (config.firstLook) await showFirstLook(session, config)

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

async function showFirstLook(session: Session, config: Config): Promise<void> {
  const summary = await session({ line: 'summary', user: operator.user, style: styleOf(process.stdout) })
  print(
    [
      '',
      'A first look: the Heraklion Declaration moved to this year, with example people and reports.',
      '  Try:    status ipr-1     mine     as japan     update ipr-1 on track Note sent https://example.org/note',
      '  Here, or in another window:    npm run asem',
      '  Slack:  set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN.    Teams:  set TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID.',
      `  The example data is in ${config.dataDir}; the real record will be a new one.`,
      '',
      summary.text,
      '',
    ].join('\n'),
  )
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
    const printed = await session({
      line: words.join(' '),
      user: operator.user,
      style: styleOf(process.stdout),
    })
    print(printed.text)
    process.exitCode = printed.ok ? 0 : 1
  } else {
    await runPrompt(session, { input: process.stdin, output: process.stdout })
  }
  await closeAll(closing)
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
  const said = [ConfigFault, ProgrammeFault, ImportRefused, FolderInUse]
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
