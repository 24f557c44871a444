import { answer, say } from './answer.ts'
import { pressIn } from './buttons.ts'
import type { Fields } from './fields.ts'
import { idOf, isFields, textOf } from './fields.ts'
import { openHere, requestOf, submitCard } from './fill.ts'
import { handedIn } from './handed-in.ts'
import { press, UNKNOWN_BUTTON } from './press.ts'
import { isBot, type Place } from './receive.ts'
import type { Answering, Turn } from './turn.ts'
import { cardOf } from './turn.ts'

/** What a card sends in a message, from a client that knows no better way. @returns null for any other activity */
export function sentByCard(activity: Fields, place: Place): Fields | null {
  const { value } = activity
  if (textOf(activity, 'type') !== 'message' || textOf(activity, 'text') !== undefined) return null
  return isFields(value) && !isBot(activity, place) ? value : null
}

/** Takes it as what it is: a button, or a form; whoever sent it sees the answer as a message, or on the card. */
export async function takeFromCard(
  { context, place, activity }: Pick<Turn, 'context' | 'place'> & { activity: Fields },
  data: Fields,
  answering: Answering,
): Promise<void> {
  // Nothing waits for an answer that could be seen by one person alone.
  const turn = { context, place, id: idOf(activity, 'id') ?? '', card: cardOf(activity), late: () => true }
  const alone = place.scope === 'personal'
  const pressed = pressIn(data)
  if (pressed?.form) {
    const opened = await openHere(requestOf(turn, pressed), alone, answering)
    if (opened && 'reply' in opened) await answer(context, place, opened.reply, answering)
    else if (opened) await say(context, opened.message, answering)
    return
  }
  if (pressed) await press(turn, pressed, answering)
  else if (handedIn(data)) await submitCard(turn, data, answering)
  else if (alone) await say(context, { textFormat: 'plain', text: UNKNOWN_BUTTON }, answering)
}
