import { randomBytes } from 'node:crypto'
import { pino } from 'pino'

export type Log = {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'

/** What must never reach a log: words people wrote, secrets, addresses of installations. */
const redacted = [
  'text',
  '*.text',
  'token',
  '*.token',
  'authorization',
  '*.authorization',
  'headers',
  '*.headers',
  '*.password',
  'body',
  '*.body',
]

/** JSON lines on standard error, so that standard output stays the terminal's. */
export function createLog(level: LogLevel): Log {
  return pino({ level, redact: { paths: redacted, censor: '[left out]' } }, pino.destination(2))
}

/** A short id that a person can read out and an operator can find: eight characters, no look-alikes. */
export function createReference(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
  return [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('')
}
