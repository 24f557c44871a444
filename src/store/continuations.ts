import { plusMinutes } from '../time.ts'
import type { Db } from './database.ts'
import type { Prisma } from './generated/client.ts'

/** The asker, in one place. */
export type Asker = { platform: string; tenant: string; user: string; conversation: string }

/** How long `more` continues an answer. */
const keptMinutes = 15

/** What was asked, in which programme, and the page of the answer that was shown; pages count from 0. */
type Question<Args> = { programmeKey: string; command: string; args: Args; page: number }

/** Remembers the page of an answer that was just shown. */
export async function keepContinuation(
  db: Db,
  asker: Asker,
  question: Question<Prisma.InputJsonValue>,
  at: Date,
): Promise<void> {
  await db.prisma.continuation.upsert({
    where: { platform_tenant_user_conversation: asker },
    create: { ...asker, ...question, at },
    update: { ...question, at },
  })
}

/** The last paged answer of this asker here, if it is younger than a quarter of an hour. */
export async function findContinuation(db: Db, asker: Asker, now: Date): Promise<Question<unknown> | null> {
  const row = await db.prisma.continuation.findUnique({ where: { platform_tenant_user_conversation: asker } })
  return row && row.at >= plusMinutes(now, -keptMinutes) ? row : null
}
