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
  const old = new Set(piecesOf(before).map((piece) => piece.join('\n')))
  const stays = (piece: string[]): boolean => piece[0] === '' || old.has(piece.join('\n'))
  const pieces = piecesOf(lines)
  return pieces.flatMap((piece, at) => {
    if (!stays(piece)) return piece.map((line) => `  ┃ ${line}`)
    if (at === 0) return piece.map(thin)
    return at === 1 || !stays(pieces[at - 1]!) ? ['  │ …'] : []
  })
}

/** A line with those that go on with it, which are indented; those of a quotation stand alone. */
function piecesOf(lines: string[]): string[][] {
  const pieces: string[][] = []
  for (const line of lines) {
    const before = pieces.at(-1)
    if (before && /^ {2,}(?!\| )/.test(line)) before.push(line)
    else pieces.push([line])
  }
  return pieces
}
