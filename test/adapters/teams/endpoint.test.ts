import { beforeEach, describe, expect, test } from 'vitest'
import { createTeams } from '../../../adapters/teams/app.ts'
import { messageActivity, postActivity } from '../../stand-ins/teams.ts'
import { noForms } from '../../support/forms.ts'
import { echo, memoryOf, reply, startBot } from './support.ts'

const handle = echo()
beforeEach(() => {
  handle.asked.length = 0
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
        forms: noForms,
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
