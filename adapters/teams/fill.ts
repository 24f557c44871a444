import { plainText } from '../../src/chat/plain-text.ts'
import type { Press } from '../../src/chat/press.ts'
import type { FormReply, Reply, Request } from '../../src/chat/request.ts'
import { actions, text } from '../../src/chat/view.ts'
import { answerPrivately, say } from './answer.ts'
import { beginning } from './escape.ts'
import type { Fields } from './fields.ts'
import { cardMessage, dialog, dialogWords, formDialog, formMessage } from './form.ts'
import { handedIn } from './handed-in.ts'
import { DIALOG_TEXT } from './limits.ts'
import type { Shown } from './press.ts'
import { show, stand, UNKNOWN_BUTTON } from './press.ts'
import { refusedCard } from './refused.ts'
import { renderTeams } from './render.ts'
import { cardOfWords } from './rich-text.ts'
import type { Answering, Turn } from './turn.ts'
import { asks } from './turn.ts'

export const ANSWER_FOLLOWS =
  'This takes longer than usual. The answer comes as a message; what you entered counts once.'
const NOT_TAKEN = 'Not taken'
const ANSWERED = 'This was answered already.'

/** What a button asks, for whoever pressed it. */
export const requestOf = (turn: Turn, { line, within }: Press): Request => ({
  ...asks(turn),
  seenBy: 'asker',
  input: { text: line },
  // A card that nobody's answer stands on says no programme, and means the current one.
  ...(within.programme === '' ? {} : { pressed: within }),
})

/** Opens the form of a button as a dialog. @returns what Teams is answered */
export async function openDialog(turn: Turn, pressed: Press, { forms }: Answering): Promise<object> {
  const opened = await forms.open(requestOf(turn, pressed))
  return opened && opened.kind !== 'reply' ? formDialog(opened.form) : refusalDialog(opened?.reply)
}

const refusalDialog = (reply: Reply | undefined): object =>
  dialogWords(reply ? beginning(plainText(reply.show), DIALOG_TEXT) : ANSWERED)

/** A dialog must be there before Teams loses patience: this one opens the form when it is asked again. */
export function waitingDialog(pressed: object, title: string): object {
  return dialog(title, {
    ...cardOfWords('The form is not ready yet: this takes longer than usual. Press the button to open it.'),
    actions: [{ type: 'Action.Submit', title: 'Open form', data: pressed }],
  })
}

/**
 * Takes a dialog that was handed in.
 *
 * @param privately whether the place is not one to answer in: where a message action was used
 * @returns what Teams is answered; undefined closes the dialog
 */
export async function submitDialog(
  turn: Turn,
  data: Fields,
  answering: Answering,
  privately: boolean,
): Promise<object | undefined> {
  const form = handedIn(data)
  if (!form) return dialogWords(UNKNOWN_BUTTON)
  const { context, place } = turn
  const came = await answering.forms.submit({ ...asks(turn), seenBy: 'asker', form })
  if (!came) return undefined
  const send = async (message: object): Promise<boolean> =>
    place.scope === 'personal' && !privately
      ? say(context, message, answering)
      : (await answerPrivately(context, place, { type: 'message', ...message }, answering)).reached
  if (came.kind !== 'reply') {
    if (turn.late()) await send(formMessage(came.form))
    return formDialog(came.form)
  }
  const { reply } = came
  if (reply.outcome === 'refused') {
    const why = beginning(plainText(reply.show), DIALOG_TEXT)
    const kept = refusedCard(why, form, turn.late() ? 'message' : 'dialog')
    if (!turn.late()) return kept ? dialog(NOT_TAKEN, kept) : refusalDialog(reply)
    return (await send(kept ? cardMessage(kept) : renderTeams(reply.show))) ? undefined : refusalDialog(reply)
  }
  // What Teams does not take as a message is said in the dialog.
  return (await send(renderTeams(reply.show))) ? undefined : refusalDialog(reply)
}

/** Takes what was entered on a card, in a chat with the bot alone: the card stays until it has counted. */
export async function submitCard(turn: Turn, data: Fields, answering: Answering): Promise<Shown> {
  const form = handedIn(data)
  if (!form) return { words: UNKNOWN_BUTTON }
  const came = await answering.forms.submit({ ...asks(turn), seenBy: 'asker', form })
  if (!came) return { words: ANSWERED }
  const alone = turn.place.scope === 'personal'
  if (came.kind === 'reply') return show(turn, came.reply, alone && came.reply.outcome === 'done', answering)
  if (alone && turn.card !== null) return stand(turn, turn.card, formMessage(came.form), answering)
  return { card: formMessage(came.form).attachments[0].content }
}

/** A line that opens a form, typed or sent by an older client: with the bot alone, on a card; else by a button to a dialog. */
export async function openHere(
  request: Request,
  alone: boolean,
  { forms }: Pick<Answering, 'forms'>,
): Promise<{ message: object } | { reply: Reply } | null> {
  const opened: FormReply | null = await forms.open(request)
  if (!opened) return null
  if (opened.kind === 'reply') return opened
  if (alone) return { message: formMessage(opened.form) }
  const open = { label: 'Open form', line: request.input.text, form: true, look: 'primary' as const }
  const within = request.pressed ?? { programme: '', trail: null }
  const show = { blocks: [text(`There is a form for this: ${opened.form.title}.`), actions(open)], within }
  return { reply: { show, to: 'here', outcome: 'done' } }
}
