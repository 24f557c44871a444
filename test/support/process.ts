import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { emptyDatabase, prepared, testServer } from './database.ts'
import { preparedFolder } from './prepared.ts'

const root = resolve(import.meta.dirname, '../..')

/** How long a process may take to start, in milliseconds: an embedded database is made the first time. */
const startWithin = 40_000

export type Environment = Record<string, string>

export type BotProcess = {
  baseUrl: string
  output(): string
  /** Sends a signal and waits for the end. @returns the exit code, null when a signal ended it */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/** A folder and a database of its own, migrated and empty: on the server that tests run on, or in the folder. */
export async function ownPlace(): Promise<{
  environment: Environment
  dataDir: string
  remove(): Promise<void>
}> {
  const dataDir = mkdtempSync(join(tmpdir(), 'asem-'))
  const database = await emptyDatabase()
  if (prepared && !testServer)
    cpSync(preparedFolder(prepared), join(dataDir, 'database'), { recursive: true })
  const environment: Environment = { DATA_DIR: dataDir, PORT: '0' }
  if (database.place.kind === 'server') environment.DATABASE_URL = database.place.url
  return {
    environment,
    dataDir,
    remove: async () => {
      rmSync(dataDir, { recursive: true, force: true })
      await database.drop()
    },
  }
}

function run(
  words: string[],
  environment: Environment,
  file = 'src/main.ts',
): { child: ChildProcess; output: () => string } {
  const inherited = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' }
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...words], {
    cwd: root,
    env: { ...inherited, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)))
  return { child, output: () => output }
}

/** Starts the bot and resolves when it listens; rejects with what it said when it ends before. */
export async function startProcess(environment: Environment): Promise<BotProcess> {
  const { child, output } = run([], environment)
  const exited = once(child, 'exit')
  const baseUrl = await new Promise<string>((found, failed) => {
    const timer = setTimeout(() => failed(new Error(`not listening in time: ${output()}`)), startWithin)
    void exited.then(() => failed(new Error(`ended before listening: ${output()}`)))
    child.stdout?.on('data', () => {
      const address = /Listening on (http:\/\/\S+)/.exec(output())?.[1]
      if (!address) return
      clearTimeout(timer)
      found(address)
    })
  })
  return {
    baseUrl,
    output,
    end: async (signal) => {
      child.kill(signal)
      const [code] = (await exited) as [number | null]
      return code
    },
  }
}

/** Runs the program, or another `file` of it, to its end: `runProcess(['asem', 'status'], …)`. */
export async function runProcess(
  words: string[],
  environment: Environment,
  input = '',
  file = 'src/main.ts',
): Promise<{ code: number | null; output: string }> {
  const { child, output } = run(words, environment, file)
  child.stdin?.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: output() }
}
