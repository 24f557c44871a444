import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStore, type Store } from '../../src/store/database.ts'
import { randomFrom } from '../hostile/random.ts'
import { ownPlace } from '../support/process.ts'
import { times } from '../support/times.ts'
import { judge, settle } from './judge.ts'
import { rounds } from './rounds.ts'
import { openWorld, type World } from './world.ts'

/** The short form of `npm run test:faults`, on a PostgreSQL server: two processes, killed at random moments, between platforms that fail. */

const seed = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 2 ** 31))
let place: Awaited<ReturnType<typeof ownPlace>>
let world: World
let store: Store

beforeAll(async () => {
  place = await ownPlace()
  world = await openWorld(place.environment, randomFrom(seed))
  store = await openStore({ kind: 'server', url: place.environment.DATABASE_URL! }, () => world.now())
}, 120_000)
afterAll(async () => {
  await world.close()
  await store.close()
  await place.remove()
})

it(`nothing is lost, nothing is said twice (seed ${seed})`, { timeout: times(240_000) }, async () => {
  const plan = { kills: times(6), processes: 2, server: null, stoppedFor: 0, say: () => undefined }
  const said = await rounds(world, randomFrom(seed + 1), plan)
  await settle(world, store)
  const counts = await judge(world, store, said)
  expect(counts).toMatchObject({ lost: [], twice: [], wrong: [] })
  expect(counts.recorded).toBeGreaterThan(4)
  expect(counts.messages).toBeGreaterThan(4)
})
