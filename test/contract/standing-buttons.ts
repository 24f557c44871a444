import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import { readPress } from '../../src/chat/press.ts'
import { commands } from '../../src/commands/index.ts'
import { findCommand } from '../../src/commands/parse.ts'

/** One line of `standing-buttons.yaml`, which says what its parts are. */
export type Standing = {
  value: string
  by?: 'japan' | 'coordinator' | 'chair'
  opens?: string
  says?: string
  teams?: string
  terminal?: string
}

export const standing: Standing[] = parse(
  readFileSync(resolve(import.meta.dirname, 'standing-buttons.yaml'), 'utf8'),
)

/** What kind of button it is: `share` or `more` of some question, or its command, whether it has words, and whether it opens a form. */
export function kindOf(value: string): string {
  const press = readPress(value)
  if (!press) throw new Error(`${value} cannot be read`)
  const [asked] = /^(share|more(?= \d)) /.exec(press.line) ?? []
  if (asked) return asked.trim()
  const found = findCommand(commands, press.line)
  return `${found?.command.name ?? press.line}${found?.words ? ' …' : ''}${press.form ? ' (form)' : ''}`
}
