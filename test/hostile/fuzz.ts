import { Pool } from 'undici'
import { type Attempt, attempt, type Kind, kinds, platforms } from './attempts.ts'
import { judgeOf } from './judge.ts'
import { randomFrom } from './random.ts'
import { startWorld } from './world.ts'

/** How many attempts there were of each kind on each platform, by the status they got; what was recorded, and answered. */
export type Counts = {
  attempts: Record<string, Record<number, number>>
  recorded: number
  answers: number
}

/** After so many attempts, the whole record is compared. One block in five is of members' own changes, which may record. */
const block = 50
const quiet: Kind[] = kinds.filter((kind) => kind !== 'own')

/**
 * Makes `count` attempts at the real endpoints of a bot of its own, half of them on each platform, the same ones for the
 * same seed.
 *
 * @param from the number of the first: one that failed can be made again
 * @throws Error that names the attempt, at the first that fails or has an effect it may not have
 */
export async function fuzz(count: number, seed: number, from = 0): Promise<Counts> {
  const world = await startWorld()
  const pool = new Pool(world.baseUrl, { connections: 1, pipelining: 1 })
  const counts: Counts = { attempts: {}, recorded: 0, answers: 0 }
  try {
    const judge = await judgeOf(world, pool, counts)
    for (let at = from; at < from + count; at++) {
      const random = randomFrom(seed * 1_000_003 + at)
      const kind = Math.floor(at / block) % 5 === 4 ? 'own' : random.pick(quiet)
      const made = attempt(random, platforms[at % 2]!, kind, world.means)
      await named(`attempt ${at} of seed ${seed}`, made, () => judge.one(made))
      if (at % block === block - 1) await named(`up to attempt ${at} of seed ${seed}`, made, judge.all)
      world.bot.clock.minutesLater(random.int(15))
    }
    await judge.all()
    if (world.elsewhere.length > 0) throw new Error(`connections elsewhere: ${world.elsewhere.join(', ')}`)
  } finally {
    await pool.close()
    await world.close()
  }
  return counts
}

async function named(name: string, made: Attempt, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { platform, kind, headers, body } = made
    const { authorization: _, ...shown } = headers
    const words = JSON.stringify({ platform, kind, headers: shown, body: body.toString().slice(0, 2_000) })
    throw new Error(`${name}: ${(error as Error).message}\n${words}`, { cause: error })
  }
}
