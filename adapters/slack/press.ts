import { type Press, readPress } from '../../src/chat/press.ts'
import type { Reply, Request } from '../../src/chat/request.ts'
import { PRESS } from './buttons.ts'
import { type Desk, sentence, showAt } from './desk.ts'
import { type Fields, recordOf, recordsOf, stringOf } from './fields.ts'
import { homeOf, showHome } from './home.ts'
import { openForm } from './opening.ts'
import { madeAt, type Place, placeOf } from './place.ts'

const STALE = 'This button is not in use any more. Ask again, and press the one under the new answer.'
const MOMENT = 'One moment'

/** What a button asks, for whoever pressed it. A button that no programme is known for means the current one. */
export const requestOf = (id: string, place: Place, { line, within }: Press): Request => ({
  id,
  ...madeAt(place),
  input: { text: line },
  ...(within.programme === '' ? {} : { pressed: within }),
})

/**
 * Answers a button. What it says is asked for whoever pressed it; the answer takes the place of the message it stood on where that is the
 * presser's own, and comes apart from it otherwise. Never rejects.
 *
 * @param body of type `block_actions`, not trusted to have any field
 */
export async function answerPress(desk: Desk, body: Fields): Promise<void> {
  const place = placeOf(body)
  const [action] = recordsOf(body, 'actions')
  // The same when Slack sends it again.
  const trigger = stringOf(body, 'trigger_id')
  // A field of a form tells what is chosen in it before the form is handed in.
  if (!place || !trigger || !action || action.type !== 'button') return
  const id = `slack:${trigger}`
  const ours = stringOf(action, 'action_id')?.startsWith(PRESS)
  const press = ours ? readPress(action.value) : null
  if (!press) return showAt(desk, place, id, sentence(STALE))
  const request = requestOf(id, place, press)
  const replace = press.within.trail !== null && isPressersOwn(body, place)
  const answer = (reply: Reply) =>
    showAt(desk, place, id, reply, replace && (reply.show.within?.trail ?? null) !== null)
  const form = desk.forms.opens(press.line)
  if (press.form || form) {
    const opening = desk.forms.open(request)
    return openForm(desk, { place, trigger, title: form?.title ?? MOMENT, opening }, answer)
  }
  const { client, homes, log } = desk
  if (place.home && homes) {
    const home = homeOf(place.at.tenant, place.from.user)
    return showHome({ client, homes, log }, home, homes.press(request, null))
  }
  const reply = await desk.ask(request)
  if (reply) await answer(reply)
}

/** Nobody else reads it: only they were shown it, or it stands in their own conversation with the bot. */
function isPressersOwn(body: Fields, { direct }: Place): boolean {
  const container = recordOf(body, 'container')
  return stringOf(container, 'type') === 'message' && (container.is_ephemeral === true || direct)
}
