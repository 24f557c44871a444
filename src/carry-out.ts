import type { Reply } from './chat/request.ts'
import { type Context, refuseClosed, type TableCommand } from './commands/command.ts'
import type { Speaker } from './domain/permission.ts'
import type { Db, Store } from './store/database.ts'
import { claimChange, claimRequest, recordChange, requestSubject } from './store/requests.ts'

export const personIdOf = (speaker: Speaker): number | null => (speaker.kind === 'person' ? speaker.id : null)

/**
 * Carries out a change: the claim, the change, its audit entry and what it causes commit together, at one instant. A second delivery of
 * the same request is answered from the state.
 *
 * @param before looked at inside the transaction, after the claim: what it throws undoes the claim
 * @param after the same of the answer
 */
export async function carryOut(
  store: Store,
  command: TableCommand,
  args: unknown,
  context: Context,
  { before, after }: { before?(context: Context): Promise<void>; after?(reply: Reply): void } = {},
): Promise<Reply | null> {
  const { request, now, speaker, programme } = context
  const personId = personIdOf(speaker)
  const claim = { key: request.id, command: command.name, personId }
  return store.transaction(async (db) => {
    if (command.alsoWhenClosed(args)) {
      if (!(await claimRequest(db, claim, now))) return repeat(db, command, args, context)
    } else {
      const claimed = await claimChange(db, { ...claim, programmeId: programme.id }, now)
      if (!claimed) return repeat(db, command, args, context)
      if (claimed.closedAt) {
        const refused = refuseClosed({ ...programme, ...claimed })
        after?.(refused)
        return refused
      }
    }
    const changed: Context['changed'] = async (action, subject, fields, by = personId ?? undefined) => {
      await recordChange(db, request.id, { by: by ?? null, action, subject, fields }, now)
    }
    const within = { ...context, db, changed }
    await before?.(within)
    const reply = await command.run(args, within)
    after?.(reply)
    return reply
  })
}

/**
 * What a request that was carried out before is answered with.
 *
 * @param args null where what was said does not give any more
 * @returns null for one that was not carried out, or by somebody else, or that changed nothing
 */
export async function repeat(
  db: Db,
  command: TableCommand,
  args: unknown,
  context: Context,
): Promise<Reply | null> {
  const subject = await requestSubject(db, context.request.id, personIdOf(context.speaker))
  return subject && command.again(subject, { ...context, db }, args)
}
