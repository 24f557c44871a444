import { existsSync, renameSync, unlinkSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { Log } from '../../src/log.ts'
import { isDialogue } from './dialogue.ts'
import type { Printed, Session, TypedLine } from './session.ts'

/** Characters of one request on the socket: a long update and its envelope. */
const requestLimit = 100_000

/** Another process of the bot has this folder open. */
export class FolderInUse extends Error {}

/**
 * Listens on a socket file (mode 0600), which is the lock of its folder: a file that nobody answers is left over and replaced.
 *
 * @throws FolderInUse when another process answers on it
 */
export async function listenOnSocket(
  path: string,
  session: Session,
  log: Log,
): Promise<{ close(): Promise<void> }> {
  if (existsSync(path)) await removeLeftOver(path)
  const open = new Set<Socket>()
  const pending = new Set<Promise<void>>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', (error) => log.debug({ fault: error.message }, 'a terminal went away'))
    const lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })
    let last: Promise<void> = Promise.resolve()
    lines.on('line', (line) => {
      const work = last.then(async () => {
        const printed = await answerLine(line, session)
        if (socket.writable) socket.write(`${JSON.stringify(printed)}\n`)
      })
      last = work
      pending.add(work)
      void work.finally(() => pending.delete(work))
    })
  })
  const mask = process.umask(0o177)
  try {
    await listening(server, path)
  } finally {
    process.umask(mask)
  }
  return {
    close: async () => {
      await Promise.all(pending)
      for (const socket of open) socket.end()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

const inUse = (path: string): string =>
  `Another bot is running in this folder (${path} answers). Stop it, or set another DATA_DIR.`

/** Tried first, so that a live one is never touched; then moved aside and tried again, so that of two processes starting together neither removes the other's. */
async function removeLeftOver(path: string): Promise<void> {
  if (await isAnswered(path)) throw new FolderInUse(inUse(path))
  const aside = `${path}.${process.pid}`
  renameSync(path, aside)
  if (await isAnswered(aside)) {
    renameSync(aside, path)
    throw new FolderInUse(
      `Another bot is running in this folder (${path} answers). Stop it, or set another DATA_DIR.`,
    )
  }
  unlinkSync(aside)
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new FolderInUse(`Another bot has just started in this folder (${path}).`)
          : error,
      )
    })
    server.listen(path, resolve)
  })
}

async function answerLine(line: string, session: Session): Promise<Printed> {
  const typed = line.length <= requestLimit ? parseTyped(line) : null
  return typed
    ? session(typed)
    : { text: 'This request is not one that the bot understands.', ok: false, user: 'operator' }
}

function parseTyped(line: string): TypedLine | null {
  try {
    const value = JSON.parse(line) as Partial<TypedLine> | null
    if (typeof value !== 'object' || value === null) return null
    const { line: said, user, style, dialogue } = value
    if (typeof said !== 'string' || typeof user !== 'string' || typeof style?.width !== 'number') return null
    if (dialogue !== undefined && dialogue !== null && !isDialogue(dialogue)) return null
    const drawn = { width: style.width, colour: style.colour === true }
    return { line: said, user, style: drawn, ...(dialogue === undefined ? {} : { dialogue }) }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Whether a process answers on the socket file. */
export function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** A session in the process that listens on the socket file; null when none does. */
export async function connectToSocket(path: string): Promise<{ session: Session; close(): void } | null> {
  if (!existsSync(path) || !(await isAnswered(path))) return null
  const socket = connect(path)
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  const session: Session = async (typed) => {
    socket.write(`${JSON.stringify(typed)}\n`)
    const { value, done } = await lines.next()
    if (done)
      return {
        text: 'The bot stopped before it answered. Start it and ask again.',
        ok: false,
        user: typed.user,
      }
    return JSON.parse(value) as Printed
  }
  return { session, close: () => socket.destroy() }
}
