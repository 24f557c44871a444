import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import type { Forms } from '../../src/chat/request.ts'
import type { SlackStandIn } from '../stand-ins/slack.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'
import { slackServed, slackSocketServed } from './platforms.ts'
import { type SlackHands, slackHands } from './slack-hands.ts'

/** Forms on Slack, through its real endpoints: opened, filled in, mended, handed in twice. */

const values = { activity: 'ipr-2', text: 'Share a note with all', by: '2011-03-31' }

describe.each([
  ['over HTTP', slackServed],
  ['over Socket Mode', slackSocketServed],
])('a form %s', (_, serve) => {
  let bot: TestBot
  let standIn: SlackStandIn
  let sato: SlackHands
  let stranger: SlackHands
  let close: () => Promise<void>
  /** How long the core takes for a form, in milliseconds; and whether it fails instead. */
  let slow = 0
  let failing = false

  const kept = async (text: string) =>
    (await bot.store.db.query('SELECT 1 FROM "Commitment" WHERE "text" = $1', [text])).length

  beforeAll(async () => {
    bot = await testBot()
    const forms: Forms = {
      ...bot.forms,
      open: async (request) => {
        await sleep(slow)
        return bot.forms.open(request)
      },
      submit: async (submission) => {
        await sleep(slow)
        if (!failing) return bot.forms.submit(submission)
        const show = { blocks: [{ kind: 'text' as const, text: ['Something failed on my side.'] }] }
        return { kind: 'reply', reply: { show, to: 'here', outcome: 'refused' } }
      },
    }
    const served = await serve({ ...bot, forms })
    standIn = served.standIn
    close = served.close
    sato = slackHands(served, 'U0SATO')
    stranger = slackHands(served, 'U0STRANGER')
    const { text } = await bot.say(operator, 'invite japan member')
    expect((await sato.say(`join ${invitationCode(text)}`)).text).toContain('Welcome.')
  })
  afterAll(async () => {
    await close()
    await bot.close()
  })

  it('is opened by a command, filled in, and answered where it was opened', async () => {
    const { form } = await sato.say('pledge ipr-2 Share a note')
    expect(form).toMatchObject({ title: 'Pledge', notice: 'Japan Customs takes on:' })
    expect(form!.fields.map(({ name, value }) => [name, value])).toEqual([
      ['activity', 'ipr-2'],
      ['text', 'Share a note'],
      ['by', undefined],
    ])
    const seen = await sato.fill(values)
    expect(seen.form).toBeNull()
    expect(seen.text).toContain('Thursday 31 March 2011')
    expect(standIn.responses.at(-1)?.body).toMatchObject({ response_type: 'ephemeral' })
    expect(await kept(values.text)).toBe(1)
  })

  it('names the field of a mistake, and loses nothing', async () => {
    await sato.say('pledge ipr-1')
    const long = 'word '.repeat(2_000)
    const { form } = await sato.fill({ activity: 'ipr-1', text: long, by: '2010-01-01' })
    expect(form!.fields).toMatchObject([
      { name: 'activity', value: 'ipr-1' },
      { name: 'text', value: long, mistake: expect.stringContaining('Shorten it') },
      { name: 'by', value: '2010-01-01', mistake: expect.stringContaining('has passed') },
    ])
    expect(await kept(long.trim())).toBe(0)
    const seen = await sato.fill({ text: 'Mended', by: '2011-04-30' })
    expect(seen.text).toContain('Mended')
    expect(await kept('Mended')).toBe(1)
  })

  it('counts once, however often it is handed in', async () => {
    await sato.say('pledge tf-1')
    const once = { activity: 'tf-1', text: 'Counted once', by: '2011-03-31' }
    const [first] = [await sato.fill(once), await sato.again(), await sato.again()]
    expect(first!.text).toContain('Counted once')
    expect(await kept('Counted once')).toBe(1)
  })

  it('opens before the core has drawn it, and is filled after', async () => {
    slow = 900
    const before = standIn.calls.length
    const { form } = await sato.say('pledge ipr-1 Slow note')
    slow = 0
    expect(form!.fields.find(({ name }) => name === 'text')?.value).toBe('Slow note')
    const methods = standIn.calls.slice(before).map(({ method }) => method)
    expect(methods).toEqual(['views.open', 'views.update'])
  })

  it('says that it is being recorded while the core takes its time', async () => {
    await sato.say('pledge biz-1')
    slow = 2_600
    const seen = await sato.fill({ activity: 'biz-1', text: 'Recorded late', by: '2011-03-31' })
    slow = 0
    expect(seen.form).toBeNull()
    expect(seen.text).toContain('Recorded late')
    expect(await kept('Recorded late')).toBe(1)
  })

  it('comes back with its mistakes and entries after that too', async () => {
    await sato.say('pledge biz-1')
    slow = 2_600
    const { form } = await sato.fill({ activity: 'biz-1', text: 'Kept', by: '2010-01-01' })
    slow = 0
    expect(form!.fields).toMatchObject([
      { value: 'biz-1' },
      { value: 'Kept' },
      { value: '2010-01-01', mistake: expect.stringContaining('has passed') },
    ])
  })

  it('tells whoever closed it meanwhile that it was not recorded, and what they had entered', async () => {
    await sato.say('pledge biz-1')
    slow = 2_600
    standIn.fail('views.update', { error: 'not_found', times: 1 })
    await sato.fill({ activity: 'biz-1', text: 'Closed too early', by: '2010-01-01' })
    slow = 0
    standIn.recover()
    const { body } = standIn.responses.at(-1)!
    expect(body).toMatchObject({ response_type: 'ephemeral' })
    expect(JSON.stringify(body)).toMatch(/Not recorded\.[\s\S]*has passed[\s\S]*Closed too early/)
    expect(await kept('Closed too early')).toBe(0)
  })

  it.each([0, 2_600])('comes back with its entries when the bot fails (after %i ms)', async (ms) => {
    await sato.say('pledge ipr-1')
    ;[slow, failing] = [ms, true]
    const { form } = await sato.fill({ activity: 'ipr-1', text: `Not lost ${ms}`, by: '2011-03-31' })
    ;[slow, failing] = [0, false]
    expect(form!.notice).toContain('Something failed on my side')
    expect(form!.fields.map(({ value }) => value)).toEqual(['ipr-1', `Not lost ${ms}`, '2011-03-31'])
    expect((await sato.fill({})).text).toContain(`Not lost ${ms}`)
    expect(await kept(`Not lost ${ms}`)).toBe(1)
  })

  it('is refused to somebody who was never admitted', async () => {
    const seen = await stranger.say('pledge ipr-1')
    expect(seen.form).toBeNull()
    expect(seen.text).toContain('join CODE')
  })

  it('is refused in the modal, when the refusal comes late', async () => {
    slow = 900
    const seen = await stranger.say('pledge ipr-1')
    slow = 0
    expect(seen.form).toBeNull()
    expect(seen.text).toContain('join CODE')
  })

  it('is opened by a button where a line gives no trigger, and answered there', async () => {
    const said = await sato.tell('pledge ipr-1')
    expect(said.form).toBeNull()
    expect(said.buttons).toContain('Open the form')
    expect((await sato.press('Open the form')).form).toMatchObject({ title: 'Pledge' })
    const seen = await sato.fill({ activity: 'ipr-1', text: 'From a message', by: '2011-03-31' })
    expect(seen.text).toContain('From a message')
    expect(standIn.messages('DU0SATO').at(-1)?.text).toContain('From a message')
    expect((await sato.mention('pledge ipr-1')).buttons).toContain('Open the form')
  })

  it('suggests what is looked up, while it is typed', async () => {
    const { form } = await sato.say('update')
    const field = form!.fields[0]!.name
    const suggested = await sato.look(field, 'ipr-1')
    expect(suggested.some((label) => label.startsWith('IPR-1'))).toBe(true)
    expect(await sato.look(field, 'no such thing anywhere')).toEqual([])
  })

  it('is recorded though Slack takes no answer to it', async () => {
    await sato.say('pledge env-1')
    for (const method of ['response_url', 'chat.postEphemeral', 'conversations.open'])
      standIn.fail(method, { status: 503 })
    await sato.fill({ activity: 'env-1', text: 'Out of reach', by: '2011-03-31' })
    standIn.recover()
    expect(await kept('Out of reach')).toBe(1)
  })

  it('says so when Slack does not open it', async () => {
    standIn.fail('views.open', { error: 'expired_trigger_id', times: 1 })
    const seen = await sato.say('pledge ipr-1')
    standIn.recover()
    expect(seen.text).toContain('could not be opened')
  })
})
