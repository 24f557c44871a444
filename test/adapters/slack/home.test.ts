import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Handle } from '../../../src/chat/request.ts'
import type { Fields } from '../../stand-ins/slack.ts'
import { slackUser, type TestBot, testBot } from '../../support/bot.ts'
import { type Bot, bothWays, startBot, type Way } from './support.ts'

const sato = { ...slackUser('U0SATO', 'Sato'), tenant: 'T0HOME' }
const eleni = { ...slackUser('U0ELENI', 'Eleni'), tenant: 'T0HOME' }
let core: TestBot
let bot: Bot
beforeAll(async () => {
  core = await testBot()
  await core.admit(sato, 'japan member')
  await core.admit(eleni, 'coordinator ipr')
  await core.say(eleni, 'lead ipr-1 japan')
  await core.say(sato, 'agree ipr-1.3 on 2010-06-21')
})
afterAll(() => core.close())
afterEach(() => bot.close())

const start = async (over: Way = 'http', handle: Handle = core.handle) => {
  bot = await startBot(handle, { over, homes: core.homes, notify: core.notify })
}

type Button = { text: { text: string }; action_id: string; value: string }
type Page = { type: string; blocks: Fields[] }

/** What stands on somebody's home by the last call that showed it. */
async function shown(user: string): Promise<{ page: Page; words: string; buttons: Button[] }> {
  const call = await bot.standIn.next(
    ({ method, body }) => method === 'views.publish' && body.user_id === user,
  )
  if (!call) throw new Error('no home was shown')
  const { view } = call.body
  const page = (typeof view === 'string' ? JSON.parse(view) : view) as Page
  const buttons: Button[] = []
  JSON.stringify(page, (_, value) => {
    if (value && typeof value === 'object' && value.type === 'button') buttons.push(value as Button)
    return value
  })
  return { page, words: JSON.stringify(page), buttons }
}

const opened = (user: string, tab = 'home') =>
  bot.delivery.event({ type: 'app_home_opened', user, channel: `D-${user}`, tab, event_ts: '1.1' })

const pressed = (user: string, { action_id, value }: Button) =>
  bot.delivery.action({
    channel: undefined,
    container: { type: 'view', view_id: 'V0HOME' },
    view: { id: 'V0HOME', type: 'home' },
    user: { id: user, team_id: 'T0HOME', name: 'sato' },
    actions: [{ type: 'button', action_id, block_id: 'b', value }],
  })

const buttonOf = (buttons: Button[], label: string): Button => {
  const found = buttons.find(({ text }) => text.text === label)
  if (!found) throw new Error(`no button ${label} among ${buttons.map(({ text }) => text.text).join(', ')}`)
  return found
}

describe.each(bothWays)('the Home tab, over %s', (over) => {
  it('is drawn when it is opened, for whoever opened it', async () => {
    await start(over)
    expect((await opened('U0SATO')).status).toBe(200)
    const { page, words, buttons } = await shown('U0SATO')
    expect(page.type).toBe('home')
    expect(page.blocks.length).toBeLessThanOrEqual(100)
    expect(words).toContain('Japan Customs')
    expect(words).toContain('491 days to Hua Hin')
    expect(buttons.map(({ text }) => text.text)).toContain('Delivered')
    await opened('U0NOBODY')
    const stranger = await shown('U0NOBODY')
    expect(stranger.words).toContain('join CODE')
    expect(stranger.words).not.toContain('Hua Hin')
    expect(stranger.buttons).toEqual([])
  })

  it('answers a question in place, and goes back', async () => {
    await start(over)
    await opened('U0SATO')
    const home = await shown('U0SATO')
    expect((await pressed('U0SATO', buttonOf(home.buttons, 'Summary'))).status).toBe(200)
    const summary = await shown('U0SATO')
    expect(summary.words).toContain('Where a Director General can help')
    await pressed('U0SATO', buttonOf(summary.buttons, 'Back'))
    expect((await shown('U0SATO')).page).toEqual(home.page)
  })
})

