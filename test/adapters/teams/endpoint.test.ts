import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTeams } from '../../../adapters/teams/app.ts'
import { messageActivity, postActivity } from '../../stand-ins/teams.ts'
import type { Bot } from './support.ts'
import { appId, echo, memoryOf, reply, startBot } from './support.ts'

const handle = echo()
let bot: Bot

beforeAll(async () => {
  bot = await startBot(handle)
})
afterAll(() => bot.close())
beforeEach(() => {
  handle.asked.length = 0
  bot.standIn.calls.length = 0
})

const message = (is: object = {}) => messageActivity({ serviceUrl: bot.standIn.url, ...is })

/** Refused without effect: nothing reached the core and nothing was sent. */
function expectNothing() {
  expect(handle.asked).toEqual([])
  expect(bot.standIn.calls).toEqual([])
}

describe('who is let in', () => {
  test('a signed message is taken and answered', async () => {
    const { status, messages } = await bot.people.personal('summary')
    expect(status).toBe(200)
    expect(messages.map(({ text }) => text)).toEqual(['heard: summary'])
    expect(bot.standIn.calls[0]?.authorization).toBe('Bearer for-the-stand-in')
  })

  test('no token', async () => {
    expect((await postActivity(bot.baseUrl, message())).status).toBe(401)
    expectNothing()
  })

  test.each([
    ['for another app', { aud: 'another-app' }],
    ['expired', { iat: 1_000_000, exp: 1_003_600 }],
    ['of another issuer', { iss: 'https://sts.windows.net/tenant-japan/' }],
    [
      'of another bot',
      { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', ver: '1.0', appid: 'x' },
    ],
    ['for another service address', { serviceurl: 'https://smba.trafficmanager.net/emea/' }],
  ])('a token %s', async (_, claims) => {
    const token = await bot.standIn.token(appId, claims)
    expect((await postActivity(bot.baseUrl, message(), token)).status).toBe(401)
    expectNothing()
  })

  test('a token signed by somebody else, and what is no token at all', async () => {
    const foreign = await bot.standIn.token(appId, {}, 'foreign')
    expect((await postActivity(bot.baseUrl, message(), foreign)).status).toBe(401)
    expect((await postActivity(bot.baseUrl, message(), 'nonsense')).status).toBe(401)
    expectNothing()
  })

  test.each([
    'https://attacker.example/',
    'https://smba.trafficmanager.net.attacker.example/',
    'https://evilbotframework.com/',
    'http://smba.trafficmanager.net/',
    'https://smba.trafficmanager.net@attacker.example/',
    'nonsense',
  ])('a service address elsewhere: %s', async (serviceUrl) => {
    const token = await bot.standIn.token(appId, { serviceurl: serviceUrl })
    expect((await postActivity(bot.baseUrl, message({ serviceUrl }), token)).status).toBe(403)
    expectNothing()
  })

  test.each([
    ['another', { tenant: 'tenant-elsewhere' }],
    ['none', { fields: { channelData: {}, conversation: { id: 'a:keiko', conversationType: 'personal' } } }],
    [
      'an admitted conversation, a guest of another',
      { fields: { channelData: { tenant: { id: 'tenant-elsewhere' } } } },
    ],
  ])('tenant: %s', async (_, is) => {
    const token = await bot.standIn.token(appId)
    expect((await postActivity(bot.baseUrl, message(is), token)).status).toBe(403)
    expectNothing()
  })

  test('another channel of the Bot Connector', async () => {
    const token = await bot.standIn.token(appId)
    const { status } = await postActivity(bot.baseUrl, message({ fields: { channelId: 'webchat' } }), token)
    expect(status).not.toBe(200)
    expectNothing()
  })
})

describe('what is no activity', () => {
  test.each([
    ['{"type":', 400],
    ['[]', 400],
    ['"message"', 400],
    ['{}', 400],
    ['{"type":7}', 400],
    [JSON.stringify({ type: 'message', text: 'x'.repeat(300_000) }), 413],
  ])('%#: refused', async (body, status) => {
    const token = await bot.standIn.token(appId)
    expect((await postActivity(bot.baseUrl, body, token)).status).toBe(status)
    expectNothing()
  })

  test('a body without announced length is bounded too', async () => {
    const answered = await fetch(`${bot.baseUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([' '.repeat(300_000)]).stream(),
      duplex: 'half',
    } as RequestInit)
    expect(answered.status).toBe(413)
  })

  test('not a POST, not JSON', async () => {
    expect((await fetch(`${bot.baseUrl}/api/messages`)).status).toBe(405)
    const token = await bot.standIn.token(appId)
    const plain = { 'content-type': 'text/plain' }
    expect((await postActivity(bot.baseUrl, message(), token, plain)).status).toBe(415)
    expectNothing()
  })

  test('an activity without conversation or sender', async () => {
    const token = await bot.standIn.token(appId)
    const broken = message({
      fields: { from: null, entities: 'none', channelData: { tenant: { id: 'tenant-japan' } } },
    })
    expect((await postActivity(bot.baseUrl, broken, token)).status).toBe(400)
    expectNothing()
  })
})

describe('without an app id', () => {
  test('is refused at start, unless in development', () => {
    const build = () =>
      createTeams({
        appId: '',
        appPassword: '',
        tenantIds: [],
        serviceHosts: [],
        dev: false,
        handle,
        notify: async () => null,
        memory: memoryOf(),
        log: { debug() {}, info() {}, warn() {}, error() {} },
      })
    expect(build).toThrow(/app id/)
  })

  test('in development answers unsigned messages, from and to this machine only', async () => {
    const open = await startBot(handle, { appId: '', appPassword: '', tenantIds: [] })
    const { status, messages } = await open.people.personal('help')
    expect([status, messages[0]?.text]).toEqual([200, 'heard: help'])

    const here = messageActivity({ serviceUrl: open.standIn.url })
    const passedOn = await postActivity(open.baseUrl, here, undefined, { 'x-forwarded-for': '203.0.113.7' })
    expect(passedOn.status).toBe(403)
    const elsewhere = messageActivity({ serviceUrl: 'https://smba.trafficmanager.net/emea/' })
    expect((await postActivity(open.baseUrl, elsewhere)).status).toBe(403)
    expect(handle.asked).toHaveLength(1)
    await open.close()
  })
})

test('this machine is no service address outside development', async () => {
  const strict = await startBot(handle, { dev: false })
  expect((await strict.people.personal('help')).status).toBe(403)
  expect(handle.asked).toEqual([])
  await strict.close()
})

test("Microsoft's keys out of reach: 503, so that Teams sends it again", async () => {
  const cut = await startBot(handle, { openIdMetadataUrl: 'http://127.0.0.1:9/openid' })
  expect((await cut.people.personal('help')).status).toBe(503)
  await cut.close()
})

test('a core that throws is logged, and the next question is answered', async () => {
  let times = 0
  const throwing = await startBot(async () => {
    times += 1
    if (times === 1) throw new Error('out of order')
    return reply('again')
  })
  expect((await throwing.people.personal('one')).messages).toEqual([])
  expect(
    throwing.lines.some(
      ({ level, fields }) => level === 'error' && JSON.stringify(fields).includes('out of order'),
    ),
  ).toBe(true)
  expect((await throwing.people.personal('two')).messages[0]?.text).toBe('again')
  await throwing.close()
})

test('stopping waits for the answer under way and takes nothing new', async () => {
  let open: () => void = () => {}
  let asked: () => void = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const arrived = new Promise<void>((resolve) => {
    asked = resolve
  })
  const slow = await startBot(async () => {
    asked()
    await opened
    return reply('done')
  })
  const answering = slow.people.personal('summary')
  await arrived
  expect(slow.teams.ready()).toBe(true)
  let stopped = false
  const stopping = slow.teams.stop().then(() => {
    stopped = true
  })
  expect((await slow.people.personal('another', { user: 'sato' })).status).toBe(503)
  expect([stopped, slow.teams.ready()]).toEqual([false, false])
  open()
  expect((await answering).messages[0]?.text).toBe('done')
  await stopping
  await slow.close()
})
