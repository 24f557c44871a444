import { plusMinutes } from '../time.ts'
import type { Db } from './database.ts'

/** The asker, in one place. */
export type Asker = { platform: string; tenant: string; user: string; conversation: string }

/** Where a private answer to a question asked among others is continued: wherever its asker says so. */
export const inPrivate = ''

/** How long `more` continues an answer. */
const keptMinutes = 15

/** What was asked, and in which programme. */
export type Question = { programmeKey: string; command: string; args: unknown }

/** Remembers a question whose first page was just shown. */
export async function keepQuestion(db: Db, asker: Asker, question: Question, at: Date): Promise<void> {
  const { platform, tenant, user, conversation } = asker
  const { programmeKey, command, args } = question
  await db.query(
    `INSERT INTO "Continuation" ("platform", "tenant", "user", "conversation", "programmeKey", "command", "args", "page", "at")
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, 0, $8::timestamptz)
     ON CONFLICT ("platform", "tenant", "user", "conversation") DO UPDATE
     SET "programmeKey" = excluded."programmeKey", "command" = excluded."command", "args" = excluded."args", "page" = 0, "at" = excluded."at"`,
    [platform, tenant, user, conversation, programmeKey, command, JSON.stringify(args), at.toISOString()],
  )
}

/**
 * Turns the page of this asker's last question here or answered in private, if a page of it was shown within a quarter of an hour.
 *
 * @returns the question, and the page to show next, counted from 0: it may be one that the answer does not have
 */
export async function turnPage(
  db: Db,
  { platform, tenant, user, conversation }: Asker,
  now: Date,
): Promise<(Question & { page: number }) | null> {
  const [turned] = await db.query<Question & { page: number }>(
    `UPDATE "Continuation" SET "page" = "page" + 1, "at" = $5::timestamptz
     WHERE "platform" = $1 AND "tenant" = $2 AND "user" = $3 AND "conversation" = (SELECT l."conversation" FROM "Continuation" l
       WHERE l."platform" = $1 AND l."tenant" = $2 AND l."user" = $3 AND l."conversation" IN ($4, $7) AND l."at" >= $6::timestamptz
       ORDER BY l."at" DESC LIMIT 1)
     RETURNING "programmeKey", "command", "args", "page"`,
    [
      platform,
      tenant,
      user,
      conversation,
      now.toISOString(),
      plusMinutes(now, -keptMinutes).toISOString(),
      inPrivate,
    ],
  )
  return turned ?? null
}
