import { commands } from '../../src/commands/index.ts'
import type { Random } from './random.ts'

/** Words that try to be more than words. None of them asks for a change. */
const parts = [
  ...[
    '<!channel>',
    '<!here>',
    '<!everyone>',
    '<@U0SATO>',
    '<#C0PLENARY>',
    '<!subteam^S1>',
    '&lt;!channel&gt;',
  ],
  ...['<at>Keiko</at>', '&lt;at&gt;Keiko&lt;/at&gt;', '<at id="0">everyone</at>', '@everyone', '@channel'],
  ...[
    '*bold*',
    '_it_',
    '~no~',
    '`code`',
    '```',
    '> quote',
    '# title',
    '[a](https://evil.example/)',
    '![x](y)',
  ],
  ...['<https://evil.example/|safe.example>', '<script>alert(1)</script>', '{{DATE(2010-06-07T00:00:00Z)}}'],
  ...['\u0000', '\u0007', '\u001b[31m', '\u009b', '\u202e', '\u2067', '\u200f', '\u2028', '\ufeff', '\ufffe'],
  ...['\ud83d', '\ude00', '🙂', 'مرحبا', 'שלום', '語', 'ｓｔａｔｕｓ', 'а', '\n', '\r\n', '\t', '  '],
  ...['\'; DROP TABLE "Update"; --', '$1', '%s', '\\', '\\u0000', '"}', '__proto__', 'constructor', '../..'],
]

export const hostile = (random: Random): string => {
  if (random.chance(0.06)) return random.pick(parts).repeat(40_000).slice(0, 40_000)
  return Array.from({ length: 1 + random.int(5) }, () => random.pick(parts)).join(random.pick(['', ' ']))
}

const said = (changes: boolean): string[] =>
  commands
    .filter((command) => command.changes === changes && command.may !== 'operator')
    .flatMap(({ usage }) => usage)

const questions = said(false)
const changes = said(true)

/** Something to ask, sometimes with hostile words behind it, or nothing else. */
export function question(random: Random): string {
  if (random.chance(0.2)) return hostile(random)
  const words = random.pick(questions)
  return random.chance(0.4) ? `${words} ${hostile(random)}` : words
}

/** A change as `help` shows it, of whatever kind. */
export const change = (random: Random): string => random.pick(changes)

/** An update that may be recorded. */
export const report = (random: Random): string => `update ipr-1 on track Then ${hostile(random)}`
