import type { Logger } from '@slack/bolt'
import { LogLevel } from '@slack/bolt'
import type { Log } from '../../src/log.ts'

/** Bolt's log as ours: warnings and errors only, because its debug lines hold what people wrote. */
export function boltLog(log: Log): Logger {
  const words = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.name : String(part))).join(' ')
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts: unknown[]) => log.warn({ from: 'bolt' }, words(parts)),
    error: (...parts: unknown[]) => log.error({ from: 'bolt' }, words(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
