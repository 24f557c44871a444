import type { Button, KnownBlock } from '@slack/types'
import { writePress } from '../../src/chat/press.ts'
import type { Action, Row, Within } from '../../src/chat/view.ts'
import { BUTTON_ABOUT, BUTTON_ROW, BUTTON_TEXT, CONFIRM_BUTTON, CONFIRM_TEXT } from './limits.ts'
import { textObject } from './mrkdwn.ts'
import { firstWords } from './room.ts'

/** How `action_id`s of our buttons begin; what follows tells them apart within one message. */
export const PRESS = 'press:'

/** Buttons in a row. Where no place is known to say their words in, there are none. */
export function renderActions(actions: Action[], place: string, within: Within | undefined): KnownBlock[] {
  if (!within) return []
  const elements = actions.map((action, at) => button(action, `${place}.${at}`, within))
  return inRows(elements).map((row) => ({ type: 'actions', elements: row }))
}

/** As few rows as hold them, of about the same number: *Back* does not stand alone. */
function inRows(elements: Button[]): Button[][] {
  const rows = Math.ceil(elements.length / BUTTON_ROW)
  const each = Math.ceil(elements.length / Math.max(rows, 1))
  return Array.from({ length: rows }, (_, row) => elements.slice(row * each, (row + 1) * each))
}

/** A line of a list, or a bar, its button beside it. @returns nothing for one without words: Slack refuses those */
export function renderRow({ text, action }: Row, place: string, within: Within | undefined): KnownBlock[] {
  const words = textObject(text)
  if (words.text.trim() === '') return []
  const accessory = action && within ? { accessory: button(action, place, within) } : {}
  return [{ type: 'section', text: words, ...accessory }]
}

function button(action: Action, place: string, within: Within): Button {
  const { label, look } = action
  const about = firstWords(action.about ?? '', BUTTON_ABOUT).trim()
  const sure = firstWords(action.sure ?? '', CONFIRM_TEXT).trim()
  return {
    type: 'button',
    action_id: `${PRESS}${place}`,
    text: { type: 'plain_text', text: firstWords(label, BUTTON_TEXT), emoji: false },
    value: writePress(action, within),
    ...(about ? { accessibility_label: about } : {}),
    ...(look ? { style: look } : {}),
    ...(sure ? { confirm: confirmation(sure, label) } : {}),
  }
}

const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false })

const confirmation = (sure: string, label: string): NonNullable<Button['confirm']> => ({
  title: plain(firstWords(label, BUTTON_TEXT)),
  text: plain(sure),
  confirm: plain(firstWords(label, CONFIRM_BUTTON)),
  deny: plain('Cancel'),
})
