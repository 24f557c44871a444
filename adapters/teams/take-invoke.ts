import { type InFlight, within } from '../../src/chat/in-flight.ts'
import type { PlatformMemory } from '../../src/chat/platform.ts'
import { answerable } from './answerable.ts'
import type { Authenticated } from './connection.ts'
import { errorFields } from './errors.ts'
import type { Fields } from './fields.ts'
import { fieldsOf, idOf, textOf } from './fields.ts'
import { type Invoke, invokeNamed, placeOfInvoke } from './invoke.ts'
import { AGAIN_MANY, AGAIN_MS } from './limits.ts'
import type { Place } from './receive.ts'
import { remember } from './remember.ts'
import type { Answering } from './turn.ts'
import { cardOf } from './turn.ts'

/** What Teams gets; `why` goes to the log when it is refused. */
type Answer = { status: number; body?: object; why?: string }

type Taking = Answering & { memory: PlatformMemory; patience: number; inFlight: InFlight }

/**
 * Takes what Teams asks and waits for. It asks again when it gets no answer in time: under the same id, which is worked on once and
 * answered with what came of it (github.com/microsoft/botbuilder-dotnet/issues/5005, where a later round came under an id of its own: so
 * it is answered before there is one).
 */
export function createInvokes(taking: Taking): (activity: Fields, sender: Authenticated) => Promise<Answer> {
  const { adapter, memory, patience, inFlight, log } = taking
  const answers = new Map<string, Promise<Answer>>()

  function once(key: string, work: () => Promise<Answer>): Promise<Answer> {
    const before = answers.get(key)
    if (before) return before
    const answer = work()
    answers.set(key, answer)
    const [oldest] = answers.keys()
    if (answers.size > AGAIN_MANY && oldest !== undefined) answers.delete(oldest)
    setTimeout(() => answers.delete(key), AGAIN_MS).unref()
    return answer
  }

  async function answered(
    invoke: Invoke,
    { activity, place, id }: { activity: Fields; place: Place; id: string },
    sender: Authenticated,
  ): Promise<Answer> {
    const value = fieldsOf(activity, 'value')
    let late = false
    const work = async (): Promise<object | undefined> => {
      let body: object | undefined
      await adapter.processActivityDirect(sender, answerable(activity, place), async (context) => {
        if (!invoke.elsewhere) await remember(memory, place, log)
        body = await invoke.take(
          { context, place, id, card: cardOf(activity), late: () => late },
          value,
          taking,
        )
      })
      return body
    }
    const working = work()
    const logged = working.then(
      () => undefined,
      (error: unknown) => log.error(errorFields(error), 'something pressed in Teams failed'),
    )
    void inFlight.track(logged)
    const done = await within(working, patience)
    late = true
    const body = done ? done.value : invoke.late(value, id)
    return { status: 200, ...(body ? { body } : {}) }
  }

  return async (activity, sender) => {
    const invoke = invokeNamed(textOf(activity, 'name'))
    // Teams asks other things too, of bots that have an answer to them.
    if (!invoke) return { status: 200, body: {} }
    const place = placeOfInvoke(activity, invoke)
    const id = idOf(activity, 'id')
    if (!place || !id) return { status: 400, why: 'an invoke without a place or an id' }
    const key = JSON.stringify([place.from, place.conversation, activity.name, id])
    return once(key, () => answered(invoke, { activity, place, id }, sender))
  }
}
