import { writePress } from '../../src/chat/press.ts'
import type { Action, Row, Within } from '../../src/chat/view.ts'
import { clean } from './escape.ts'
import { ACTIONS } from './limits.ts'
import type { Element } from './rich-text.ts'
import { richLines } from './rich-text.ts'

/** What a button of ours is called among what a card sends. */
export const PRESS_VERB = 'press'

/** Buttons in rows. Where no place is known to say their words in, there are none. */
export function actionSet(actions: Action[], within: Within | undefined): Element[] {
  if (!within || actions.length === 0) return []
  const buttons = actions.map((action) => execute(action, within))
  const rows = Array.from({ length: Math.ceil(buttons.length / ACTIONS) }, (_, at) =>
    buttons.slice(at * ACTIONS, (at + 1) * ACTIONS),
  )
  return rows.map((row) => ({ type: 'ActionSet', actions: row }))
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
  const { label, look } = action
  const about = clean(action.about ?? '').trim()
  const data = { press: writePress(action, within) }
  const shown = {
    title: clean(label),
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
