import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { CredentialsFactory } from '../../../adapters/teams/connection.ts'
import type { Destination } from '../../../src/chat/platform.ts'
import { text } from '../../../src/chat/view.ts'
import type { TeamsFault } from '../../stand-ins/teams.ts'
import { credentialsOf } from '../../stand-ins/teams.ts'
import { appId, echo, memoryOf, startBot, tenantId } from './support.ts'

/** When Teams, or Entra, is slow or away. Each with a bot of its own, all at once. */

const plenary = '19:plenary@thread.tacv2'
const at = { platform: 'teams', tenant: tenantId, conversation: plenary } as const
const to: Destination = { to: 'conversation', at }
const view = { blocks: [text('a secret')] }

async function delivered(fault: TeamsFault | null, credentials: CredentialsFactory, away?: string) {
  const kept = new Map<string, unknown>()
  const bot = await startBot(echo(), {
    memory: memoryOf(kept),
    credentials,
    ...(fault?.silent ? { callTimeout: 500 } : {}),
  })
  const known = { tenant: tenantId, scope: 'channel', bot: '28:asem', serviceUrl: away ?? bot.standIn.url }
  kept.set(`conversation:${plenary}`, known)
  if (fault) bot.standIn.fail(/./, fault)
  const outcome = await bot.teams.messenger!.deliver(to, view, 'a key', null)
  const stands = bot.standIn.messages(plenary).length
  const calls = bot.standIn.calls.length
  await bot.close()
  return { outcome, stands, calls, logged: bot.lines.map(({ level }) => level) }
}

async function unusedAddress(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}

const known = credentialsOf(appId)
const signing = (signRequest: () => Promise<never>): CredentialsFactory => ({
  isValidAppId: (named) => known.isValidAppId(named),
  isAuthenticationDisabled: () => known.isAuthenticationDisabled(),
  createCredentials: async () => ({ signRequest }),
})

describe.concurrent('when', { timeout: 20_000 }, () => {
  test('the answer does not come: unconfirmed, and it does stand', async () => {
    expect(await delivered({ silent: true, taken: true }, known)).toEqual({
      outcome: { kind: 'unconfirmed', failed: false, why: 'time-out' },
      stands: 1,
      calls: 1,
      logged: ['warn'],
    })
  })

  test('the answer is late: waited for', async () => {
    expect(await delivered({ late: 6_000 }, known)).toMatchObject({
      outcome: { kind: 'sent' },
      stands: 1,
      calls: 1,
    })
  })

  test('nobody listens: nothing was sent', async () => {
    const { outcome } = await delivered(null, known, await unusedAddress())
    expect(outcome).toEqual({ kind: 'retry', after: null, why: 'ECONNREFUSED' })
  })

  test.each([
    ['is refused', () => Promise.reject(new Error('invalid_client'))],
    ['does not come', () => new Promise<never>(() => undefined)],
  ])('the token %s: nothing is sent, and the operator is told', async (_, signRequest) => {
    expect(await delivered(null, signing(signRequest))).toEqual({
      outcome: { kind: 'retry', after: null, why: 'NoProof' },
      stands: 0,
      calls: 0,
      logged: ['error'],
    })
  })
})
