import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../src/store/database.ts'
import { randomFrom } from '../hostile/random.ts'
import { fullDisk } from './disk.ts'
import { type Counts, judge, settle } from './judge.ts'
import { rounds } from './rounds.ts'
import { ownServer } from './server.ts'
import { openWorld } from './world.ts'

/*
 * `npm run test:faults`: two processes on a PostgreSQL server of their own, killed two hundred times while people report and both
 * platforms fail; the server restarted again and again, and once away for a minute. Then an embedded record whose disk is full.
 * `-- --kills 20 --seed 7` for less, or once more; `-- --kills 0` for the disk alone.
 */

const words = process.argv.slice(2)
const numberAfter = (name: string, otherwise: number): number =>
  words.includes(name) ? Number(words[words.indexOf(name) + 1]) : otherwise

const seed = numberAfter('--seed', Math.floor(Math.random() * 2 ** 31))
const kills = numberAfter('--kills', 200)
const say = (line: string) => process.stdout.write(`${line}\n`)

async function killed(): Promise<Counts> {
  const server = await ownServer()
  const folder = mkdtempSync(join(tmpdir(), 'asem-faults-data-'))
  try {
    const place = { DATA_DIR: folder, PORT: '0', DATABASE_URL: server.url }
    const world = await openWorld(place, randomFrom(seed))
    try {
      const stoppedFor = numberAfter('--stopped', 60)
      const said = await rounds(world, randomFrom(seed + 1), { kills, processes: 2, server, stoppedFor, say })
      const store = await openStore({ kind: 'server', url: server.url }, () => world.now())
      await settle(world, store)
      const counts = await judge(world, store, said)
      await store.close()
      return counts
    } finally {
      await world.close()
    }
  } finally {
    server.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns whether nothing is as it should not be */
function report(of: string, { lost, twice, wrong, ...counts }: Counts): boolean {
  for (const each of [...lost, ...twice, ...wrong]) say(`  ${each}`)
  say(
    `${of}: ${counts.recorded} updates recorded, ${counts.messages} messages stand; lost ${lost.length}, twice ${twice.length}, wrong ${wrong.length}, unconfirmed ${counts.unconfirmed}, failed or given up ${counts.visibly}`,
  )
  return lost.length + twice.length + wrong.length === 0
}

say(`seed ${seed}, ${kills} kills`)
const held = kills > 0 ? [report(`${kills} kills, seed ${seed}`, await killed())] : []
const disk = await fullDisk(randomFrom(seed + 2), say)
if (disk) held.push(report('a full disk', disk))
else say('a full disk: not tried, for want of the right to mount one')
process.exit(held.every(Boolean) ? 0 : 1)
