import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Connection, openConnection } from '../../../adapters/slack/connection.ts'
import { type SlackSocket, slackSocket } from '../../stand-ins/slack-socket.ts'

const timing = { helloMs: 150, pingMs: 20, silenceMs: 150, closeMs: 50 }

let server: Server
let slack: SlackSocket
let said: string[]
beforeEach(async () => {
  server = createServer()
  slack = slackSocket(server, () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  said = []
})
afterEach(async () => {
  slack.cut()
  await new Promise((closed) => server.close(closed))
})

function connect(address = slack.address()): Connection {
  const heard = said
  return openConnection(
    address,
    {
      hello: () => heard.push('hello'),
      envelope: ({ payload }) => heard.push(JSON.stringify(payload)),
      leaving: (reason) => heard.push(`leaving: ${reason}`),
      ended: () => heard.push('ended'),
    },
    timing,
  )
}
const sees = (words: string[]) => expect.poll(() => said, { interval: 5, timeout: 2_000 }).toEqual(words)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('says hello, stays while pings are answered, and ends when it is closed', async () => {
  const connection = connect()
  await pause(3 * timing.silenceMs)
  expect(said).toEqual(['hello'])
  connection.close()
  await sees(['hello', 'ended'])
  expect(() => connection.send({})).toThrow('not open')
})

test('one that says no hello is cut', async () => {
  slack.meet('no hello')
  connect()
  await sees(['ended'])
  expect(slack.made()).toBe(1)
})

test('one that is refused, or that nobody listens for, ends', async () => {
  slack.meet('refuses')
  connect()
  await sees(['ended'])
  connect('ws://127.0.0.1:1/link')
  await sees(['ended', 'ended'])
  expect(() => connect('no address')).toThrow()
})

test('one that falls silent is cut, and nothing hangs on a good-bye', async () => {
  connect()
  await sees(['hello'])
  slack.freeze()
  await sees(['hello', 'ended'])

  const second = connect()
  await sees(['hello', 'ended', 'hello'])
  slack.freeze()
  second.close()
  await sees(['hello', 'ended', 'hello', 'ended'])
})

test('closing before the hello ends it at once', async () => {
  connect().close()
  await sees(['ended'])
})

test.each([
  ['not JSON', '{'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a number', '7'],
  ['no envelope', { type: 'events_api', payload: {} }],
  ['no payload', { type: 'events_api', envelope_id: 'e' }],
  ['a payload of words', { type: 'events_api', envelope_id: 'e', payload: 'words' }],
])('%s is passed over', async (_, message) => {
  connect()
  await sees(['hello'])
  slack.say(message)
  slack.say({ type: 'events_api', envelope_id: 'e', payload: { a: 1 } })
  slack.say({ type: 'disconnect', reason: 'warning' })
  await sees(['hello', '{"a":1}', 'leaving: warning'])
})
