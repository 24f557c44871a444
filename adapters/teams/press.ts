import { type Homes, isOnHome } from '../../src/chat/home.ts'
import { plainText } from '../../src/chat/plain-text.ts'
import type { Press } from '../../src/chat/press.ts'
import type { Reply, Request } from '../../src/chat/request.ts'
import { answerPrivately, replace, say } from './answer.ts'
import { beginning } from './escape.ts'
import { homeAt, renderAnswer } from './home.ts'
import { TOLD_TEXT } from './limits.ts'
import type { AdaptiveCard, TeamsMessage } from './render.ts'
import { forOne } from './targeted.ts'
import type { Answering, Turn } from './turn.ts'
import { asks } from './turn.ts'

/** What whoever pressed sees at once: another card in the place of theirs, or a sentence under it that nobody else sees. */
export type Shown = { card: AdaptiveCard } | { words: string }

export const UNKNOWN_BUTTON =
  'This button is of an older version, and nothing was changed. Type help to see what I can do.'
export const NOT_NOW =
  'This takes longer than usual. The answer comes as soon as I have it; there is no need to press again.'
const ANSWERED_BELOW = 'Answered in a new message.'
const SHOWN_HERE = 'Shown here.'
const ANSWERED = 'This was answered already.'
const SHOWN_NOT = 'Teams did not take the answer. Please press again.'

/**
 * Says the line of a button. The answer takes the place of the card, where that is an answer itself and everybody who sees it may see this
 * one; else it is a message for whoever pressed, and the card stays. A refusal never takes a card from others.
 */
export async function press(turn: Turn, pressed: Press, answering: Answering): Promise<Shown> {
  const { place } = turn
  const { within, line } = pressed
  const alone = place.scope === 'personal'
  const inPlace = within.trail !== null
  const { homes } = answering
  if (alone && homes && turn.card !== null && isOnHome(within))
    return pressOnHome(turn, turn.card, pressed, { ...answering, homes })
  const unseen = alone || place.targeted
  const reply = await answering.handle({
    ...asks(turn),
    seenBy: unseen || !inPlace ? 'asker' : 'everyone',
    input: { text: line },
    pressed: within,
    // What is answered in a chat of their own is not shown to others from there.
    ...(alone || !inPlace ? {} : { among: true }),
  })
  if (!reply) return { words: ANSWERED }
  return show(turn, reply, inPlace && takesPlace(reply, unseen), answering)
}

/** On a home, what comes of a button stands there: the answer with the way back, or the home as it is after. */
async function pressOnHome(
  turn: Turn,
  card: string,
  { line, within }: Press,
  answering: Answering & { homes: Homes },
): Promise<Shown> {
  const { place } = turn
  const request: Request = { ...asks(turn), seenBy: 'asker', input: { text: line }, pressed: within }
  const view = await answering.homes.press(request, homeAt(place, card).ref)
  return view ? stand(turn, card, renderAnswer(view, place.account), answering) : { words: ANSWERED }
}

/** Somebody looks at their home: it is drawn for them as it stands. */
export async function lookAtHome({ place, card }: Turn, { homes }: Answering): Promise<Shown> {
  if (place.scope !== 'personal' || !homes) return { words: UNKNOWN_BUTTON }
  const view = await homes.open(homeAt(place, card))
  return { card: renderAnswer(view, place.account).attachments[0].content }
}

function takesPlace({ show, to, outcome }: Reply, alone: boolean): boolean {
  const trail = show.within?.trail
  if (!trail || to === 'everyone' || (to === 'asker' && !alone)) return false
  // A refusal leaves the card as it is, unless it has a way back.
  return outcome === 'done' || (alone && trail.length > 0)
}

/** Shows what came of something pressed or handed in. @param inPlace whether it takes the place of the card */
export async function show(turn: Turn, reply: Reply, inPlace: boolean, answering: Answering): Promise<Shown> {
  const { context, place } = turn
  const message = renderAnswer(reply.show, place.account)
  if (inPlace && place.targeted && !turn.late()) return { card: forOne(message.attachments[0].content) }
  if (inPlace && !place.targeted && turn.card !== null) return stand(turn, turn.card, message, answering)
  if (reply.to === 'everyone')
    return (await say(context, message, answering)) ? { words: SHOWN_HERE } : { words: SHOWN_NOT }
  const words = plainText(reply.show)
  // A refusal is one sentence, said under the card to the one who pressed.
  if (reply.outcome === 'refused' && !turn.late() && words.length <= TOLD_TEXT) return { words }
  if (place.scope === 'personal')
    return (await say(context, message, answering)) ? { words: ANSWERED_BELOW } : { words: told(words) }
  const privately = await answerPrivately(context, place, { type: 'message', ...message }, answering)
  if (!privately.reached && turn.late())
    await say(context, { textFormat: 'plain', text: privately.words }, answering)
  return { words: privately.reached ? privately.words : told(words) }
}

/** What Teams did not take as a message is said in answer to the press, which only the one who pressed sees. */
const told = (words: string): string => beginning(words, TOLD_TEXT)

/** Teams shows the card to the one who pressed; what others see, and what stands when the chat is opened again, is the message. */
export async function stand(
  turn: Turn,
  card: string,
  message: TeamsMessage,
  answering: Answering,
): Promise<Shown> {
  const taken = await replace(turn.context, card, message, answering)
  if (taken || !turn.late()) return { card: message.attachments[0].content }
  if (turn.place.scope === 'personal') await say(turn.context, message, answering)
  else await answerPrivately(turn.context, turn.place, { type: 'message', ...message }, answering)
  return { card: message.attachments[0].content }
}
