import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { messageActivity, postActivity } from '../../stand-ins/teams.ts'
import type { Bot } from './support.ts'
import { appId, echo, startBot } from './support.ts'

/** A bot without a password: an App Service of Azure, played on loopback, gives it the tokens of its managed identity. */

const asked: { query: Record<string, string>; secret: string | undefined }[] = []
let away = true
const identity = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '', 'http://localhost')
  asked.push({
    query: Object.fromEntries(searchParams),
    secret: request.headers['x-identity-header']?.toString(),
  })
  const inAnHour = Math.floor(Date.now() / 1000) + 3600
  const token = { access_token: 'token-of-the-identity', expires_on: inAnHour, token_type: 'Bearer' }
  response
    .writeHead(away ? 400 : 200, { 'content-type': 'application/json' })
    .end(JSON.stringify(away ? { error: 'invalid_request' } : token))
})
let bot: Bot

beforeAll(async () => {
  await new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve))
  const { port } = identity.address() as AddressInfo
  vi.stubEnv('IDENTITY_ENDPOINT', `http://127.0.0.1:${port}/msi/token`)
  vi.stubEnv('IDENTITY_HEADER', 'a header for tests')
  // Another identity that is at hand, which the bot must not take for its own.
  vi.stubEnv('AZURE_TENANT_ID', 'tenant-japan')
  vi.stubEnv('AZURE_CLIENT_ID', 'another-app')
  vi.stubEnv('AZURE_CLIENT_SECRET', 'a secret of another app')
  bot = await startBot(echo(), { appPassword: null })
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await bot.close()
  await new Promise((resolve) => identity.close(resolve))
})

test('an identity that Azure does not give costs the answer, is logged, and nothing is sent', async () => {
  expect((await bot.people.personal('help')).status).toBe(200)
  expect(bot.standIn.calls).toEqual([])
  expect(bot.lines.map(({ level, message }) => [level, message])).toEqual([
    ['error', 'Teams did not take an answer'],
  ])
})

test('the bot signs what it sends as its own identity, for the Bot Connector, and keeps the token', async () => {
  away = false
  asked.length = 0
  const { messages } = await bot.people.personal('help')
  expect(messages.map(({ text }) => text)).toEqual(['heard: help'])
  await bot.people.channel('status')
  expect(bot.standIn.calls.map(({ authorization }) => authorization)).toEqual([
    'Bearer token-of-the-identity',
    'Bearer token-of-the-identity',
  ])
  expect(asked).toEqual([
    {
      query: { 'api-version': '2019-08-01', resource: 'https://api.botframework.com', client_id: appId },
      secret: 'a header for tests',
    },
  ])
})

test("tokens of Teams are still the identity's own, or refused", async () => {
  const foreign = await bot.standIn.token('another-app')
  const message = messageActivity({ serviceUrl: bot.standIn.url })
  expect((await postActivity(bot.baseUrl, message, foreign)).status).toBe(401)
})
