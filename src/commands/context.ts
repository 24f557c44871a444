import type { Request } from '../chat/request.ts'
import type { Speaker } from '../domain/permission.ts'
import type { Db } from '../store/database.ts'
import { type OpenedProgramme, openProgramme } from '../store/programme.ts'
import { dayIn } from '../time.ts'
import { type Context, ownAdministration } from './command.ts'

/** What a command is given: the request, who makes it, and the programme that it is about. `now` is an instant. */
export function contextOf(
  db: Db,
  request: Request,
  speaker: Speaker,
  { programme, directory }: OpenedProgramme,
  now: Date,
): Context {
  const zone = ownAdministration({ speaker, directory })?.timeZone ?? 'UTC'
  return {
    db,
    now,
    today: dayIn(now, zone),
    zone,
    speaker,
    audience: request.seenBy === 'asker' ? { kind: 'speaker', speaker } : { kind: 'everyone' },
    programme,
    directory,
    request,
    place: null,
    page: 0,
    resume: async () => null,
    changed: async () => undefined,
  }
}

/** The same request in another programme. */
export async function contextIn(programmeKey: string, context: Context): Promise<Context> {
  const { db, request, speaker, programme, now } = context
  if (programmeKey === programme.key) return context
  const opened = await openProgramme(db, programmeKey, dayIn(now, 'UTC'))
  return opened ? contextOf(db, request, speaker, opened, now) : context
}
