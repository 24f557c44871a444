import { setTimeout as sleep } from 'node:timers/promises'
import type { ModalView } from '@slack/types'
import type { Values } from '../../src/chat/form.ts'
import { within } from '../../src/chat/in-flight.ts'
import type { FormReply, Reply } from '../../src/chat/request.ts'
import { quote, strong, text } from '../../src/chat/view.ts'
import { type Desk, sentence, showAt } from './desk.ts'
import { shownAgain, valuesIn } from './entered.ts'
import { codeOf } from './errors.ts'
import { type Fields, recordOf, recordsOf, stringOf } from './fields.ts'
import { blockIdOf, fieldOf, optionOf, renderForm, said, wordsModal } from './form.ts'
import { MODAL_SETTLES_MS, SUGGEST_MS } from './limits.ts'
import { madeAt, type Place, placeOf, readKept, writeKept } from './place.ts'
import { renderSlack } from './render.ts'

export type Ack = (answer?: unknown) => Promise<void>

const RECORDING = 'One moment: this is being recorded. It counts once, however long it takes.'
const HANDED_IN = 'This was handed in already, and counted once.'

/**
 * Takes a form that was handed in, and answers within the time that Slack waits. What was entered is lost only when it was recorded: it
 * is shown again with its mistakes, with what changed meanwhile, and with what failed. Never rejects.
 *
 * @param body of type `view_submission`, not trusted to have any field
 */
export async function takeSubmission(desk: Desk, body: Fields, ack: Ack): Promise<void> {
  const view = recordOf(body, 'view')
  const person = placeOf(body)
  const viewId = stringOf(view, 'id')
  if (!person || !viewId) return ack()
  const { place, key } = readKept(stringOf(view, 'private_metadata') ?? '', person)
  const id = `slack:${viewId}:${stringOf(view, 'hash') ?? ''}`
  const values = valuesIn(view)
  const submitting = desk.forms.submit({ id, ...madeAt(place), form: { key, values } })
  const inTime = await within(submitting, desk.patience)
  const title = stringOf(recordOf(view, 'title'), 'text') ?? 'Form'
  if (inTime) {
    const came = inTime.value
    const answer = came ? answerOf(view, place, came) : update(wordsModal(title, sentence(HANDED_IN).show))
    await acknowledged(desk, ack, answer)
    if (isDone(came)) await showAt(desk, place, id, came.reply)
    return
  }
  await acknowledged(desk, ack, update(wordsModal(title, sentence(RECORDING).show)))
  const came = await submitting
  await sleep(MODAL_SETTLES_MS)
  const changed = await change(
    desk,
    viewId,
    modalOf(view, place, came) ?? wordsModal(title, shownOf(came).show),
  )
  if (isDone(came)) await showAt(desk, place, id, came.reply)
  else if (came && !changed) await showAt(desk, place, id, notTaken(came, values))
}

/** For whoever closed the modal while it was being recorded: that it was not, why, and what they had entered. */
function notTaken(came: FormReply, values: Values): Reply {
  const why =
    came.kind === 'reply'
      ? came.reply.show.blocks
      : [...came.form.notice, ...Object.values(came.form.mistakes ?? {}).map((mistake) => [mistake])].map(
          (line) => text(...line),
        )
  const entered = Object.values(values).map((value) => quote(value))
  const kept = entered.length === 0 ? [] : [text('You had entered:'), ...entered]
  return { ...sentence(''), show: { blocks: [text(strong('Not recorded.')), ...why, ...kept] } }
}

const update = (view: ModalView): object => ({ response_action: 'update', view })

const isDone = (came: FormReply | null): came is { kind: 'reply'; reply: Reply } =>
  came?.kind === 'reply' && came.reply.outcome === 'done'

const shownOf = (came: FormReply | null): Reply => (came?.kind === 'reply' ? came.reply : sentence(HANDED_IN))

/** What Slack does with the modal: undefined closes it. */
function answerOf(view: Fields, place: Place, came: FormReply): object | undefined {
  if (came.kind === 'mistakes') {
    const shown = recordsOf(view, 'blocks').map(({ block_id }) => fieldOf(String(block_id)))
    const named = Object.entries(came.mistakes)
    // Another key: what it is about has changed, which is said above the fields.
    const same = came.form.key === readKept(stringOf(view, 'private_metadata') ?? '', place).key
    // Slack takes mistakes of the fields that are before somebody's eyes.
    if (same && named.every(([name]) => shown.includes(name)))
      return {
        response_action: 'errors',
        errors: Object.fromEntries(named.map(([name, mistake]) => [blockIdOf(name), mistake])),
      }
  }
  const modal = modalOf(view, place, came)
  return modal ? update(modal) : undefined
}

/** The form as it is to be filled in again; null where there is nothing more to fill in. */
function modalOf(view: Fields, place: Place, came: FormReply | null): ModalView | null {
  if (!came) return null
  if (came.kind !== 'reply') return renderForm(came.form, writeKept(place, came.form.key))
  if (came.reply.outcome === 'done') return null
  const { title, blocks } = came.reply.show
  return shownAgain(view, [
    ...(title === undefined ? [] : said([[strong(title)]])),
    ...renderSlack({ blocks }).blocks,
  ])
}

/** A connection lost meanwhile takes no answer; the message that follows needs none. */
async function acknowledged({ log }: Desk, ack: Ack, answer: object | undefined): Promise<void> {
  try {
    await ack(answer)
  } catch (error) {
    log.warn({ code: codeOf(error) }, 'an acknowledgement of a form did not reach Slack')
  }
}

/** @returns whether Slack took it: nobody can change a modal that was closed meanwhile */
async function change({ client, log }: Desk, viewId: string, view: ModalView): Promise<boolean> {
  try {
    await client.views.update({ view_id: viewId, view })
    return true
  } catch (error) {
    if (codeOf(error) !== 'not_found') log.error({ code: codeOf(error) }, 'Slack did not take a form')
    return false
  }
}

/**
 * What is suggested for what somebody typed into a field. Never rejects.
 *
 * @param body of type `block_suggestion`, not trusted to have any field
 */
export async function suggest({ forms, log }: Desk, body: Fields, ack: Ack): Promise<void> {
  const person = placeOf(body)
  const field = fieldOf(stringOf(body, 'block_id') ?? '')
  const { place, key } = person
    ? readKept(stringOf(recordOf(body, 'view'), 'private_metadata') ?? '', person)
    : { place: null, key: '' }
  try {
    if (!place || field === null) return await ack({ options: [] })
    const { from, at } = place
    const looking = forms.suggest({ from, at, form: { key, field }, typed: stringOf(body, 'value') ?? '' })
    const found = await within(looking, SUGGEST_MS)
    await ack({ options: (found?.value ?? []).map(optionOf) })
  } catch (error) {
    log.warn({ code: codeOf(error) }, 'suggestions did not reach Slack')
  }
}
