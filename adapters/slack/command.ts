import type { AckFn, RespondArguments } from '@slack/bolt'
import { within } from '../../src/chat/in-flight.ts'
import type { Reply, Request } from '../../src/chat/request.ts'
import { type Desk, showAt } from './desk.ts'
import { codeOf } from './errors.ts'
import { stringOf } from './fields.ts'
import { openForm } from './opening.ts'
import type { Place } from './place.ts'
import { renderSlack } from './render.ts'

type Ack = AckFn<RespondArguments>

/** Answers a slash command, or opens its form. Never rejects. */
export async function answerCommand(desk: Desk, request: Request, command: object, ack: Ack): Promise<void> {
  const responseUrl = stringOf(command, 'response_url') ?? null
  // A command can be said where the bot cannot post: its response_url reaches its asker anywhere.
  const place: Place = { from: request.from, at: request.at, direct: false, responseUrl }
  const form = desk.forms.opens(request.input.text)
  if (!form) return answerTyped(desk, place, request, ack)
  await acknowledged(desk, request, ack, undefined)
  const opening = desk.forms.open(request)
  const trigger = stringOf(command, 'trigger_id') ?? ''
  await openForm(desk, { place, trigger, title: form.title, opening }, (reply) =>
    showAt(desk, place, request.id, reply),
  )
}

/** Waits for the answer as long as an acknowledgement can; what comes later goes to the response_url. */
async function answerTyped(desk: Desk, place: Place, request: Request, ack: Ack): Promise<void> {
  const answering = desk.ask(request)
  const inTime = await within(answering, desk.patience)
  const told = await acknowledged(desk, request, ack, inTime?.value ?? undefined)
  if (inTime && told) return
  const late = await answering
  if (late) await showAt(desk, place, request.id, late)
}

/** @returns false when the connection was lost meanwhile; the response_url does not need it */
async function acknowledged(
  { log }: Desk,
  { id }: Request,
  ack: Ack,
  reply: Reply | undefined,
): Promise<boolean> {
  const everyone = reply?.to === 'everyone'
  try {
    await ack(reply && { response_type: everyone ? 'in_channel' : 'ephemeral', ...renderSlack(reply.show) })
    return true
  } catch (error) {
    log.warn({ code: codeOf(error), request: id }, 'an acknowledgement did not reach Slack')
    return false
  }
}
