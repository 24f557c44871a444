import { afterEach, describe, expect, test } from 'vitest'
import type { Handle } from '../../../src/chat/request.ts'
import { answersIn, type Bot, type BotOptions, bothWays, echo, gate, reply, startBot } from './support.ts'

let bot: Bot
afterEach(() => bot.close())

describe.each(bothWays)('over %s', (over) => {
  const start = (handle: Handle, options: BotOptions = {}) => startBot(handle, { ...options, over })

  test('a command is answered in its acknowledgement, to the asker alone', async () => {
    const handle = echo()
    bot = await start(handle)
    const seen = await bot.people.command('status <https://a.org|IPR-1> &amp; more', {
      user: 'U9',
      channel: 'C9',
      triggerId: 'tr.1',
    })
    expect(seen).toMatchObject({ status: 200, method: 'ack', body: { response_type: 'ephemeral' } })
    expect(seen.text).toBe('heard: status https://a.org & more')
    expect(handle.asked).toEqual([
      {
        id: 'slack:tr.1',
        from: { platform: 'slack', tenant: 'T0HOME', user: 'U9', name: 'keiko' },
        at: { platform: 'slack', tenant: 'T0HOME', conversation: 'C9' },
        seenBy: 'asker',
        paged: true,
        among: true,
        input: { text: 'status https://a.org & more' },
      },
    ])
  })

  test('any command name is taken, and another workspace stays another', async () => {
    const handle = echo()
    bot = await start(handle)
    const { status } = await bot.people.command('help', { command: '/commitments', team: 'T0OTHER' })
    expect(status).toBe(200)
    expect(handle.asked[0]?.from.tenant).toBe('T0OTHER')
  })

  test('a slow answer: empty acknowledgement first, the answer by response_url after', async () => {
    const slow = gate<void>()
    bot = await start(
      async () => {
        await slow.opened
        return reply('at last')
      },
      { patience: 50 },
    )
    const responseUrl = bot.standIn.responseUrl()
    const ack = await bot.delivery.command({ text: 'summary', responseUrl })
    expect(ack).toMatchObject({ status: 200, body: null })
    expect(bot.standIn.responses).toEqual([])
    slow.open()
    const late = await bot.standIn.next('response_url')
    expect(responseUrl).toContain(late?.url)
    expect(late?.body).toMatchObject({ response_type: 'ephemeral', text: 'at last' })
  })

  test('nothing to say: an empty acknowledgement, in time or late, and no message', async () => {
    bot = await start(async () => null)
    const responseUrl = bot.standIn.responseUrl()
    expect(await bot.delivery.command({ responseUrl })).toMatchObject({
      status: 200,
      body: null,
    })
    await bot.slack.stop()
    expect(answersIn(bot)).toEqual([])
  })

  test('layout refused by response_url: the words alone', async () => {
    bot = await start(() => new Promise((resolve) => setTimeout(() => resolve(reply('a < b & c')), 60)), {
      patience: 10,
    })
    bot.standIn.fail('response_url', { error: 'invalid_blocks', times: 1 })
    const seen = await bot.people.command('summary')
    expect(bot.standIn.responses).toHaveLength(2)
    expect(seen.text).toBe('a < b & c')
  })

  test('an expired response_url is logged without what was said, and nothing falls over', async () => {
    bot = await start(() => new Promise((resolve) => setTimeout(() => resolve(reply('secret words')), 60)), {
      patience: 10,
    })
    bot.standIn.fail('response_url', { status: 404 })
    expect((await bot.people.command('summary', { triggerId: 'tr.9' })).text).toBe('')
    await bot.slack.stop()
    expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([
      {
        level: 'error',
        fields: { code: 'refused', request: 'slack:tr.9' },
        message: 'Slack did not take a late answer',
      },
    ])
    expect(JSON.stringify(bot.lines)).not.toContain('secret words')
    bot.standIn.recover()
    expect((await bot.people.command('summary')).text).toBe('secret words')
  })

  test('a handle that breaks its promise leaves an empty acknowledgement and a line in the log', async () => {
    bot = await start(() => Promise.reject(new Error('broken')))
    expect(await bot.delivery.command()).toMatchObject({ status: 200, body: null })
    expect(bot.lines.some(({ level }) => level === 'error')).toBe(true)
  })

  test('stopping waits for the answer under way', async () => {
    const slow = gate<void>()
    bot = await start(
      async () => {
        await slow.opened
        return reply('before the end')
      },
      { patience: 10 },
    )
    await bot.delivery.command({ responseUrl: bot.standIn.responseUrl() })
    let stopped = false
    const stopping = bot.slack.stop().then(() => {
      stopped = true
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(stopped).toBe(false)
    slow.open()
    await stopping
    expect(bot.standIn.responses).toHaveLength(1)
  })

  test('two hundred at once with slow answers are all acknowledged well within three seconds', async () => {
    bot = await start(() => new Promise((resolve) => setTimeout(() => resolve(reply('done')), 1_500)), {
      patience: 300,
    })
    const acks = await Promise.all(
      Array.from({ length: 200 }, () => bot.delivery.command({ responseUrl: bot.standIn.responseUrl() })),
    )
    expect(acks.every(({ status, body }) => status === 200 && body === null)).toBe(true)
    expect(Math.max(...acks.map(({ ms }) => ms))).toBeLessThan(3_000)
    await bot.slack.stop()
    expect(bot.standIn.responses).toHaveLength(200)
  })
})
