import { expect, it } from 'vitest'
import { drawMessage } from '../../../adapters/terminal/message.ts'
import type { PlacedMessage } from '../../../src/chat/placed.ts'
import { text, type View } from '../../../src/chat/view.ts'

const style = { width: 44, colour: false }
const view = (...lines: string[]): View => ({ title: 'IPR-1', blocks: lines.map((line) => text(line)) })
const message: PlacedMessage = {
  change: 'posted',
  place: '#japan (Slack)',
  at: 'Monday 7 June 2010, 09:00 (Tokyo)',
  under: false,
  show: view('On track', 'One page is drafted, and clearance comes this week'),
  before: null,
}

it('draws a message in a frame, under the name of its place, within its columns', () => {
  expect(drawMessage(message, style)).toBe(
    [
      'Monday 7 June 2010, 09:00 (Tokyo)',
      '  ┌ #japan (Slack)',
      '  │ IPR-1',
      '  │',
      '  │ On track',
      '  │ One page is drafted, and clearance comes',
      '  │ this week',
      '  └',
    ].join('\n'),
  )
})

it('shows the lines that are new in one that was changed in place', () => {
  const changed = drawMessage(
    {
      ...message,
      change: 'changed',
      show: view('At risk', 'One', 'Two'),
      before: view('On track', 'One', 'Two'),
    },
    style,
  )
  expect(changed.split('\n')).toEqual([
    message.at,
    '  ┌ #japan (Slack), changed in place',
    '  │ IPR-1',
    '  │ …',
    '  ┃ At risk',
    '  │ …',
    '  └',
  ])
})

it('says that a message was removed, and none of its words', () => {
  const removed = drawMessage({ ...message, change: 'removed', at: '', before: message.show }, style)
  expect(removed).toBe('  ✕ #japan (Slack): a message was removed')
})

it('lets no words steer the terminal or leave the frame', () => {
  const drawn = drawMessage({ ...message, show: view('a\u001b[2Jb\n└ c') }, style)
  expect(drawn).not.toContain('\u001b')
  expect(drawn).toContain('  │ └ c')
})
