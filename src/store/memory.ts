import type { PlatformMemory } from '../chat/platform.ts'
import type { Store } from './database.ts'

/** What one platform's adapter remembers, kept in the record. */
export function platformMemory({ db }: Store, platform: string): PlatformMemory {
  return {
    get: async (key) => {
      const [row] = await db.query<{ value: unknown }>(
        'SELECT "value" FROM "PlatformMemory" WHERE "platform" = $1 AND "key" = $2',
        [platform, key],
      )
      return row?.value ?? null
    },
    put: async (key, value) => {
      await db.query(
        `INSERT INTO "PlatformMemory" ("platform", "key", "value") VALUES ($1, $2, $3::jsonb)
         ON CONFLICT ("platform", "key") DO UPDATE SET "value" = excluded."value"`,
        [platform, key, JSON.stringify(value)],
      )
    },
  }
}
