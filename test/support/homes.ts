import type { HomeAt } from '../../src/chat/home.ts'
import { plainText } from '../../src/chat/plain-text.ts'
import type { EditOutcome, Messenger } from '../../src/chat/platform.ts'
import type { PlatformUser } from '../../src/chat/request.ts'
import { createHomeDrawer, type HomeDrawer, type HomeDrawerOptions } from '../../src/jobs/homes.ts'
import { createLog } from '../../src/log.ts'
import type { TestBot } from './bot.ts'
import { memoryMessenger } from './messenger.ts'

/** Homes of a platform in memory: what stands on each now, and who were drawn, in order. The next drawing meets what is said. */
export type DrawnHomes = Messenger & {
  drawn: string[]
  on(user: string): string
  meet(outcome: EditOutcome): void
}

export function drawnHomes(): DrawnHomes {
  const drawn: string[] = []
  const pages = new Map<string, string>()
  const outcomes: EditOutcome[] = []
  return {
    ...memoryMessenger(),
    drawn,
    on: (user) => pages.get(user) ?? '',
    meet: (outcome) => void outcomes.push(outcome),
    drawHome: async ({ from }, view) => {
      drawn.push(from.user)
      const met = outcomes.shift()
      if (met) return met
      pages.set(from.user, plainText(view))
      return { kind: 'done' }
    },
  }
}

export const homeAt = (from: PlatformUser): HomeAt => ({
  from,
  at: { platform: from.platform, tenant: from.tenant, conversation: `direct:${from.user}` },
  ref: null,
})

/** One that draws homes, as another process would. */
export const drawerFor = (
  { store, clock }: TestBot,
  messengers: HomeDrawerOptions['messengers'],
  options: Partial<HomeDrawerOptions> = {},
): HomeDrawer => createHomeDrawer({ store, clock, log: createLog('silent'), messengers, ...options })