describe('the Home tab', () => {
  it('says above what was recorded, and shows what stands then', async () => {
    await start()
    await core.say(sato, 'extend ipr-1.3 to 2010-08-31 because the figures come in August')
    await opened('U0ELENI')
    const home = await shown('U0ELENI')
    expect(home.words).toContain('For your decision: 1')
    await pressed('U0ELENI', buttonOf(home.buttons, 'Approve'))
    const after = await shown('U0ELENI')
    expect(after.words).toContain('Tuesday 31 August 2010')
    expect(after.words).toContain('Coordinator of IPR')
    expect(after.words).not.toContain('For your decision')
  })

  it('tells whoever may not who may, in its place', async () => {
    await start()
    await opened('U0ELENI')
    const agree = {
      text: { text: '' },
      action_id: 'press:1',
      value: JSON.stringify({ l: 'agree ipr-1.4', p: 'HER', t: ['home'] }),
    }
    await shown('U0ELENI')
    await pressed('U0ELENI', agree)
    expect((await shown('U0ELENI')).words).toMatch(/agreed by|a member of Japan Customs/)
  })

  it('says above why a button of a programme that is gone does nothing, and keeps what can be pressed', async () => {
    await start()
    await opened('U0SATO')
    await shown('U0SATO')
    const value = JSON.stringify({ l: 'summary', p: 'OLD', t: ['home'] })
    await pressed('U0SATO', { text: { text: '' }, action_id: 'press:1', value })
    const { words, buttons } = await shown('U0SATO')
    expect(words).toContain('This button is of OLD, which is not kept here any more.')
    expect(words).toContain('Japan Customs')
    expect(buttons.map(({ text }) => text.text)).toContain('Summary')
  })

  it('of somebody whose role has ended answers each of its buttons alike: how to be admitted, once', async () => {
    await start()
    for (const line of ['summary', 'done ipr-1.3', 'home']) {
      const value = JSON.stringify({ l: line, p: 'HER', t: ['home'] })
      await pressed('U0NOBODY', { text: { text: '' }, action_id: 'press:1', value })
      const { words, buttons } = await shown('U0NOBODY')
      expect(words.split('join CODE')).toHaveLength(2)
      expect(words).not.toMatch(/Japan|Hua Hin|IPR/)
      expect(buttons).toEqual([])
    }
  })

  it('is left alone by the other tabs, and by what has no shape', async () => {
    await start()
    await opened('U0SATO', 'messages')
    await bot.delivery.event({ type: 'app_home_opened', tab: 'home' })
    await bot.delivery.event({ type: 'app_home_opened', tab: 'home', user: { id: 'U0SATO' } })
    expect(await bot.standIn.next('views.publish', 300)).toBeUndefined()
  })

  it.each(['other', 'press:1'])(
    'says above what to do where nobody knows a button (%s)',
    async (action_id) => {
      await start()
      await pressed('U0SATO', { text: { text: '' }, action_id, value: 'x' })
      expect((await shown('U0SATO')).words).toContain('This button is not in use any more')
    },
  )

  it('that Slack does not take is drawn again later', async () => {
    await start()
    bot.standIn.fail('views.publish', { error: 'ratelimited', status: 429, headers: { 'retry-after': '1' } })
    await opened('U0SATO')
    await expect
      .poll(async () => (await core.store.db.prisma.home.findFirst({ where: { user: 'U0SATO' } }))?.dueAt)
      .not.toBeNull()
  })

  it('that Slack refuses for its layout is shown in words', async () => {
    await start()
    bot.standIn.fail('views.publish', { error: 'invalid_arguments' })
    await opened('U0SATO')
    await expect
      .poll(() => bot.standIn.calls.filter(({ method }) => method === 'views.publish').length)
      .toBe(2)
    expect(JSON.stringify(bot.standIn.calls.at(-1)?.body)).toContain('Japan Customs')
  })

  it.each([
    ['ratelimited', { kind: 'retry', after: 3000, why: 'ratelimited' }],
    ['user_not_found', { kind: 'gone', why: 'user_not_found' }],
    ['not_enabled', { kind: 'gone', why: 'not_enabled' }],
    ['internal_error', { kind: 'retry', after: null, why: 'internal_error' }],
    ['missing_argument', { kind: 'refused', why: 'missing_argument' }],
  ])('meets %s', async (error, outcome) => {
    await start()
    const status = error === 'ratelimited' ? { status: 429, headers: { 'retry-after': '3' } } : {}
    bot.standIn.fail('views.publish', { error, ...status })
    const home = {
      from: sato,
      at: { platform: 'slack' as const, tenant: 'T0HOME', conversation: 'U0SATO' },
      ref: null,
    }
    expect(await bot.slack.messenger!.drawHome!(home, { blocks: [] })).toEqual(outcome)
  })
})
