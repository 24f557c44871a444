import type { TurnContext } from 'botbuilder'
import type { Homes } from '../../src/chat/home.ts'
import type { Forms, Handle, Request } from '../../src/chat/request.ts'
import type { Sending } from './answer.ts'
import type { Fields } from './fields.ts'
import { idOf } from './fields.ts'
import type { Place } from './receive.ts'

/** What answers. */
export type Answering = Sending & { handle: Handle; forms: Forms; homes?: Homes | undefined }

/**
 * Something that was pressed, or handed in. `card` is the id of the message that it stood on, where Teams says it. `late`: Teams was
 * answered meanwhile, and what comes of it is a message.
 */
export type Turn = {
  context: TurnContext
  place: Place
  id: string
  card: string | null
  late(): boolean
}

export const cardOf = (activity: Fields): string | null => idOf(activity, 'replyToId') ?? null

/** A request of the one whose turn it is, but for what it says. */
export const asks = ({ place, id }: Pick<Turn, 'place' | 'id'>): Omit<Request, 'input' | 'seenBy'> => ({
  id: `teams:${place.conversation}:${id}`,
  from: place.from,
  at: place.at,
  paged: true,
})
