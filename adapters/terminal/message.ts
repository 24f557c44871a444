import type { PlacedMessage } from '../../src/chat/placed.ts'
import { renderTerminal, type TerminalStyle } from './render.ts'

/** Columns that the frame takes. */
const frame = 4

/**
 * A message as it is read where it stands, in a thin frame under the name of its place. Of one that was changed in place, the lines that
 * are new stand behind a thick line. What was removed is not said again.
 */
export function drawMessage(message: PlacedMessage, style: TerminalStyle): string {
  const { change, place, at, under, show, before } = message
  const time = at === '' ? [] : [at]
  if (change === 'removed' || show === null)
    return [...time, `  ✕ ${place}: a message was removed`].join('\n')
  const inside = { ...style, width: style.width - frame }
  const old = new Set(before ? renderTerminal(before, inside).split('\n') : [])
  const drawn = renderTerminal(show, inside)
    .split('\n')
    .map((line) => {
      const fresh = before !== null && line !== '' && !old.has(line)
      return `  ${fresh ? '┃' : '│'} ${line}`.trimEnd()
    })
  const where = `${place}${under ? ', under its card' : ''}${change === 'changed' ? ', changed in place' : ''}`
  return [...time, `  ┌ ${where}`, ...drawn, '  └'].join('\n')
}
