import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { createBot, operator } from '../../src/bot.ts'
import { plainText } from '../../src/chat/plain-text.ts'
import type { PlatformUser, Request } from '../../src/chat/request.ts'
import { createLog } from '../../src/log.ts'
import { loadProgramme } from '../../src/programme/read.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { importProgramme } from '../../src/store/import.ts'
import { heraklion, invitationCode } from '../support/bot.ts'
import { looked } from '../support/channels.ts'

/** One record for many programmes, each of which begins with the Heraklion Declaration and the same people. */

const slack = (tenant: string, user: string, name: string): PlatformUser => ({
  platform: 'slack',
  tenant,
  user,
  name,
})
const teams = (user: string, name: string): PlatformUser => ({
  platform: 'teams',
  tenant: 'tenant-korea',
  user,
  name,
})

/** Who is there, and what they are admitted as. Greece is on Slack too, in a workspace of its own. */
export const cast = {
  sato: { who: slack('T-JAPAN', 'U-SATO', 'Sato Yuki'), as: 'japan member' },
  mori: { who: slack('T-JAPAN', 'U-MORI', 'Mori Aki'), as: 'japan member' },
  kim: { who: teams('kim', 'Kim Min-ji'), as: 'korea member' },
  park: { who: teams('park', 'Park Jun'), as: 'korea member' },
  nikos: { who: slack('T-GREECE', 'U-NIKOS', 'Nikos Pappas'), as: 'greece member' },
  papadakis: { who: slack('T-JAPAN', 'U-PAPADAKIS', 'Papadakis Eleni'), as: 'coordinator ipr' },
  lim: { who: teams('lim', 'Lim Wei'), as: 'coordinator tf' },
  tan: { who: teams('tan', 'Tan Mei'), as: 'coordinator asia' },
  chair: { who: slack('T-JAPAN', 'U-CHAIR', 'Berg Anna'), as: 'secretariat' },
} satisfies Record<string, { who: PlatformUser; as: string }>

export type Name = keyof typeof cast
export const names = Object.keys(cast) as Name[]

/** The instant at which each programme begins. */
export const beginsAt = new Date('2010-01-04T06:00:00Z')

export type Say = (who: PlatformUser, text: string, request?: Partial<Request>) => Promise<string>

/** Says something to the bot over a record. @param now instant @returns what it answered */
export function sayTo(store: Store, now: () => Date): Say {
  const bot = createBot({ store, clock: { now }, log: createLog('silent'), look: looked() })
  let said = 0
  return async (who, text, request = {}) => {
    said += 1
    const reply = await bot.handle({
      id: `simulated:${said}`,
      from: who,
      at: { platform: who.platform, tenant: who.tenant, conversation: `direct:${who.user}` },
      seenBy: 'asker',
      paged: true,
      input: { text },
      ...request,
    })
    return reply ? plainText(reply.show) : ''
  }
}

export type SharedRecord = { store: Store; again(): Promise<void>; close(): Promise<void> }

/** What test/support/prepared.ts made, where it made a file. */
const prepared = process.env.TEST_DATABASE_URL ? undefined : process.env.TEST_PREPARED

/** A record that can be put back to how a programme begins: always embedded, since only there nothing takes time. */
export async function sharedRecord(): Promise<SharedRecord> {
  const database = new PGlite(prepared ? { loadDataDir: new Blob([readFileSync(prepared)]) } : {})
  const store = await openStore({ kind: 'memory', in: database }, () => beginsAt)
  await store.transaction((db) => importProgramme(db, loadProgramme(heraklion), beginsAt, { example: false }))
  const say = sayTo(store, () => beginsAt)
  for (const { who, as } of Object.values(cast))
    await say(who, `join ${invitationCode(await say(operator, `invite ${as}`))}`)
  await store.db.query('DELETE FROM "Request"', [])
  const again = await keepCopy(store)
  const close = async () => {
    await store.close()
    await database.close()
  }
  return { store, again, close }
}

/** Keeps a copy of every row. @returns what puts them back, in milliseconds where a new database takes seconds */
async function keepCopy({ db, transaction }: Store): Promise<() => Promise<void>> {
  const tables = (
    await db.query<{ name: string }>(
      `SELECT tablename::text AS "name" FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
      [],
    )
  ).map(({ name }) => name)
  await db.query('CREATE SCHEMA kept', [])
  for (const name of tables) await db.query(`CREATE TABLE kept."${name}" AS TABLE public."${name}"`, [])
  const serials = await db.query<{ table: string; column: string }>(
    `SELECT table_name::text AS "table", column_name::text AS "column" FROM information_schema.columns
     WHERE table_schema = 'public' AND column_default LIKE 'nextval(%'`,
    [],
  )
  return () =>
    transaction(async (tx) => {
      await tx.query('SET LOCAL session_replication_role = replica', [])
      await tx.query(`TRUNCATE ${tables.map((name) => `public."${name}"`).join(', ')} CASCADE`, [])
      for (const name of tables)
        await tx.query(`INSERT INTO public."${name}" SELECT * FROM kept."${name}"`, [])
      for (const { table, column } of serials)
        await tx.query(
          `SELECT setval(pg_get_serial_sequence('public."${table}"', '${column}'), coalesce(max("${column}"), 0) + 1, false)::text
           FROM public."${table}"`,
          [],
        )
    })
}
