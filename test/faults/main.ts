import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../src/store/database.ts'
import { randomFrom } from '../hostile/random.ts'
import { judge, settle } from './judge.ts'
import { rounds } from './rounds.ts'
import { ownServer } from './server.ts'
import { openWorld } from './world.ts'

/*
 * `npm run test:faults`: two processes on a PostgreSQL server of their own, killed two hundred times while people report and both
 * platforms fail; the server restarted again and again, and once away for a minute. `-- --kills 20 --seed 7` for less, or once more.
 */

const words = process.argv.slice(2)
const numberAfter = (name: string, otherwise: number): number =>
  words.includes(name) ? Number(words[words.indexOf(name) + 1]) : otherwise

const seed = numberAfter('--seed', Math.floor(Math.random() * 2 ** 31))
const kills = numberAfter('--kills', 200)
const say = (line: string) => process.stdout.write(`${line}\n`)
say(`seed ${seed}, ${kills} kills`)

const server = await ownServer()
const folder = mkdtempSync(join(tmpdir(), 'asem-faults-data-'))
let failed = true
try {
  const place = { DATA_DIR: folder, PORT: '0', DATABASE_URL: server.url }
  const world = await openWorld(place, randomFrom(seed))
  try {
    const said = await rounds(world, randomFrom(seed + 1), {
      kills,
      processes: 2,
      server,
      stoppedFor: numberAfter('--stopped', 60),
      say,
    })
    const store = await openStore({ kind: 'server', url: server.url }, () => world.now())
    await settle(world, store)
    const counts = await judge(world, store, said)
    await store.close()
    for (const each of [...counts.lost, ...counts.twice, ...counts.wrong]) say(`  ${each}`)
    say(
      `seed ${seed}: ${counts.recorded} updates recorded, ${counts.messages} messages stand; lost ${counts.lost.length}, twice ${counts.twice.length}, wrong ${counts.wrong.length}, unconfirmed ${counts.unconfirmed}, failed or given up ${counts.visibly}`,
    )
    failed = counts.lost.length + counts.twice.length + counts.wrong.length > 0
  } finally {
    await world.close()
  }
} finally {
  server.remove()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(failed ? 1 : 0)
