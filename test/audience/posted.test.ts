import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainText } from '../../src/chat/plain-text.ts'
import type { Delivery, DeliveryKind } from '../../src/domain/delivery.ts'
import { compose } from '../../src/notifications/index.ts'
import { changeOf } from '../../src/store/moves.ts'
import { dayIn } from '../../src/time.ts'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'
import { deliveryTo } from '../support/delivery.ts'
import { times } from '../support/times.ts'
import { channels, followEverywhere } from './following.ts'
import { faultsIn } from './questions.ts'
import { activityCodes, anyPlan, fill } from './record.ts'

/** What is posted unasked holds nothing that a channel's owner may not read, and nothing at all reaches one that is retired. */

const chair = slackUser('chair')
let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(chair, 'secretariat')
  await followEverywhere(bot, chair)
})
afterAll(() => bot.close())

const about = (channelId: number, kind: DeliveryKind, of: Partial<Delivery>): Delivery =>
  deliveryTo(channelId, kind, bot.clock.now(), of)

it('cards, updates, digests, moves and requests for later dates hold what the channel’s owner may read, and no more', {
  timeout: times(240_000),
}, async () => {
  const { db } = bot.store
  const rows = await db.prisma.channel.findMany()
  const idOf = (conversation: string) => rows.find((row) => row.conversation === conversation)?.id
  const activities = await db.prisma.activity.findMany({ where: { code: { in: activityCodes } } })
  let shown = 0
  let withheld = 0
  await fc.assert(
    fc.asyncProperty(anyPlan, async (plan) => {
      const secrets = await fill(db, plan)
      const updates = await db.prisma.update.findMany()
      const changes = await db.prisma.dateChange.findMany()
      const asked = await db.prisma.extension.findMany({ include: { milestone: true } })
      for (const { conversation, reader } of channels) {
        const channelId = idOf(conversation)
        if (channelId === undefined) continue
        const deliveries = [
          ...activities.map(({ id }) => about(channelId, 'card', { activityId: id })),
          ...updates.map(({ id, activityId }) => about(channelId, 'update', { activityId, updateId: id })),
          about(channelId, 'digest', {
            occasionOn: dayIn(bot.clock.now(), 'UTC'),
            subject: { at: '00:00', areas: 'IPR TF' },
          }),
          about(channelId, 'move', {
            subject: Object.fromEntries(changes.map(({ id }) => [`${changeOf}${id}`, id])),
          }),
          ...asked.flatMap(({ id, requestedAt, milestone }) =>
            ['asked', 'decided'].map((part) =>
              about(channelId, 'extension', {
                activityId: milestone!.activityId,
                subject: { part, extension: id, asked: requestedAt.getTime() },
              }),
            ),
          ),
        ]
        for (const delivery of deliveries) {
          const { show } = await compose[delivery.kind](db, delivery, bot.clock.now())
          const words = show ? plainText(show) : ''
          expect(faultsIn(words, secrets, reader), `${delivery.kind} in ${conversation}`).toEqual([])
          if (conversation === '19:retired') expect(show).toBeNull()
          else if (show) shown += secrets.filter(({ word }) => words.includes(word)).length
          else withheld += 1
        }
      }
    }),
    { numRuns: times(8), endOnFailure: true },
  )
  expect(shown).toBeGreaterThan(100)
  expect(withheld).toBeGreaterThan(20)
})
