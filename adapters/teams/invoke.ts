import { pressIn, SUBMIT_VERB } from './buttons.ts'
import { searchIn, suggested } from './choices.ts'
import { clean } from './escape.ts'
import type { Fields } from './fields.ts'
import { fieldsOf, idOf, textOf } from './fields.ts'
import { ANSWER_FOLLOWS, openDialog, submitCard, submitDialog, waitingDialog } from './fill.ts'
import { dialogWords } from './form.ts'
import { HOME_VERB } from './home.ts'
import { attachLine, NO_LINK, privatePlaceOf } from './message-action.ts'
import { lookAtHome, NOT_NOW, press, type Shown, UNKNOWN_BUTTON } from './press.ts'
import type { Place } from './receive.ts'
import { placeOf } from './receive.ts'
import { placeForOne } from './targeted.ts'
import type { Answering, Turn } from './turn.ts'

/**
 * What Teams asks and waits for, 15 s each. `take` answers it; undefined answers without words. `late` is what Teams gets when that
 * takes too long (`id` is the invoke's); `take` goes on. `elsewhere`: where it happens is not where the bot is.
 */
export type Invoke = {
  elsewhere?: true
  take(turn: Turn, value: Fields, answering: Answering): Promise<object | undefined>
  late(value: Fields, id: string): object
}

/** Source: learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model, "Response format". */
const answered = (shown: Shown): object =>
  'card' in shown
    ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: shown.card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: clean(shown.words) }

/** How ids of invokes begin, which nobody can guess; those of messages can be. */
const INVOKE_ID = 'f:'

const dataIn = (value: Fields): Fields => fieldsOf(value, 'data')

const invokes = new Map<string, Invoke>([
  [
    'adaptiveCard/action',
    {
      take: async (turn, value, answering) => {
        const action = fieldsOf(value, 'action')
        const data = dataIn(action)
        if (textOf(action, 'verb') === SUBMIT_VERB) return answered(await submitCard(turn, data, answering))
        if (textOf(action, 'verb') === HOME_VERB) return answered(await lookAtHome(turn, answering))
        const pressed = pressIn(data)
        if (!pressed) return answered({ words: UNKNOWN_BUTTON })
        const there = { ...turn, place: placeForOne(turn.place, data) }
        return answered(await press(there, pressed, answering))
      },
      late: () => answered({ words: NOT_NOW }),
    },
  ],
  [
    'task/fetch',
    {
      take: async (turn, value, answering) => {
        const pressed = pressIn(dataIn(value))
        return pressed ? openDialog(turn, pressed, answering) : dialogWords(UNKNOWN_BUTTON)
      },
      late: openAgain,
    },
  ],
  [
    'task/submit',
    {
      take: (turn, value, answering) => openOrSubmit(turn, value, answering, false),
      late: (value, id) => (pressIn(dataIn(value)) ? openAgain(value, id) : dialogWords(ANSWER_FOLLOWS)),
    },
  ],
  [
    'composeExtension/fetchTask',
    {
      elsewhere: true,
      take: async (turn, value, answering) => {
        const pressed = attachment(value)
        return pressed ? openDialog(turn, pressed, answering) : dialogWords(NO_LINK)
      },
      late: (value, id) => {
        const pressed = attachment(value)
        return pressed
          ? waitingDialog({ ...pressedData(pressed.line), first: id }, 'Attach as evidence')
          : dialogWords(NO_LINK)
      },
    },
  ],
  [
    'composeExtension/submitAction',
    {
      elsewhere: true,
      take: (turn, value, answering) => openOrSubmit(turn, value, answering, true),
      late: (value, id) => (pressIn(dataIn(value)) ? openAgain(value, id) : dialogWords(ANSWER_FOLLOWS)),
    },
  ],
  [
    'application/search',
    {
      take: async ({ place: { from, at } }, value, { forms }) => {
        const form = searchIn(value.dataset)
        const typed = textOf(value, 'queryText') ?? ''
        return suggested(form ? await forms.suggest({ from, at, form, typed }) : [])
      },
      late: () => suggested([]),
    },
  ],
])

/** The line of a message action, as a button that nobody's answer stands on says it. */
function attachment(value: Fields) {
  const line = attachLine(value)
  return line === null ? null : { line, form: true, within: { programme: '', trail: null } }
}

const pressedData = (line: string) => ({ press: JSON.stringify({ l: line, f: 1, p: '' }) })

/** What is asked again is the same request: what it did meanwhile is not done twice. */
function openAgain(value: Fields, id: string): object {
  const { press: written, first } = dataIn(value)
  return waitingDialog({ press: written, first: first ?? id }, 'One moment')
}

/** What a dialog hands in: a form; or that it was not there yet, and is asked for again. */
async function openOrSubmit(
  turn: Turn,
  value: Fields,
  answering: Answering,
  privately: boolean,
): Promise<object | undefined> {
  const data = dataIn(value)
  const pressed = pressIn(data)
  const first = idOf(data, 'first')
  const asked = first?.startsWith(INVOKE_ID) ? { ...turn, id: first } : turn
  return pressed ? openDialog(asked, pressed, answering) : submitDialog(turn, data, answering, privately)
}

/** @returns what Teams asks by this name; undefined for what the bot has no answer to */
export const invokeNamed = (name: string | undefined): Invoke | undefined => invokes.get(name ?? '')

/** Where an invoke is answered; null when Teams does not say it, or who asks. */
export const placeOfInvoke = (activity: Fields, { elsewhere }: Invoke): Place | null =>
  elsewhere ? privatePlaceOf(activity) : placeOf(activity)
