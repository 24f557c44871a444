import type { ChatPlatform, Messenger } from '../chat/platform.ts'
import type { Log } from '../log.ts'
import { compose, plans } from '../notifications/index.ts'
import type { Store } from '../store/database.ts'
import type { Clock } from '../time.ts'
import { createDeliverer } from './deliver.ts'
import { createHomeDrawer } from './homes.ts'
import { createPlanner } from './plan.ts'

/** What goes on by itself. `wake` when there may be something to deliver; `stop` resolves when what is under way is written down. */
export type Jobs = { wake(): void; stop(): Promise<void> }

/** Plans, delivers and draws homes over the platforms that can be sent to; does nothing where there is none. */
export function startJobs(options: {
  store: Store
  clock: Clock
  log: Log
  platforms: ChatPlatform[]
}): Jobs {
  const messengers: Partial<Record<string, Messenger>> = Object.fromEntries(
    options.platforms.flatMap(({ name, messenger }) => (messenger ? [[name, messenger]] : [])),
  )
  if (Object.keys(messengers).length === 0) return { wake: () => undefined, stop: async () => undefined }
  const deliverer = createDeliverer({ ...options, messengers, compose })
  const planner = createPlanner({ ...options, plans, added: () => deliverer.wake() })
  const drawer = createHomeDrawer({ ...options, messengers })
  planner.start()
  deliverer.start()
  drawer.start()
  return {
    wake: () => deliverer.wake(),
    stop: async () => {
      await planner.stop()
      await drawer.stop()
      await deliverer.stop()
    },
  }
}
