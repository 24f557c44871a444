import { afterEach, describe, expect, it } from 'vitest'
import { renderSlack } from '../../../adapters/slack/render.ts'
import type { Handle, Reply, Request } from '../../../src/chat/request.ts'
import { actions, text, type Within } from '../../../src/chat/view.ts'
import type { Fields } from '../../stand-ins/slack.ts'
import { pressPayload } from '../../stand-ins/slack-payloads.ts'
import { type Bot, bothWays, gate, startBot } from './support.ts'

/** Buttons on Slack: who is asked what, and where the answer goes. */

const led: Within = { programme: 'HER', trail: ['status'] }
const posted: Within = { programme: 'HER', trail: null }

/** One button as it is rendered. */
function buttonOf(within: Within): Fields {
  const [row] = renderSlack({ blocks: [actions({ label: 'Open', line: 'status ipr' })], within }).blocks
  return (row as unknown as { elements: Fields[] }).elements[0]!
}

const said = (is: Partial<Reply> = {}, within: Within | null = led): Reply => ({
  show: { blocks: [text('There')], ...(within ? { within } : {}) },
  to: 'here',
  outcome: 'done',
  ...is,
})

describe.each(bothWays)('a button over %s', (over) => {
  let bot: Bot
  const asked: Request[] = []
  afterEach(async () => {
    asked.length = 0
    await bot.close()
  })

  async function start(reply: Reply | null): Promise<void> {
    const handle: Handle = async (request) => {
      asked.push(request)
      return reply
    }
    bot = await startBot(handle, { over })
    await bot.slack.start()
  }

  async function press(
    button: Fields,
    on: { channel?: string; ephemeral?: boolean; thread?: string; trigger?: string } = {},
  ) {
    const { channel = 'C9', ephemeral = true, thread, trigger = 'tr.1' } = on
    const responseUrl = bot.standIn.responseUrl()
    const actor = { user: 'U9', name: 'keiko', channel, triggerId: trigger }
    const delivered = await bot.delivery.action(
      pressPayload(actor, button, { ts: '7.7', ephemeral, thread, responseUrl }),
    )
    return { ...delivered, responseUrl }
  }
  const answered = async () => {
    const call = await bot.standIn.next(({ method }) => /response_url|chat\./.test(method), 1_500)
    return call && { method: call.method, ...call.body }
  }

  it('asks its line for whoever pressed it, under an id that stays when it is sent again', async () => {
    await start(said())
    await press(buttonOf(led), { thread: '5.5' })
    await answered()
    expect(asked).toEqual([
      {
        id: 'slack:tr.1',
        from: { platform: 'slack', tenant: 'T0HOME', user: 'U9', name: 'keiko' },
        at: { platform: 'slack', tenant: 'T0HOME', conversation: 'C9', thread: '5.5' },
        seenBy: 'asker',
        paged: true,
        among: true,
        input: { text: 'status ipr' },
        pressed: led,
      },
    ])
  })

  it('is heard from a message that stands since before the program was replaced', async () => {
    await start(said())
    const kept = {
      type: 'button',
      action_id: 'press:3.0',
      value: '{"l":"status ipr","p":"HER","t":["status"]}',
    }
    await press(kept)
    await answered()
    expect(asked[0]).toMatchObject({ input: { text: 'status ipr' }, pressed: led })
  })

  it('is answered in place where the presser alone sees it, and in their own conversation', async () => {
    await start(said())
    await press(buttonOf(led))
    expect(await answered()).toMatchObject({ method: 'response_url', replace_original: true })
    await press(buttonOf(led), { channel: 'D9', ephemeral: false })
    expect(await answered()).toMatchObject({ method: 'response_url', replace_original: true })
    expect(asked[1]).not.toHaveProperty('among')
  })

  it.each([
    ['a message that others see', buttonOf(led), { ephemeral: false }, said()],
    ['a message that was posted', buttonOf(posted), { ephemeral: false }, said()],
    ['an answer that stands by itself', buttonOf(led), {}, said({}, posted)],
    ['an answer without a way back', buttonOf(led), {}, said({ outcome: 'refused' }, null)],
  ])('leaves what was pressed as it is: %s', async (_, button, on, reply) => {
    await start(reply)
    await press(button, on)
    expect(await answered()).toMatchObject({
      method: 'response_url',
      replace_original: false,
      response_type: 'ephemeral',
    })
  })

  it('of a posted message in a direct conversation is answered by another message', async () => {
    await start(said())
    await press(buttonOf(posted), { channel: 'D9', ephemeral: false })
    expect(await answered()).toMatchObject({ method: 'chat.postMessage', channel: 'D9' })
  })

  it('shows to everybody what is for everybody', async () => {
    await start(said({ to: 'everyone' }))
    await press(buttonOf(led))
    expect(await answered()).toMatchObject({ response_type: 'in_channel', replace_original: false })
  })

  it('is acknowledged at once', async () => {
    const { opened, open } = gate<Reply>()
    bot = await startBot(() => opened, { over })
    await bot.slack.start()
    const { status, ms } = await press(buttonOf(led))
    expect(status).toBe(200)
    expect(ms).toBeLessThan(1_500)
    open(said())
    expect(await answered()).toMatchObject({ replace_original: true })
  })

  it('says what to do when nobody knows it any more', async () => {
    await start(said())
    const stale = [
      { action_id: 'press:0.0', value: 'status' },
      { action_id: 'press:0.0', value: '{"l":1}' },
      { action_id: 'update', value: buttonOf(led).value },
      { action_id: 'press:0.0' },
    ]
    for (const [at, button] of stale.entries()) {
      await press(button, { trigger: `tr.${at}` })
      const answer = await answered()
      expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: false })
      expect(JSON.stringify(answer)).toContain('not in use any more')
    }
    expect(asked).toEqual([])
  })

  it('is answered otherwise when its response_url is refused', async () => {
    await start(said())
    bot.standIn.fail('response_url', { status: 404, times: 2 })
    await press(buttonOf(led))
    const call = await bot.standIn.next('chat.postEphemeral', 1_500)
    expect(call?.body).toMatchObject({ channel: 'C9', user: 'U9' })
  })

  it('a second delivery that is answered already says nothing', async () => {
    await start(null)
    await press(buttonOf(led))
    expect(await answered()).toBeUndefined()
  })
})
