import { writePress } from '../../src/chat/press.ts'
import type { Action, Row, Within } from '../../src/chat/view.ts'
import type { Element } from './rich-text.ts'
import { richLines } from './rich-text.ts'

/** What a button of ours is called among what a card sends. */
export const PRESS_VERB = 'press'

/** Buttons in a row. Where no place is known to say their words in, there are none. */
export function actionSet(actions: Action[], within: Within | undefined): Element[] {
  if (!within || actions.length === 0) return []
  return [{ type: 'ActionSet', actions: actions.map((action) => execute(action, within)) }]
}

/** A line of a list, its button beside it. */
export function rowElement({ text, action }: Row, within: Within | undefined): Element {
  const words = {
    type: 'Column',
    width: 'stretch',
    verticalContentAlignment: 'Center',
    items: richLines(text),
  }
  const button = action ? actionSet([action], within) : []
  const beside = { type: 'Column', width: 'auto', verticalContentAlignment: 'Center', items: button }
  return { type: 'ColumnSet', spacing: 'Small', columns: button.length > 0 ? [words, beside] : [words] }
}

function execute(action: Action, within: Within): Element {
  const { label, about, look } = action
  const data = { press: writePress(action, within) }
  const shown = {
    title: label,
    ...(about ? { tooltip: about } : {}),
    ...(look ? { style: look === 'primary' ? 'positive' : 'destructive' } : {}),
  }
  return {
    type: 'Action.Execute',
    verb: PRESS_VERB,
    ...shown,
    data,
    fallback: { type: 'Action.Submit', ...shown, data },
  }
}
