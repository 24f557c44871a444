import { expect, it } from 'vitest'
import { createSession } from '../../../adapters/terminal/session.ts'
import type { Log } from '../../../src/log.ts'

const style = { width: 80, colour: false }

it('answers with a reference, logged once, when speaking as somebody else fails', async () => {
  const logged: object[] = []
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (fields) => void logged.push(fields),
  }
  const session = createSession(
    async () => null,
    () => null,
    async () => {
      throw new Error('the record is closed')
    },
    log,
  )
  const { text, ok, user } = await session({ line: 'as japan', user: 'operator', style })
  expect({ ok, user }).toEqual({ ok: false, user: 'operator' })
  const reference = /reference ([0-9A-Z]{8})/.exec(text)?.[1]
  expect(logged).toHaveLength(1)
  expect(logged[0]).toMatchObject({ reference })
})
