import { type Press, readPress, writePress } from '../../src/chat/press.ts'
import type { Action, Row, Within } from '../../src/chat/view.ts'
import { beginning, clean } from './escape.ts'
import type { Fields } from './fields.ts'
import { BUTTON_TEXT, PRIMARY_ACTIONS } from './limits.ts'
import type { Element } from './rich-text.ts'
import { cardOfWords, richLines } from './rich-text.ts'

/** What our buttons are called among what cards send: one that says a line, and one that hands in the inputs of its card. */
export const PRESS_VERB = 'press'
export const SUBMIT_VERB = 'submit'

/** Buttons in a row. Where no place is known to say their words in, there are none. */
export function actionSet(actions: Action[], within: Within | undefined): Element[] {
  if (!within || actions.length === 0) return []
  return [{ type: 'ActionSet', actions: actions.map((action, at) => button(action, at, within)) }]
}

/** A line of a list, its button beside it. */
export function rowElement({ text, action }: Row, within: Within | undefined): Element {
  const words = {
    type: 'Column',
    width: 'stretch',
    verticalContentAlignment: 'Center',
    items: richLines(text),
  }
  const shown = action ? actionSet([action], within) : []
  const beside = { type: 'Column', width: 'auto', verticalContentAlignment: 'Center', items: shown }
  return { type: 'ColumnSet', spacing: 'Small', columns: shown.length > 0 ? [words, beside] : [words] }
}

/** For an element that is pressed itself, as a bar is. It is not asked before, and not drawn as a button. */
export function selectAction(
  action: Action | undefined,
  within: Within | undefined,
): { selectAction?: Element } {
  return action && within ? { selectAction: sayOrOpen(action, action.label, within) } : {}
}

/** What does not fit the row is in the menu at its end. Source: adaptivecards.microsoft.com, `mode` of an action. */
function button(action: Action, at: number, within: Within): Element {
  const shown = action.sure ? asked(action, action.sure, within) : sayOrOpen(action, action.label, within)
  return { ...shown, ...(at >= PRIMARY_ACTIONS ? { mode: 'secondary' } : {}) }
}

/** Teams asks nobody whether they are sure: the button unfolds the question, and the one that answers it. */
function asked(action: Action, sure: string, within: Within): Element {
  const { label } = action
  const yes = `Yes, ${label.charAt(0).toLowerCase()}${label.slice(1)}`
  const card = {
    ...cardOfWords(clean(sure).trim() || `${label}?`),
    actions: [sayOrOpen(action, yes, within)],
  }
  return { type: 'Action.ShowCard', ...shownAs(action, label), card }
}

function sayOrOpen(action: Action, label: string, within: Within): Element {
  const data = { press: writePress(action, within) }
  const shown = shownAs(action, label)
  // A dialog is opened by this action alone: learn.microsoft.com/microsoftteams/platform/task-modules-and-cards, "dialogs with bots".
  if (action.form)
    return { type: 'Action.Submit', ...shown, data: { ...data, msteams: { type: 'task/fetch' } } }
  return execute(PRESS_VERB, shown, data)
}

function shownAs({ about, look }: Action, label: string): { title: string } {
  const tooltip = clean(about ?? '').trim()
  return {
    title: beginning(clean(label), BUTTON_TEXT),
    ...(tooltip ? { tooltip } : {}),
    ...(look ? { style: look === 'primary' ? 'positive' : 'destructive' } : {}),
  }
}

/** A button as every client knows it: an older one sends `data` in a message of its own. */
export function execute(verb: string, shown: object, data: object): Element {
  return {
    type: 'Action.Execute',
    verb,
    ...shown,
    data,
    fallback: { type: 'Action.Submit', ...shown, data },
  }
}

/** @param data what a card sent, not trusted @returns null where it was no button of ours */
export const pressIn = (data: Fields): Press | null => readPress(data.press)
