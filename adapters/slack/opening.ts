import { within } from '../../src/chat/in-flight.ts'
import type { FormReply, Forms, Reply } from '../../src/chat/request.ts'
import { actions } from '../../src/chat/view.ts'
import { type Desk, sentence } from './desk.ts'
import { codeOf } from './errors.ts'
import { renderForm, wordsModal } from './form.ts'
import { PREPARE_MS } from './limits.ts'
import { type Place, writeKept } from './place.ts'

/** A form that somebody asks for: `trigger` opens it, `opening` draws it and never rejects. `title` stands until it is there. */
export type Asked = { place: Place; trigger: string; title: string; opening: Promise<FormReply | null> }

const PREPARING = 'One moment: the form is being prepared.'
const NOT_OPENED = 'The form could not be opened: Slack did not take it. Please try once more.'
const ANSWERED = 'This was answered already.'

/**
 * Opens a form within the time that its trigger gives: whole when it is drawn in time; otherwise a modal that says so, filled as soon
 * as it is. A refusal that comes in time is given to `answer`, a late one stands in the modal. Never rejects.
 */
export async function openForm(
  { client, log }: Desk,
  { place, trigger, title, opening }: Asked,
  answer: (reply: Reply) => Promise<void>,
): Promise<void> {
  const modalOf = (opened: FormReply | null) => {
    if (opened && opened.kind !== 'reply') return renderForm(opened.form, writeKept(place, opened.form.key))
    return wordsModal(title, (opened?.reply ?? sentence(ANSWERED)).show)
  }
  try {
    const inTime = await within(opening, PREPARE_MS)
    if (inTime?.value?.kind === 'reply') return await answer(inTime.value.reply)
    if (inTime) {
      if (inTime.value) await client.views.open({ trigger_id: trigger, view: modalOf(inTime.value) })
      return
    }
    const preparing = wordsModal(title, sentence(PREPARING).show)
    const { view } = await client.views.open({ trigger_id: trigger, view: preparing })
    if (!view?.id) throw new Error('views.open named no view')
    await client.views.update({ view_id: view.id, view: modalOf(await opening) })
  } catch (error) {
    const code = codeOf(error)
    // Whoever closed it meanwhile has no need of it.
    if (code === 'not_found') return
    log.error({ code }, 'Slack did not take a form')
    await answer(sentence(NOT_OPENED))
  }
}

/** Characters of a line that a button can carry, whatever stands in it. */
const LINE = 600

/** A line that leaves out what a form would ask: the answer says what is missing, and a button opens the form. */
export function withFormButton(reply: Reply, line: string, forms: Forms): Reply {
  const form = forms.opens(line)
  const { show, outcome } = reply
  if (!form || outcome !== 'refused' || !show.within || line.length > LINE) return reply
  const open = actions({ label: 'Open the form', line, form: true, about: `Open the form: ${form.title}` })
  return { ...reply, show: { ...show, blocks: [...show.blocks, open] } }
}
