import { plusMinutes } from '../time.ts'
import type { Db } from './database.ts'
import type { Prisma } from './generated/client.ts'

/** The asker, in one place. */
export type Asker = { platform: string; tenant: string; user: string; conversation: string }

/** How long `more` continues an answer. */
const keptMinutes = 15

/** Remembers the page of an answer that was just shown; pages count from 0. */
export async function keepContinuation(
  db: Db,
  asker: Asker,
  question: { command: string; args: Prisma.InputJsonValue; page: number },
  at: Date,
): Promise<void> {
  await db.prisma.continuation.upsert({
    where: { platform_tenant_user_conversation: asker },
    create: { ...asker, ...question, at },
    update: { ...question, at },
  })
}

/** The last paged answer of this asker here, if it is younger than a quarter of an hour. */
export async function findContinuation(
  db: Db,
  asker: Asker,
  now: Date,
): Promise<{ command: string; args: unknown; page: number } | null> {
  const row = await db.prisma.continuation.findUnique({ where: { platform_tenant_user_conversation: asker } })
  return row && row.at >= plusMinutes(now, -keptMinutes) ? row : null
}
