import type { PlacedMessage } from '../../src/chat/placed.ts'
import { renderTerminal, type TerminalStyle, wrap } from './render.ts'

/** Columns that the frame takes. */
const frame = 4

/**
 * A message as it is read where it stands, in a thin frame under the name of its place. Of one that was changed in place, the lines that
 * are new, behind a thick line, and its title; dots stand for what stayed. What was removed is not said again.
 */
export function drawMessage(message: PlacedMessage, style: TerminalStyle): string {
  const { change, place, at, under, show, before } = message
  const time = at === '' ? [] : [at]
  if (change === 'removed' || show === null)
    return [...time, `  ✕ ${place}: a message was removed`].join('\n')
  const inside = { ...style, width: style.width - frame }
  const lines = renderTerminal(show, inside).split('\n')
  const drawn = before ? drawChange(lines, renderTerminal(before, inside).split('\n')) : lines.map(thin)
  const where = `${place}${under ? ', under its card' : ''}${change === 'changed' ? ', changed in place' : ''}`
  const [first = '', ...rest] = wrap(where, inside.width).split('\n')
  return [...time, `  ┌ ${first}`, ...rest.map(thin), ...drawn, '  └'].join('\n')
}

const thin = (line: string): string => `  │ ${line}`.trimEnd()

function drawChange(lines: string[], before: string[]): string[] {
  const old = new Set(before)
  return lines.flatMap((line, at) => {
    const stayed = line === '' || old.has(line)
    if (!stayed) return [`  ┃ ${line}`]
    if (at === 0) return [thin(line)]
    const previous = lines[at - 1] ?? ''
    const begins = at === 1 || !(previous === '' || old.has(previous))
    return begins ? ['  │ …'] : []
  })
}
