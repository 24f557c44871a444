import { expect, it } from 'vitest'
import { createSession } from '../../../adapters/terminal/session.ts'
import type { Forms } from '../../../src/chat/request.ts'
import type { Log } from '../../../src/log.ts'

const noForms: Forms = {
  opens: () => null,
  open: async () => null,
  submit: async () => null,
  suggest: async () => [],
}
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
    { handle: async () => null, forms: noForms },
    () => null,
    {
      speakAs: async () => {
        throw new Error('the record is closed')
      },
      tick: async () => ({ said: '' }),
    },
    log,
  )
  const { text, ok, user } = await session({ line: 'as japan', user: 'operator', style })
  expect({ ok, user }).toEqual({ ok: false, user: 'operator' })
  const reference = /reference ([0-9A-Z]{8})/.exec(text)?.[1]
  expect(logged).toHaveLength(1)
  expect(logged[0]).toMatchObject({ reference })
})

it('moves no clock and speaks as nobody else outside a first look', async () => {
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  }
  const session = createSession({ handle: async () => null, forms: noForms }, () => null, null, log)
  const ticked = await session({ line: 'tick 7d', user: 'operator', style })
  expect(ticked).toMatchObject({ ok: false, text: 'Only the clock of a first look can be moved.' })
  expect(await session({ line: 'as japan', user: 'operator', style })).toMatchObject({ ok: false })
})
