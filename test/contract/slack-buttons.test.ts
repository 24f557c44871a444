import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderSlack } from '../../adapters/slack/render.ts'
import { operator } from '../../src/bot.ts'
import type { Request } from '../../src/chat/request.ts'
import { actions } from '../../src/chat/view.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'
import { type ServedSlack, slackServed, slackSocketServed } from './platforms.ts'
import { type SlackHands, slackHands } from './slack-hands.ts'

/** Buttons and shortcuts on Slack, through its real endpoints. */

describe.each([
  ['over HTTP', slackServed],
  ['over Socket Mode', slackSocketServed],
])('on Slack %s', (_, serve) => {
  let bot: TestBot
  let served: ServedSlack
  let sato: SlackHands
  let stranger: SlackHands
  const opened: Request[] = []

  beforeAll(async () => {
    bot = await testBot()
    served = await serve({
      ...bot,
      forms: {
        ...bot.forms,
        open: async (request) => {
          opened.push(request)
          return bot.forms.open(request)
        },
      },
    })
    sato = slackHands(served, 'U0SATO')
    stranger = slackHands(served, 'U0STRANGER')
    const { text } = await bot.say(operator, 'invite japan member')
    await sato.say(`join ${invitationCode(text)}`)
  })
  afterAll(async () => {
    await served.close()
    await bot.close()
  })

  it('an answer is turned in place, and turned back', async () => {
    const first = await sato.say('due until 31 December 2011')
    expect(first.buttons).toContain('More')
    const second = await sato.press('More')
    expect(sato.replaced()).toBe(true)
    expect(second.text).not.toBe(first.text)
    const back = await sato.press('Back')
    expect(sato.replaced()).toBe(true)
    expect(back.text).toBe(first.text)
    expect(back.buttons).toEqual(first.buttons)
  })

  it('an answer is shared with all who are there, and stays as it is', async () => {
    await sato.say('status ipr-1')
    const shared = await sato.press('Share here')
    expect(sato.replaced()).toBe(false)
    expect(served.standIn.responses.at(-1)?.body).toMatchObject({
      response_type: 'in_channel',
      replace_original: false,
    })
    expect(shared.text).toContain('Shown here by')
    expect((await sato.tell('status ipr-1')).buttons).not.toContain('Share here')
  })

  it('a conversation of their own is turned in place too', async () => {
    const said = await sato.tell('due until 31 December 2011')
    await sato.press('More', said)
    expect(sato.replaced()).toBe(true)
  })

  it('somebody who was never admitted is told so, alone', async () => {
    await sato.tell('status ipr-1')
    const [answer] = served.standIn.messages('DU0SATO').slice(-1)
    const body = renderSlack({
      blocks: [actions({ label: 'Status', line: 'status ipr-1' })],
      within: { programme: 'HER', trail: null },
    })
    const seen = await stranger.pressIn({ ...answer!, channel: 'C0PLENARY', body }, 'Status')
    expect(seen.text).toContain('join CODE')
    expect(served.standIn.responses.at(-1)?.body).toMatchObject({ response_type: 'ephemeral' })
  })

  it('the global shortcut reports progress, and is answered in their own conversation', async () => {
    const { form } = await sato.shortcut('report_progress')
    expect(form?.title).toBeDefined()
    expect(opened.at(-1)).toMatchObject({ input: { text: 'update' }, at: { conversation: 'U0SATO' } })
    expect(opened.at(-1)).not.toHaveProperty('among')
  })

  it('the global shortcut tells a stranger how to be admitted, and nothing else, and opens no form', async () => {
    const { text, form, buttons } = await stranger.shortcut('report_progress')
    expect(form).toBeNull()
    expect(text).toContain('join CODE')
    expect(text).not.toMatch(/IPR|Heraklion|Japan/)
    expect(buttons).toEqual([])
  })

  it('the global shortcut tells those who only read who may report', async () => {
    await bot.admit({ platform: 'slack', tenant: served.standIn.team, user: 'U0READER' }, 'japan dg')
    const { text, form } = await slackHands(served, 'U0READER').shortcut('report_progress')
    expect(form).toBeNull()
    expect(text).toContain('is for a member of the administration that reports')
  })

  it('the shortcut of a message keeps its link, author and day', async () => {
    const message = { ts: '1275900000.000100', user: 'U0AUTHOR', text: 'The minutes' }
    await sato.shortcutOf('attach_evidence', message)
    expect(opened.at(-1)?.input.text).toBe(
      'attach https://home.slack.com/archives/C0PLENARY/p1275900000.000100 from U0AUTHOR on 2010-06-07T08:40:00Z',
    )
    served.standIn.fail('chat.getPermalink', { error: 'channel_not_found' })
    served.standIn.fail('users.info', { error: 'missing_scope' })
    await sato.shortcutOf('attach_evidence', message)
    served.standIn.recover()
    expect(opened.at(-1)?.input.text).toBe(
      'attach https://home.slack.com/archives/C0PLENARY/p1275900000000100 on 2010-06-07T08:40:00Z',
    )
  })

  it('a shortcut that nobody knows says so', async () => {
    expect((await sato.shortcut('another')).text).toContain('not in use any more')
  })
})
