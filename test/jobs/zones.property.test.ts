import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withZone } from '../../src/domain/channel.ts'
import { digestsIn } from '../../src/domain/digest-times.ts'
import { sweep } from '../../src/jobs/plan.ts'
import { planDigests } from '../../src/notifications/digest.ts'
import { setChannelZone } from '../../src/store/channel-times.ts'
import { findChannel } from '../../src/store/channels.ts'
import { plusMinutes } from '../../src/time.ts'
import { type TestBot, testBot } from '../support/bot.ts'
import { addChannel } from '../support/following.ts'
import { times } from '../support/times.ts'

/** Digests planned by real sweeps, while zones change, the process stops, and clocks are put back. */

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
})
afterAll(() => bot.close())

const zone = fc.constantFrom(
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'Europe/Athens',
  'America/Sao_Paulo',
)
const minutes = (min: number, max: number) => fc.integer({ min, max })
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('time' as const), minutes: minutes(30, 700) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('zone' as const), minutes: minutes(1, 300), zone }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('down' as const), minutes: minutes(1000, 12_000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('back' as const), minutes: minutes(10, 900) }) },
)
const rhythm = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  at: fc.constantFrom('09:00', '00:00', '02:30', '03:30', '23:59'),
})
// Around nights on which clocks change in Athens and Sao Paulo.
const start = fc
  .tuple(fc.constantFrom('2010-03-20', '2010-10-12', '2010-10-25', '2010-06-07'), minutes(0, 10_000))
  .map(([day, later]) => plusMinutes(new Date(day), later))

it('each digest is planned once: to be sent, or skipped in the ledger', {
  timeout: times(240_000),
}, async () => {
  const { store, clock } = bot
  const { prisma } = store.db
  const turn = () => sweep(store, { digest: planDigests }, clock)
  let sent = 0
  let skipped = 0
  await fc.assert(
    fc.asyncProperty(
      zone,
      rhythm,
      start,
      fc.array(step, { minLength: 20, maxLength: 50 }),
      async (first, when, from, steps) => {
        await prisma.delivery.deleteMany()
        await prisma.follow.deleteMany()
        await prisma.channel.deleteMany()
        await prisma.sweep.deleteMany()
        clock.set(from.toISOString())
        const id = await addChannel(
          store,
          { conversation: 'C' },
          { kind: 'secretariat' },
          { IPR: ['digest'] },
          from,
          first,
        )
        await prisma.channel.update({
          where: { id },
          data: { digestWeekday: when.weekday, digestAt: when.at },
        })
        await turn()
        let furthest = from
        for (const each of steps) {
          clock.minutesLater(each.kind === 'back' ? -each.minutes : each.minutes)
          if (each.kind === 'zone' && clock.now() >= furthest) {
            const channel = (await findChannel(store.db, id))!
            if (channel.timeZone !== each.zone)
              await setChannelZone(store.db, withZone(channel, each.zone, clock.now()), clock.now())
          }
          furthest = clock.now() > furthest ? clock.now() : furthest
          if (each.kind !== 'down') await turn()
        }
        clock.set(furthest.toISOString())
        await turn()
        const { timeZone, zonesBefore, since } = (await findChannel(store.db, id))!
        const due = digestsIn({ ...when, zone: timeZone, before: zonesBefore }, { from: since, to: furthest })
        const rows = await prisma.delivery.findMany({
          where: { channelId: id },
          orderBy: { occasionOn: 'asc' },
        })
        const days = rows.map(({ occasionOn }) => occasionOn?.toISOString().slice(0, 10))
        expect(days).toEqual(due.map(({ on }) => on).sort())
        for (const { state, attemptAt, why } of rows) {
          expect(
            state === 'skipped' ? attemptAt === null && why !== null : state === 'waiting' && attemptAt,
          ).toBeTruthy()
          if (state === 'skipped') skipped += 1
          else sent += 1
        }
      },
    ),
    { numRuns: times(25), endOnFailure: true },
  )
  expect(sent).toBeGreaterThan(10)
  expect(skipped).toBeGreaterThan(0)
})
