import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainText } from '../../src/chat/plain-text.ts'
import { compose } from '../../src/notifications/index.ts'
import { type CalendarDate, dayIn, plusDays } from '../../src/time.ts'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'
import { deliveryTo } from '../support/delivery.ts'
import { times } from '../support/times.ts'
import { channels, followEverywhere } from './following.ts'
import { faultsIn } from './questions.ts'
import { activityCodes, anyPlan, type Code, fill, mayBeTold } from './record.ts'

/** A nudge, before it is posted and changed at any time after, says nothing that is quiet there, and not who is late where that is not told. */

const chair = slackUser('chair')
let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(chair, 'secretariat')
  await followEverywhere(bot, chair)
})
afterAll(() => bot.close())

const today = '2010-06-07' as CalendarDate

/** Who was late with which milestone, whoever may know it. */
async function lateOnes(): Promise<
  { code: string; area: string; who: { code: Code; customsName: string }[] }[]
> {
  const rows = await bot.store.db.prisma.milestone.findMany({
    where: { activity: { code: { in: activityCodes } }, state: { in: ['agreed', 'delivered'] } },
    include: { owner: true, deliveredFor: true },
  })
  return rows
    .filter(
      ({ dueOn, deliveredOn }) => dueOn && dayIn(dueOn, 'UTC') < dayIn(deliveredOn ?? new Date(today), 'UTC'),
    )
    .map(({ code, owner, deliveredFor }) => ({
      code,
      area: code.split('-')[0]!,
      who: [owner, deliveredFor].flatMap((each) =>
        each ? [{ code: each.code as Code, customsName: each.customsName }] : [],
      ),
    }))
}

it('nudges hold what the channel’s owner may read, and name who is late to nobody else', {
  timeout: times(240_000),
}, async () => {
  const { db } = bot.store
  const now = bot.clock.now()
  const rows = await db.prisma.channel.findMany()
  const ids = (
    await db.prisma.milestone.findMany({ where: { activity: { code: { in: activityCodes } } } })
  ).map(({ id }) => id)
  let shown = 0
  let unnamed = 0
  await fc.assert(
    fc.asyncProperty(anyPlan, fc.integer({ min: 0, max: 40 }), async (plan, daysAgo) => {
      const secrets = await fill(db, plan)
      const late = await lateOnes()
      for (const { conversation, reader } of channels) {
        const channelId = rows.find((row) => row.conversation === conversation)?.id
        if (channelId === undefined) continue
        const nudge = (sentAt: Date | null) =>
          deliveryTo(channelId, 'nudge', now, {
            milestoneIds: ids,
            occasionOn: sentAt ? plusDays(today, -daysAgo) : today,
            createdAt: sentAt ?? now,
            sentAt,
          })
        for (const delivery of [nudge(null), nudge(new Date(now.getTime() - daysAgo * 86_400_000))]) {
          const { show } = await compose.nudge(db, delivery, now)
          const words = show ? plainText(show) : ''
          expect(faultsIn(words, secrets, reader), conversation).toEqual([])
          if (conversation === '19:retired') expect(show).toBeNull()
          shown += secrets.filter(({ word }) => words.includes(word)).length
          for (const { code, area, who } of late)
            for (const line of words.split('\n').filter((each) => each.includes(code)))
              for (const each of who) {
                if (mayBeTold(reader, each.code, area)) continue
                unnamed += 1
                expect(line, conversation).not.toContain(each.customsName)
              }
        }
      }
    }),
    { numRuns: times(10), endOnFailure: true },
  )
  expect(shown).toBeGreaterThan(100)
  expect(unnamed).toBeGreaterThan(8)
})
