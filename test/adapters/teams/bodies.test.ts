import { createServer, request as httpRequest } from 'node:http'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readActivity } from '../../../adapters/teams/body.ts'
import { REQUEST_BYTES } from '../../../adapters/teams/limits.ts'
import { messageActivity, postActivity } from '../../stand-ins/teams.ts'
import { times } from '../../support/times.ts'
import type { Bot } from './support.ts'
import { appId, echo, memoryOf, startBot } from './support.ts'

/** What comes in instead of an activity of Teams: refused by its shape, with the best of tokens, and without effect. */

const handle = echo()
const memory = memoryOf()
let bot: Bot
let token: string

beforeAll(async () => {
  bot = await startBot(handle, { memory })
  token = await bot.standIn.token(appId)
})
afterAll(() => bot.close())
beforeEach(() => {
  handle.asked.length = 0
  bot.standIn.calls.length = 0
  memory.puts.length = 0
})

const message = (fields: Record<string, unknown> = {}) =>
  messageActivity({ serviceUrl: bot.standIn.url, fields })
const post = (body: unknown, headers = {}) => postActivity(bot.baseUrl, body, token, headers)

function expectNothing() {
  expect([handle.asked, bot.standIn.calls, memory.puts]).toEqual([[], [], []])
}

describe('not JSON, or JSON of another shape', () => {
  const nested = (open: string, close: string, inside = '1') =>
    open.repeat(20_000) + inside + close.repeat(20_000)

  test.each([
    ['nothing', ''],
    ['half of it', '{"type":'],
    ['two of them', '{"type":"message"}{"type":"message"}'],
    ['a list', '[]'],
    ['a text', '"message"'],
    ['a number', '7'],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['a type that is a number', '{"type":7}'],
    ['a type that is a list', '{"type":["message"]}'],
    ['lists in lists', nested('[', ']')],
    ['objects in objects', nested('{"type":', '}')],
    ['objects in an activity', `{"type":"message","from":${nested('{"id":', '}')}}`],
    ['a prototype', '{"__proto__":{"type":"message"},"constructor":{"type":"message"}}'],
    ['NaN', '{"type":"message","id":NaN}'],
  ])('%s: 400, or 403 as it names no service address', async (_, body) => {
    expect([400, 403]).toContain((await post(body)).status)
    expectNothing()
  })

  test('bytes that are no UTF-8', async () => {
    const answered = await fetch(`${bot.baseUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: Buffer.from(JSON.stringify(message({ text: 'é' })), 'latin1'),
    })
    expect(answered.status).toBe(400)
    expectNothing()
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'the content type "%s"',
    async (type) => {
      expect((await post(message(), { 'content-type': type })).status).toBe(415)
      expectNothing()
    },
  )

  test.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])('%s', async (method) => {
    const answered = await fetch(`${bot.baseUrl}/api/messages`, { method })
    expect([answered.status, answered.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

describe('an activity with fields of another kind, or without them', () => {
  const wrong = [7, true, 'x', [], ['x'], {}, { id: 7 }, { id: '' }, { id: [] }, null]

  test.each(['from', 'recipient', 'conversation'])('%s', async (key) => {
    for (const value of wrong) {
      const { status } = await post(message({ [key]: value }))
      // Without a conversation the tenant is still named by the channel's data.
      expect([status, value]).toEqual([400, value])
    }
    expectNothing()
  })

  test.each(['id', 'text', 'entities', 'channelData', 'serviceUrl', 'channelId'])('%s', async (key) => {
    const kinds = [7, true, key === 'entities' ? {} : [], key === 'channelData' ? 'x' : { id: 'x' }]
    for (const value of key === 'channelData' ? [7, true, [], 'x'] : kinds)
      expect([400, 403]).toContain((await post(message({ [key]: value }))).status)
    expectNothing()
  })

  test.each([
    ['a message without an id', { id: undefined }],
    ['an id of 600 characters', { id: 'x'.repeat(600) }],
    ['an id with a line end', { id: 'x\ny' }],
    ['an id with a NUL', { id: 'x\u0000y' }],
    ['a sender whose id has a NUL', { from: { id: '29:\u0000' } }],
    ['a conversation that is only a thread', { conversation: { id: ';messageid=1' } }],
    ['a conversation of 100,000 characters', { conversation: { id: '19:'.padEnd(100_000, 'x') } }],
  ])('%s', async (_, fields) => {
    expect((await post(message(fields))).status).toBe(400)
    expectNothing()
  })

  test('what it does not read may be anything, and never goes back out', async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`) as object
    const odd = message({ locale: 7, timestamp: [], attachments: 'x', deliveryMode: 'expectReplies' })
    const from = { ...(odd.from as object), name: 'N'.repeat(50_000), properties: deep }
    const conversation = { ...(odd.conversation as object), name: 'C'.repeat(50_000), deep }
    const { status } = await post({ ...odd, from, conversation, recipient: { id: '28:asem', deep } })
    expect([status, handle.asked.length, bot.standIn.calls.length]).toEqual([200, 1, 1])
    expect(JSON.stringify(bot.standIn.calls).length).toBeLessThan(2_000)
    expect(handle.asked[0]?.from.name?.length).toBeLessThanOrEqual(256)
  })
})

