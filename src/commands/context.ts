import type { Request } from '../chat/request.ts'
import type { Audience } from '../domain/audience.ts'
import { type ChannelOwner, readersOf } from '../domain/channel.ts'
import type { Speaker } from '../domain/permission.ts'
import type { Db } from '../store/database.ts'
import { type OpenedProgramme, openProgramme } from '../store/programme.ts'
import { dayIn } from '../time.ts'
import { type Context, ownAdministration } from './command.ts'

/** Who makes a request, and whose channel they are in; null where no channel follows. */
type Asking = { speaker: Speaker; owner: ChannelOwner | null }

/** What a command is given: the request, who makes it, and the programme that it is about. `now` is an instant. */
export function contextOf(
  db: Db,
  request: Request,
  { speaker, owner }: Asking,
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
    owner,
    audience: audienceOf(request, { speaker, owner }),
    programme,
    directory,
    request,
    place: null,
    page: 0,
    resume: async () => null,
    changed: async () => undefined,
  }
}

/** Who would read an answer: the asker; where others read along, those whose channel it is, or everyone. */
function audienceOf({ seenBy }: Request, { speaker, owner }: Asking): Audience {
  if (seenBy === 'asker') return { kind: 'speaker', speaker }
  return owner ? readersOf(owner) : { kind: 'everyone' }
}

/** The same question, for all who are there to read the answer. */
export function sharedContext(context: Context): Context {
  const request: Request = { ...context.request, seenBy: 'everyone' }
  return { ...context, request, audience: audienceOf(request, context) }
}

/** The same request in another programme. */
export async function contextIn(programmeKey: string, context: Context): Promise<Context> {
  const { db, request, programme, now } = context
  if (programmeKey === programme.key) return context
  const opened = await openProgramme(db, programmeKey, dayIn(now, 'UTC'))
  return opened ? contextOf(db, request, context, opened, now) : context
}
