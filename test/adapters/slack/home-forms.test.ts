import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { buttonsIn, fieldsIn, type OpenModal, stateOf } from '../../contract/slack-modal.ts'
import { type Fields, wordsIn } from '../../stand-ins/slack.ts'
import { submissionPayload } from '../../stand-ins/slack-payloads.ts'
import { slackUser, type TestBot, testBot } from '../../support/bot.ts'
import { type Bot, startBot } from './support.ts'

/** A form that is opened on the Home tab: a modal above it, and the page as it is after. */

const user = 'U0ELENI'
const eleni = { ...slackUser(user, 'Eleni'), tenant: 'T0HOME' }
const sato = { ...slackUser('U0SATO', 'Sato'), tenant: 'T0HOME' }
let core: TestBot
let bot: Bot
beforeAll(async () => {
  core = await testBot()
  await core.admit(sato, 'japan member')
  await core.admit(eleni, 'coordinator ipr')
  await core.say(eleni, 'lead ipr-1 japan')
  await core.say(sato, 'agree ipr-1.3 on 2010-06-21')
  await core.say(sato, 'extend ipr-1.3 to 2010-08-31 because the figures come in August')
})
beforeEach(async () => {
  bot = await startBot(core.handle, { homes: core.homes, forms: core.forms, notify: core.notify })
})
afterEach(() => bot.close())
afterAll(() => core.close())

const viewIn = ({ view }: Fields): Fields => (typeof view === 'string' ? JSON.parse(view) : view) as Fields

async function page(): Promise<Fields> {
  const call = await bot.standIn.next('views.publish', 3_000)
  if (!call) throw new Error('no home was shown')
  return viewIn(call.body)
}

/** Presses a button of the page, and waits for the form that it opens. */
async function open(on: Fields, label: string): Promise<OpenModal> {
  const button = buttonsIn(on).find(({ text }) => (text as Fields).text === label)
  if (!button) throw new Error(`no button ${label}`)
  const { action_id, value } = button
  await bot.delivery.action({
    channel: undefined,
    container: { type: 'view', view_id: 'V0HOME' },
    view: { id: 'V0HOME', type: 'home' },
    user: { id: user, team_id: 'T0HOME' },
    actions: [{ type: 'button', action_id, block_id: 'b', value }],
  })
  const filled = await bot.standIn.next(
    ({ method, body }) => /^views\.(open|update)$/.test(method) && fieldsIn(viewIn(body)).length > 0,
    3_000,
  )
  if (!filled) throw new Error('no form was opened')
  return { id: 'V0MODAL', view: viewIn(filled.body), entered: {}, mistakes: {} }
}

const handIn = (modal: OpenModal, entered: Record<string, string>) =>
  bot.delivery.action(
    submissionPayload(
      { user, team: 'T0HOME', channel: user },
      { id: modal.id, ...modal.view },
      stateOf({ ...modal, entered }),
    ),
  )

const opened = () =>
  bot.delivery.event({ type: 'app_home_opened', user, channel: 'D1', tab: 'home', event_ts: '1.1' })

it('a form opens above the page, which says after what was recorded', async () => {
  await opened()
  const before = await page()
  expect(wordsIn(before)).toContain('For your decision: 1')
  const modal = await open(before, 'Decline')
  expect(wordsIn(modal.view)).toContain('IPR-1.3')
  await handIn(modal, { reason: 'Copies can follow later' })
  const words = wordsIn(await page())
  expect(words).toContain('Copies can follow later')
  expect(words).toContain('Coordinator of IPR')
  expect(words).not.toContain('For your decision')
})
