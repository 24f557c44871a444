import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Delivered, Delivering } from './deliveries.ts'
import type { Measured, Run } from './load.ts'
import type { Platforms, Served, Serving, Usage } from './served.ts'

/** The process that asks, with the stand-ins in it. */
export type Load = { platforms: Platforms; run(run: Run): Promise<Measured> }

/** A process that serves. `cpu` is the processor time it has used so far, in milliseconds. */
export type Server = Served & { cpu(): Promise<number>; end(): Promise<void> }

const start = (file: string, words: string[] = []): ChildProcess =>
  fork(join(import.meta.dirname, file), words, {
    execArgv: ['--import', 'tsx', '--expose-gc', ...profiling(file)],
  })

/** `BENCH_PROFILE=folder` keeps a processor profile of every process that serves. */
function profiling(file: string): string[] {
  const folder = process.env.BENCH_PROFILE
  return folder && file !== 'load.ts' ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []
}

/** The next message of a child; rejects when it ends instead. */
async function next<T>(child: ChildProcess): Promise<T> {
  const ended = new AbortController()
  const gone = once(child, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`a process of the bench ended with ${code}`)
  })
  try {
    const [message] = (await Promise.race([once(child, 'message'), gone])) as [T]
    return message
  } finally {
    gone.catch(() => undefined)
    ended.abort()
  }
}

function asked<T>(child: ChildProcess, message: object): Promise<T> {
  child.send(message)
  return next<T>(child)
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.disconnect()
  await exited
}

export async function startLoad(): Promise<Load & { end(): Promise<void> }> {
  const child = start('load.ts')
  const platforms = await next<Platforms>(child)
  return { platforms, run: (run) => asked<Measured>(child, run), end: () => end(child) }
}

export async function startServer(serving: Serving): Promise<Server> {
  const child = start('served.ts', [JSON.stringify(serving)])
  const served = await next<Served>(child)
  return {
    ...served,
    cpu: async () => (await asked<Usage>(child, {})).cpu / 1000,
    end: () => end(child),
  }
}

/** A process that delivers what is due when it is told to. */
export async function startDelivering(
  delivering: Delivering,
): Promise<{ deliver(): Promise<Delivered>; end(): Promise<void> }> {
  const child = start('delivers.ts', [JSON.stringify(delivering)])
  await next(child)
  return { deliver: () => asked<Delivered>(child, {}), end: () => end(child) }
}
