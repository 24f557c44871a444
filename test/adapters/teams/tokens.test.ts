import https from 'node:https'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { messageActivity, postActivity } from '../../stand-ins/teams.ts'
import type { SigningKey } from '../../stand-ins/teams-tokens.ts'
import { publicKeyToken, unsignedToken } from '../../stand-ins/teams-tokens.ts'
import type { Bot } from './support.ts'
import { appId, echo, memoryOf, startBot } from './support.ts'

/** Who is let in: the Bot Connector's token for this app, and nothing else. */

const handle = echo()
const memory = memoryOf()
let bot: Bot
const elsewhere = vi.spyOn(https, 'request')

beforeAll(async () => {
  bot = await startBot(handle, { memory })
})
afterAll(() => bot.close())
beforeEach(() => {
  handle.asked.length = 0
  bot.standIn.calls.length = 0
  memory.puts.length = 0
  elsewhere.mockClear()
})

const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds
const aad = 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0'
const aadFirst = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/'
const another = '99999999-8888-7777-6666-555555555555'

const post = (token?: string, is: object = {}) =>
  postActivity(bot.baseUrl, messageActivity({ serviceUrl: bot.standIn.url, ...is }), token)

describe('let in', () => {
  test('a signed message is taken and answered with the bot’s own token', async () => {
    const { status, messages } = await bot.people.personal('summary')
    expect(status).toBe(200)
    expect(messages.map(({ text }) => text)).toEqual(['heard: summary'])
    expect(bot.standIn.calls[0]?.authorization).toBe('Bearer for-the-stand-in')
  })

  test('clocks may differ by minutes', async () => {
    const early = await bot.standIn.token(appId, { nbf: inSeconds(120), iat: inSeconds(120) })
    expect((await post(early)).status).toBe(200)
    const late = await bot.standIn.token(appId, { exp: inSeconds(-120) })
    expect((await post(late, { id: 'later' })).status).toBe(200)
    expect(handle.asked).toHaveLength(2)
  })
})

describe('refused without effect', () => {
  afterEach(() => {
    expect(handle.asked).toEqual([])
    expect(bot.standIn.calls).toEqual([])
    expect(memory.puts).toEqual([])
    expect(elsewhere).not.toHaveBeenCalled()
  })

  test.each<[string, Record<string, unknown>, SigningKey?]>([
    ['for another app', { aud: another }],
    ['for no app', { aud: undefined }],
    ['for a list of apps', { aud: [another, appId] }],
    ['expired', { iat: inSeconds(-7200), nbf: inSeconds(-7200), exp: inSeconds(-3600) }],
    ['not yet valid', { nbf: inSeconds(3600), exp: inSeconds(7200) }],
    ['of another issuer', { iss: 'https://sts.windows.net/tenant-japan/' }],
    ['of no issuer', { iss: undefined }],
    ['of several issuers', { iss: ['https://api.botframework.com'] }],
    ['for another service address', { serviceurl: 'https://smba.trafficmanager.net/emea/' }],
    ['for no service address', { serviceurl: undefined }],
    ['of another bot', { iss: aadFirst, ver: '1.0', appid: another }],
    ['of another bot, second version', { iss: aad, ver: '2.0', azp: another }],
    ["of the emulator, with the bot's own id", { iss: aadFirst, ver: '1.0', appid: appId }],
    ["of the emulator, second version, with the bot's own id", { iss: aad, ver: '2.0', azp: appId }],
    ['of another bot, in the name of the Bot Connector', { aud: another, ver: '1.0', appid: appId }],
    ['signed by somebody else', {}, 'stranger'],
    ['signed with a key for web chat', {}, 'web chat'],
    ['signed with a key that is endorsed for no channel', {}, 'unendorsed'],
  ])('a token %s', async (_, claims, key) => {
    expect((await post(await bot.standIn.token(appId, claims, key))).status).toBe(401)
  })

  test('a token nobody signed, or signed with what everybody can read', async () => {
    const claims = { aud: appId, serviceurl: bot.standIn.url }
    expect((await post(unsignedToken(claims))).status).toBe(401)
    expect((await post(await publicKeyToken(claims))).status).toBe(401)
  })

  test('a good token whose words were changed', async () => {
    const [head, , signature] = (await bot.standIn.token(appId)).split('.')
    const [, claims] = (await bot.standIn.token(appId, { admin: true })).split('.')
    expect((await post(`${head}.${claims}.${signature}`)).status).toBe(401)
  })

  test.each(['', 'Bearer', 'Bearer ', 'Bearer nonsense', 'Bearer a.b.c', 'Bearer ..', 'Basic YTpi'])(
    'no token at all: "%s"',
    async (authorization) => {
      const message = messageActivity({ serviceUrl: bot.standIn.url })
      expect((await postActivity(bot.baseUrl, message, undefined, { authorization })).status).toBe(401)
    },
  )

  test('no header, and a good token under another name', async () => {
    expect((await post()).status).toBe(401)
    const message = messageActivity({ serviceUrl: bot.standIn.url })
    const authorization = `Token ${await bot.standIn.token(appId)}`
    expect((await postActivity(bot.baseUrl, message, undefined, { authorization })).status).toBe(401)
  })

  test.each([
    'https://attacker.example/',
    'https://smba.trafficmanager.net.attacker.example/',
    'https://evilbotframework.com/',
    'http://smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'https://smba.trafficmanager.net@attacker.example/',
    'https://169.254.169.254/metadata/identity/',
    'file:///etc/passwd',
    'nonsense',
  ])('a service address elsewhere, though the token names it too: %s', async (serviceUrl) => {
    const token = await bot.standIn.token(appId, { serviceurl: serviceUrl })
    expect((await post(token, { serviceUrl })).status).toBe(403)
  })

  test.each([
    ['another', { tenant: 'tenant-elsewhere' }],
    ['none', { fields: { channelData: {}, conversation: { id: 'a:keiko', conversationType: 'personal' } } }],
    [
      'an admitted conversation, a guest of another',
      { fields: { channelData: { tenant: { id: 'tenant-elsewhere' } } } },
    ],
    [
      'an admitted channel, a speaker of another',
      { fields: { from: { id: '29:keiko', aadObjectId: 'keiko', tenantId: 'tenant-elsewhere' } } },
    ],
  ])('tenant: %s', async (_, is) => {
    expect((await post(await bot.standIn.token(appId), is)).status).toBe(403)
  })

  test.each(['webchat', 'emulator', 'AseChannel', 'directline', '', undefined, 7, null, { id: 'msteams' }])(
    'another channel of the Bot Connector: %s',
    async (channelId) => {
      const { status } = await post(await bot.standIn.token(appId), { fields: { channelId } })
      expect([400, 401, 403]).toContain(status)
    },
  )
})
