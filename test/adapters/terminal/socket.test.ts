import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '../../../adapters/terminal/session.ts'
import {
  connectToSocket,
  FolderInUse,
  isAnswered,
  listenOnSocket,
} from '../../../adapters/terminal/socket.ts'
import { createLog } from '../../../src/log.ts'

const style = { width: 80, colour: false }
const log = createLog('silent')
const echo: Session = async ({ line, user }) => ({ text: `${user} said ${line}`, ok: true, user })
const refusal = { text: 'This request is not one that the bot understands.', ok: false, user: 'operator' }

let folder: string
let path: string
let closing: (() => unknown)[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asem-socket-'))
  path = join(folder, 'bot.sock')
  closing = []
})
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  rmSync(folder, { recursive: true, force: true })
})

async function listen(session: Session = echo) {
  const listening = await listenOnSocket(path, session, log)
  let open = true
  const close = async () => {
    if (open) await listening.close()
    open = false
  }
  closing.push(close)
  return { close }
}

async function terminal() {
  const connected = await connectToSocket(path)
  if (!connected) throw new Error('nobody answers')
  closing.push(() => connected.close())
  return connected
}

/** Writes bytes as they are. @returns the next answers, in order */
async function raw() {
  const socket = connect(path)
  await once(socket, 'connect')
  closing.push(() => socket.destroy())
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  return {
    write: (bytes: string) => void socket.write(bytes),
    answer: async () => JSON.parse((await lines.next()).value ?? 'null') as unknown,
  }
}
const typed = (line: string) => `${JSON.stringify({ line, user: 'operator', style })}\n`

describe('a terminal at the socket', () => {
  it('is answered line by line, in the order of its lines', async () => {
    await listen()
    const { session } = await terminal()
    const lines = Array.from({ length: 20 }, (_, at) => `status ${at}\nwith ünïcode`)
    const answers: string[] = []
    for (const line of lines) answers.push((await session({ line, user: 'operator', style })).text)
    expect(answers).toEqual(lines.map((line) => `operator said ${line}`))
  })

  it('hands over the user and the style, and gets back who speaks from now on', async () => {
    const heard: unknown[] = []
    await listen(async (all) => {
      heard.push(all)
      return { text: 'ok', ok: false, user: 'member:JP' }
    })
    const { session } = await terminal()
    const request = { line: 'as japan', user: 'operator', style: { width: 61, colour: true } }
    expect(await session(request)).toEqual({ text: 'ok', ok: false, user: 'member:JP' })
    expect(heard).toEqual([request])
  })

  it('gets its own answers while another is at work', async () => {
    await listen()
    const [one, other] = [await terminal(), await terminal()]
    const answers = await Promise.all([
      one.session({ line: 'one', user: 'a', style }),
      other.session({ line: 'other', user: 'b', style }),
    ])
    expect(answers.map(({ text }) => text)).toEqual(['a said one', 'b said other'])
  })

  it('that goes away while it is answered does not disturb the others', async () => {
    await listen(async (all) => {
      await pause(50)
      return echo(all)
    })
    const gone = connect(path)
    await once(gone, 'connect')
    gone.write(typed('status'))
    gone.destroy()
    const { session } = await terminal()
    expect((await session({ line: 'help', user: 'operator', style })).text).toBe('operator said help')
  })

  it('is told when the bot stops before it answers', async () => {
    const server = createServer((socket) => void socket.once('data', () => socket.end()))
    server.listen(path)
    await once(server, 'listening')
    closing.push(() => server.close())
    const { session } = await terminal()
    expect(await session({ line: 'status', user: 'member:JP', style })).toEqual({
      text: 'The bot stopped before it answered. Start it and ask again.',
      ok: false,
      user: 'member:JP',
    })
  })

  it('does not connect where nobody listens', async () => {
    expect(await connectToSocket(path)).toBeNull()
    writeFileSync(path, '')
    expect(await connectToSocket(path)).toBeNull()
  })
})

describe('a request that the bot does not understand', () => {
  it.each<[string, string]>([
    ['no JSON', 'status ipr-1'],
    ['half of it', '{"line":"status"'],
    ['an empty line', ''],
    ['a number', '7'],
    ['a list', '["status"]'],
    ['no user', JSON.stringify({ line: 'status', style })],
    ['no style', JSON.stringify({ line: 'status', user: 'operator' })],
    ['a style that is null', JSON.stringify({ line: 'status', user: 'operator', style: null })],
    ['a line that is no text', JSON.stringify({ line: 7, user: 'operator', style })],
    ['one that is too long', typed('a'.repeat(100_000)).trim()],
  ])('is refused and the next is answered: %s', async (_, bytes) => {
    await listen()
    const client = await raw()
    client.write(`${bytes}\n`)
    expect(await client.answer()).toEqual(refusal)
    client.write(typed('help'))
    expect(await client.answer()).toMatchObject({ text: 'operator said help', ok: true })
  })

  it('is not one of nearly a hundred thousand characters', async () => {
    await listen()
    const { session } = await terminal()
    const line = 'a'.repeat(99_000)
    expect((await session({ line, user: 'operator', style })).ok).toBe(true)
  })
})

describe('the socket file', () => {
  it('is for its owner only, and gone when the bot has stopped', async () => {
    const { close } = await listen()
    const { mode } = statSync(path)
    expect((mode & 0o777).toString(8)).toBe('600')
    expect(await isAnswered(path)).toBe(true)
    await close()
    expect(existsSync(path)).toBe(false)
    expect(await isAnswered(path)).toBe(false)
  })

  it('leaves the mask of the process as it was', async () => {
    const before = process.umask()
    await listen()
    expect(process.umask()).toBe(before)
  })

  it('of a bot that runs is left to it: the second is refused, the first goes on answering', async () => {
    await listen()
    const before = await terminal()
    const second = listenOnSocket(path, echo, log)
    await expect(second).rejects.toThrow(FolderInUse)
    await expect(second).rejects.toThrow('set another DATA_DIR')
    expect((await before.session({ line: 'one', user: 'operator', style })).ok).toBe(true)
    const after = await terminal()
    expect((await after.session({ line: 'two', user: 'operator', style })).ok).toBe(true)
  })

  it('that nobody answers is replaced', async () => {
    writeFileSync(path, 'left over')
    await listen()
    const { session } = await terminal()
    expect((await session({ line: 'help', user: 'operator', style })).ok).toBe(true)
    expect(statSync(path).isSocket()).toBe(true)
  })

  it('can be listened on again after it was closed', async () => {
    await (await listen()).close()
    await listen()
    expect(await isAnswered(path)).toBe(true)
  })
})

describe('stopping', () => {
  it('waits for the answers under way, and lets connected terminals go', async () => {
    const { close } = await listen(async (all) => {
      await pause(100)
      return echo(all)
    })
    const client = await raw()
    client.write(typed('update ipr-1'))
    await pause(30)
    const closed = close()
    expect(await client.answer()).toMatchObject({ text: 'operator said update ipr-1' })
    await closed
  })
})
