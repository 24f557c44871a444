import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createSession, type Session } from '../adapters/terminal/session.ts'
import { listenOnSocket } from '../adapters/terminal/socket.ts'
import { type Bot, createBot, type Look, operator } from './bot.ts'
import { type Config, ConfigFault } from './config.ts'
import { openFirstLook } from './first-look.ts'
import { loadProgrammeOnce } from './load-programme.ts'
import type { Log } from './log.ts'
import { openStore, type Store } from './store/database.ts'
import { type Clock, movableClock } from './time.ts'

/** What closes everything that is open, in the reverse order of opening. */
export type Closing = (() => Promise<void>)[]

/** After this long, in milliseconds, what is still in flight is given up. */
const stopWithin = 9_000

/** Where the running bot listens for `npm run asem`, and what locks the embedded record. */
export const socketOf = (config: Config): string => join(config.dataDir, 'bot.sock')

/** What the bot reaches beyond the record, once the platforms are there. */
export type Outward = { changed(): void; look: Look }

export type Opened = {
  store: Store
  /** of a first look, the one that `tick` moves */
  clock: Clock
  bot: Bot
  session: Session
  closing: Closing
  outward: Outward
}

/**
 * The record and the bot over it, with the programme loaded; for an embedded record, its folder's lock is held.
 *
 * @param machine the clock that the bot goes by; a first look moves one of its own over it
 * @returns what is open, to be closed in the order of `closing`
 * @throws FolderInUse where another bot has the folder; ConfigFault, OperatorFault or ProgrammeFault, which name what to mend
 */
export async function open(config: Config, machine: Clock, log: Log): Promise<Opened> {
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

/** Closes what is open; a process in which that takes too long ends all the same. */
export async function closeAll(closing: Closing): Promise<void> {
  setTimeout(() => process.exit(1), stopWithin).unref()
  for (const close of closing) await close()
}
