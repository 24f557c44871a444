import { afterEach, beforeEach, expect, test } from 'vitest'
import { ANSWER_FOLLOWS } from '../../../adapters/teams/fill.ts'
import { refusedCard } from '../../../adapters/teams/refused.ts'
import type { Form } from '../../../src/chat/form.ts'
import type { Forms, Submission } from '../../../src/chat/request.ts'
import { actions, text } from '../../../src/chat/view.ts'
import { type TeamsHands, teamsHands } from '../../contract/teams-hands.ts'
import { faultsOnTeams } from '../../lint/teams.ts'
import { executed, personalConversation } from '../../stand-ins/teams.ts'
import { type Bot, startBot } from './support.ts'

/** A dialog that was refused: what was entered stands there, and is handed in again. */

const form: Form = {
  key: '{"opened":"1"}',
  title: 'Update',
  submit: 'Record',
  notice: [],
  fields: [
    { kind: 'long text', name: 'text', label: 'Text', required: true, most: 500 },
    { kind: 'date', name: 'by', label: 'By', required: false, value: '2010-06-10' },
  ],
}
const chat = personalConversation('keiko')
let bot: Bot
let keiko: TeamsHands
let submitted: Submission[]
let wait: Promise<void>

beforeEach(async () => {
  submitted = []
  wait = Promise.resolve()
  const forms: Forms = {
    opens: () => null,
    open: async () => ({ kind: 'form', form }),
    submit: async (submission) => {
      submitted.push(submission)
      await wait
      const show = { blocks: [text('Something failed on my side.')] }
      return { kind: 'reply', reply: { show, to: 'here', outcome: 'refused' } }
    },
    suggest: async () => [],
  }
  const button = { label: 'Update', line: 'update ipr-1', form: true }
  const show = { blocks: [actions(button)], within: { programme: 'HER', trail: ['mine'] } }
  bot = await startBot(async () => ({ show, to: 'here', outcome: 'done' }), { forms, patience: 2_000 })
  keiko = teamsHands({ tenant: bot.people, standIn: bot.standIn }, 'keiko')
  await keiko.say('mine')
  await keiko.press('Update')
})
afterEach(() => bot.close())

test('stands in the dialog with every entry, and is handed in again as it was', async () => {
  const seen = await keiko.fill({ text: 'Drafted <b>here</b>' })
  expect(seen.form).toBeNull()
  expect(seen.text).toMatch(/Something failed on my side\.[\s\S]*Drafted <b>here<\/b>[\s\S]*2010-06-10/)
  await keiko.fill({})
  expect(submitted).toHaveLength(2)
  expect(submitted[1]?.form).toEqual(submitted[0]?.form)
})

test('late, it is a card in the chat, and is handed in again from there', async () => {
  let ready = () => {}
  wait = new Promise((resolve) => {
    ready = resolve
  })
  expect((await keiko.fill({ text: 'Drafted' })).text).toBe(ANSWER_FOLLOWS)
  ready()
  const message = () => bot.standIn.messages(chat).at(-1)!
  await expect.poll(() => JSON.stringify(message().card)).toContain('Hand in again')
  const { actions: hand } = message().card as { actions: { data: Record<string, unknown> }[] }
  const pressed = executed('submit', hand[0]!.data)
  await bot.people.invoke('adaptiveCard/action', pressed, { user: 'keiko', card: message().id })
  expect(submitted[1]?.form).toEqual(submitted[0]?.form)
})

test.each(['message', 'dialog'] as const)('its card is what Teams takes (%s)', (shownIn) => {
  const values = { text: 'é'.repeat(7_000), link: '<at>x</at> *a* [b](c)' }
  const content = refusedCard('Something failed.', { key: form.key, values }, shownIn)!
  const contentType = 'application/vnd.microsoft.card.adaptive'
  expect(faultsOnTeams({ summary: 'x', attachments: [{ contentType, content }] })).toEqual([])
  expect(refusedCard('', { key: form.key, values: { text: 'x'.repeat(9_000) } }, shownIn)).toBeNull()
})
