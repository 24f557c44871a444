import type { PlatformMemory } from '../chat/platform.ts'
import type { Store } from './database.ts'
import type { Prisma } from './generated/client.ts'

/** What one platform's adapter remembers, kept in the record. */
export function platformMemory(store: Store, platform: string): PlatformMemory {
  return {
    get: async (key) =>
      (await store.db.prisma.platformMemory.findUnique({ where: { platform_key: { platform, key } } }))
        ?.value ?? null,
    put: async (key, value) => {
      const json = value as Prisma.InputJsonValue
      await store.db.prisma.platformMemory.upsert({
        where: { platform_key: { platform, key } },
        create: { platform, key, value: json },
        update: { value: json },
      })
    },
  }
}
