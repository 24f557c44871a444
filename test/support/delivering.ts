import { createDeliverer, type Deliverer, type DelivererOptions } from '../../src/jobs/deliver.ts'
import { createLog } from '../../src/log.ts'
import { compose } from '../../src/notifications/index.ts'
import { type TestBot, testBot } from './bot.ts'
import { addChannel } from './following.ts'
import { type MemoryMessenger, memoryMessenger } from './messenger.ts'
import { ofAdministration } from './nudged.ts'
import { kim, sato } from './people.ts'

export type Delivering = {
  bot: TestBot
  slack: MemoryMessenger
  teams: MemoryMessenger
  /** One more that delivers, as another process would. */
  another(options?: Partial<Pick<DelivererOptions, 'compose' | 'messengers'>>): Deliverer
  /** Lets minutes go by and delivers what is due; resolves to how many attempts were made. */
  later(minutes: number): Promise<number>
  /** What the ledger says of the first message with this key; null when there is none. */
  state(key: string): Promise<{ state: string; why: string | null; due: boolean } | null>
}

/** A bot with members of Japan and Korea, and a channel of each: C-JAPAN on Slack asked for nudges, 19:korea on Teams for updates. */
export async function deliveringBot(): Promise<Delivering> {
  const bot = await testBot()
  const slack = memoryMessenger()
  const teams = memoryMessenger()
  const { store, clock } = bot
  const another: Delivering['another'] = (options) =>
    createDeliverer({
      store,
      clock,
      log: createLog('silent'),
      messengers: { slack, teams },
      compose,
      ...options,
    })
  const deliverer = another()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  const japan = await ofAdministration(bot, 'JP')
  await addChannel(store, { conversation: 'C-JAPAN' }, japan, { IPR: ['nudges'] }, clock.now())
  const onTeams = { platform: 'teams', tenant: 'tenant-korea', conversation: '19:korea' } as const
  await addChannel(store, onTeams, await ofAdministration(bot, 'KR'), { IPR: ['updates'] }, clock.now())
  return {
    bot,
    slack,
    teams,
    another,
    later: async (minutes) => {
      clock.minutesLater(minutes)
      return deliverer.runDue()
    },
    state: async (key) => {
      const row = await store.db.prisma.delivery.findFirst({ where: { key: { startsWith: key } } })
      return row && { state: row.state, why: row.why, due: row.attemptAt !== null }
    },
  }
}
