import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runProcess } from '../support/process.ts'

/** `npm run demo` as somebody meets it who has just cloned: no setting, no network. */

it('plays two months to their end, shows what each channel reads, and leaves nothing behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'asem-demo-test-'))
  const { code, output } = await runProcess([], { TMPDIR: folder }, '', 'test/demo/demo.ts')
  expect(output).toContain('lines typed by people, each answered.')
  expect(code).toBe(0)
  for (const moment of [
    '> /asem update ipr-1 on track Lessons-learned note drafted',
    '┌ #asem-japan (Slack) and ASEM Korea (Teams), under its card',
    'Monday 7 June 2010, 09:00 (Tokyo)\n  ┌ #asem-japan (Slack)\n  │ Japan Customs: two dates',
    '@Kim Min-ji: one answer is enough.',
    '┃ Korea Customs Service: one date of others still open',
    'IPR, week to Sunday 13 June 2010',
    '✕ #asem-japan (Slack) and ASEM Korea (Teams): a message was removed',
    'Where a Director General can help',
    'IPR-2.3: approved with a new date',
    'The next meeting has moved',
    'Delivered late.',
    'Standing now:',
  ])
    expect(output).toContain(moment)
  const taken = output.slice(output.indexOf('a message was removed'))
  expect(taken).not.toContain('waits for the figures of two')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are for a terminal
  expect(output).not.toMatch(/\u001b/)
  expect(output.split('\n').filter((line) => line.length > 80)).toEqual([])
  expect(readdirSync(folder).filter((name) => name.startsWith('asem-'))).toEqual([])
  rmSync(folder, { recursive: true })
}, 240_000)
