import type { WebClient } from '@slack/web-api'
import type { Homes } from '../../src/chat/home.ts'
import type { Forms, Reply, Request } from '../../src/chat/request.ts'
import type { Log } from '../../src/log.ts'
import { answerAt } from './answer.ts'
import { homeOf, showHome } from './home.ts'
import type { Place } from './place.ts'
import { renderSlack } from './render.ts'

/** What everything that is pressed or filled in is answered with. `ask` never rejects; `patience` is in milliseconds. */
export type Desk = {
  client: WebClient
  forms: Forms
  homes?: Homes
  ask(request: Request): Promise<Reply | null>
  patience: number
  log: Log
}

/** Shows an answer where somebody is; `replace` in place of the message that was pressed. Never rejects. */
export async function showAt(
  { client, homes, log }: Desk,
  place: Place,
  request: string,
  reply: Reply,
  replace = false,
): Promise<void> {
  if (place.home && homes) {
    const home = homeOf(place.at.tenant, place.from.user)
    return showHome({ client, homes, log }, home, homes.after(home, reply))
  }
  const everyone = reply.to === 'everyone'
  const manner = { everyone, replace: replace && !everyone }
  await answerAt(client, place, request, renderSlack(reply.show), manner, log)
}

/** A sentence of the adapter's own, in the shape of an answer. */
export const sentence = (words: string): Reply => ({
  show: { blocks: [{ kind: 'text', text: [words] }] },
  to: 'here',
  outcome: 'refused',
})
