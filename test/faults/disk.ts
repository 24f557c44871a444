import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../../src/store/database.ts'
import type { Random } from '../hostile/random.ts'
import { type Counts, judgeRecord } from './judge.ts'
import { people } from './traffic.ts'
import { openWorld } from './world.ts'

/** Room for an embedded record, and little more. */
const megabytes = 200

/** How long the bot is left without room, and may then take until it records again, in milliseconds. */
const patience = 120_000

async function until(holds: () => boolean, what: string): Promise<void> {
  const last = Date.now() + patience
  while (!holds()) {
    if (Date.now() > last) throw new Error(`not within ${patience / 1000} s: ${what}`)
    await sleep(100)
  }
}

/** Writes until there is no room left. */
function fill(file: string): void {
  const open = openSync(file, 'w')
  for (const size of [1_048_576, 4_096, 1]) {
    try {
      for (;;) writeSync(open, Buffer.alloc(size))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
    }
  }
  closeSync(open)
}

/**
 * An embedded record on a disk of its own that fills up while people report, and has room again later.
 *
 * @returns what stands in the record against what people were told; null where no disk can be mounted (that takes root)
 */
export async function fullDisk(random: Random, say: (line: string) => void): Promise<Counts | null> {
  const folder = mkdtempSync(join(tmpdir(), 'asem-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true })
    return null
  }
  try {
    const data = join(folder, 'data')
    const world = await openWorld({ DATA_DIR: data, PORT: '0' }, random)
    try {
      const traffic = people(world, random)
      const told = () => traffic.said.reduce((sum, { updates }) => sum + updates.length, 0)
      await until(() => told() >= 10, 'ten reports are recorded')
      fill(join(folder, 'filler'))
      const [before, refused] = [world.unanswered(), world.refused()]
      await until(() => world.refused() > refused + 5, 'the disk is full, and people are told to try again')
      rmSync(join(folder, 'filler'))
      const then = told()
      say(
        `disk: full after ${then} reports, ${world.unanswered() - before} times not recorded, ${world.refused() - refused} of them told to try again`,
      )
      await until(() => told() >= then + 10, 'ten more reports are recorded, with room again')
      const said = await traffic.stop()
      await world.later(1)
      const store = await openStore({ kind: 'folder', path: join(data, 'database') }, () => world.now())
      const counts = await judgeRecord(store, said)
      await store.close()
      return counts
    } finally {
      await world.close()
    }
  } finally {
    spawnSync('umount', [folder])
    rmSync(folder, { recursive: true, force: true })
  }
}
