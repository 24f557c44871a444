import { type Press, readPress, writePress } from '../../src/chat/press.ts'
import type { Action, Row, Within } from '../../src/chat/view.ts'
import { beginning, clean } from './escape.ts'
import type { Fields } from './fields.ts'
import { BUTTON_CHARACTER, BUTTON_FRAME, BUTTON_TEXT, ROW_WIDTH } from './limits.ts'
import type { Element } from './rich-text.ts'
import { cardOfWords, richLines } from './rich-text.ts'

/** What our buttons are called among what cards send: one that says a line, and one that hands in the inputs of its card. */
export const PRESS_VERB = 'press'
export const SUBMIT_VERB = 'submit'

/** Buttons, in as many rows as a phone needs to show each whole. Where no place is known to say their words in, there are none. */
export function actionSet(actions: Action[], within: Within | undefined): Element[] {
  if (!within) return []
  return rowsOf(actions).map((row, at) => ({
    type: 'ActionSet',
    ...(at > 0 ? { spacing: 'Small' } : {}),
    actions: row.map((action) => button(action, within)),
  }))
}

/** Rows of about the same number, where each of those fits; else each row as full as it can be. */
function rowsOf(actions: Action[]): Action[][] {
  const full: Action[][] = []
  for (const action of actions) {
    const last = full.at(-1)
    if (last && widthOf([...last, action]) <= ROW_WIDTH) last.push(action)
    else full.push([action])
  }
  const each = Math.ceil(actions.length / Math.max(full.length, 1))
  const even = full.map((_, at) => actions.slice(at * each, (at + 1) * each))
  return even.every((row) => row.length > 0 && widthOf(row) <= ROW_WIDTH) ? even : full
}

const widthOf = (row: Action[]): number =>
  row.reduce((sum, { label }) => sum + BUTTON_FRAME + [...label].length * BUTTON_CHARACTER, 0)

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

const button = (action: Action, within: Within): Element =>
  action.sure ? asked(action, action.sure, within) : sayOrOpen(action, action.label, within)

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
