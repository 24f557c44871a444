import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A PostgreSQL server of its own, that can be taken away and brought back. */
export type OwnServer = {
  url: string
  stop(): void
  start(): void
  /** Everything under way is cut off, as in a crash; the server recovers from its log. */
  restart(): void
  remove(): void
}

/** Where Debian has PostgreSQL's programs. */
const installed = '/usr/lib/postgresql'

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

/** @throws Error when PostgreSQL is not installed, or a command of it fails */
export async function ownServer(): Promise<OwnServer> {
  const newest = readdirSync(installed).sort().at(-1)
  if (!newest) throw new Error(`no PostgreSQL in ${installed}`)
  const bin = join(installed, newest, 'bin')
  const folder = mkdtempSync(join(tmpdir(), 'asem-faults-'))
  const port = await freePort()
  const asRoot = process.getuid?.() === 0
  if (asRoot) {
    const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
    chownSync(folder, id('-u'), id('-g'))
    chmodSync(folder, 0o700)
  }

  /** PostgreSQL refuses to run as root. */
  function run(command: string): void {
    const [program, words] = asRoot
      ? ['su', ['postgres', '-s', '/bin/bash', '-c', `cd '${folder}' && ${command}`]]
      : ['bash', ['-c', command]]
    const { status, stderr } = spawnSync(program as string, words as string[], {
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    if (status !== 0) throw new Error(`PostgreSQL: ${stderr}`)
  }
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c max_connections=100`
  const start = () =>
    run(`'${bin}/pg_ctl' -D '${folder}/data' -w -t 60 -l '${folder}/log' -o "${settings}" start`)
  const stop = () => run(`'${bin}/pg_ctl' -D '${folder}/data' -m immediate -w -t 60 stop`)

  run(`'${bin}/initdb' -D '${folder}/data' -U asem --auth=trust`)
  start()
  return {
    url: `postgresql://asem@127.0.0.1:${port}/postgres`,
    stop,
    start,
    restart: () => {
      stop()
      start()
    },
    remove: () => {
      stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