describe('too much of it', () => {
  const long = JSON.stringify({ type: 'message', text: 'x'.repeat(REQUEST_BYTES) })

  test('a long body is refused, its length announced or not', async () => {
    expect((await post(long)).status).toBe(413)
    const streamed = await fetch(`${bot.baseUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: new Blob([long]).stream(),
      duplex: 'half',
    } as RequestInit)
    expect(streamed.status).toBe(413)
    expectNothing()
  })

  test('a long text is still an activity', async () => {
    expect((await post(message({ text: 'x'.repeat(200_000) }))).status).toBe(200)
    expect(handle.asked[0]?.input.text).toHaveLength(200_000)
  })

  test.each(['gzip', 'deflate', 'br', 'zstd', 'gzip, gzip'])('compressed: %s', async (encoding) => {
    const answered = await fetch(`${bot.baseUrl}/api/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-encoding': encoding,
        authorization: `Bearer ${token}`,
      },
      body: gzipSync(JSON.stringify(message())),
    })
    expect(answered.status).toBe(415)
    expectNothing()
  })
})

describe('too little of it', () => {
  /** Sends the head of a request and the beginning of a body that never ends. */
  function begin(port: string) {
    const request = httpRequest({
      host: '127.0.0.1',
      port,
      path: '/api/messages',
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': '1000' },
    })
    request.write('{"type":')
    return request
  }

  test('a slow body is given up', async () => {
    const server = createServer(async (request, response) => {
      const read = await readActivity(request, 20)
      response.writeHead('refused' in read ? read.refused : 200).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const request = begin(String((server.address() as { port: number }).port))
    const status = await new Promise((resolve) => {
      request.once('response', (response) => resolve(response.statusCode))
    })
    expect(status).toBe(408)
    request.destroy()
    await new Promise((resolve) => server.close(resolve))
  })

  test('a sender who breaks off is no failure of ours', async () => {
    bot.lines.length = 0
    const request = begin(new URL(bot.baseUrl).port)
    request.on('error', () => {})
    await new Promise<void>((resolve) => request.once('socket', (socket) => socket.once('connect', resolve)))
    request.destroy()
    await expect
      .poll(() => bot.lines.map(({ fields }) => fields))
      .toContainEqual({ status: 400, why: 'broken off' })
    expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([])
    expectNothing()
  })
})

test('any JSON at all is answered with 4xx', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json({ maxDepth: 6 }), async (body) => {
      const { status } = await post(body)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }),
    { numRuns: times(300) },
  )
  expectNothing()
})
