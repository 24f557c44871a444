import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ANSWERED_PRIVATELY } from '../../../adapters/teams/answer.ts'
import { NOT_NOW } from '../../../adapters/teams/press.ts'
import type { Handle, Reply, Request } from '../../../src/chat/request.ts'
import { actions, progress, rows, text, type Within } from '../../../src/chat/view.ts'
import { buttonsOf, type TeamsHands, teamsHands } from '../../contract/teams-hands.ts'
import { executed, personalConversation } from '../../stand-ins/teams.ts'
import { type Bot, startBot } from './support.ts'

/** Buttons of cards, pressed in a chat with the bot alone and in a channel, by several, again, and while Teams refuses. */

const plenary = '19:plenary@thread.tacv2'
const chat = personalConversation('keiko')
const posted: Within = { programme: 'HER', trail: null }
const channel = {
  to: 'conversation',
  at: { platform: 'teams', tenant: 'tenant-japan', conversation: plenary },
} as const

let bot: Bot
let keiko: TeamsHands
let asked: Request[]
/** What the core answers the next thing with, if not the usual. */
let answerWith: (request: Request) => Promise<Partial<Reply> | null>

/** Every answer says what was asked, leads on and back, and has a button that is asked about twice. */
const handle: Handle = async (request) => {
  asked.push(request)
  const particular = await answerWith(request)
  if (!particular) return null
  const { input, pressed } = request
  const led = pressed?.trail ?? []
  const back = led.length > 0 ? [{ label: 'Back', line: led.at(-1)!, back: led.slice(0, -1) }] : []
  const blocks = [
    text(`heard: ${input.text}`),
    progress([{ label: 'IPR', done: 1, total: 3, open: { label: 'Open IPR', line: 'status ipr' } }], 'done'),
    rows([{ text: ['IPR-1'], action: { label: 'Open IPR-1', line: 'status ipr-1' } }]),
    actions(
      { label: 'Withdraw', line: 'withdraw ipr-1', look: 'danger', sure: 'It goes everywhere.' },
      ...back,
    ),
  ]
  const within = { programme: 'HER', trail: [...led, input.text] }
  return { show: { blocks, within }, to: 'here', outcome: 'done', ...particular }
}

const saidBy = ({ body }: { body: string }) => (JSON.parse(body) as { value: unknown }).value
const last = (conversation: string) => bot.standIn.messages(conversation).at(-1)!
const dataOf = (label: string, conversation = chat) =>
  buttonsOf(last(conversation).card).find(({ title }) => title === label)!.data as Record<string, unknown>

beforeEach(async () => {
  asked = []
  answerWith = async () => ({})
  bot = await startBot(handle, { patience: 2_000 })
  keiko = teamsHands({ tenant: bot.people, standIn: bot.standIn }, 'keiko')
})
afterEach(() => bot.close())

describe('in a chat with the bot alone', () => {
  test('what a bar, a line of a list and Back lead to takes the place of the card, for good', async () => {
    const first = await keiko.say('summary')
    expect(first.buttons).toEqual(['Open IPR', 'Open IPR-1', 'Withdraw'])
    await keiko.press('Open IPR')
    const third = await keiko.press('Open IPR-1')
    expect(third.text).toContain('heard: status ipr-1')
    expect(asked[2]).toMatchObject({
      seenBy: 'asker',
      paged: true,
      input: { text: 'status ipr-1' },
      pressed: { programme: 'HER', trail: ['summary', 'status ipr'] },
    })
    expect(asked[2]).not.toHaveProperty('among')
    expect((await keiko.press('Back')).text).toContain('heard: status ipr')
    expect(bot.standIn.messages(chat)).toHaveLength(1)
    expect(last(chat)).toMatchObject({ edits: 3, text: expect.stringContaining('heard: status ipr') })
    expect(asked.at(-1)?.pressed).toEqual({ programme: 'HER', trail: ['summary'] })
  })

  test('a button is heard from a card that stands since before the program was replaced', async () => {
    await keiko.say('mine')
    const kept = { press: '{"l":"status ipr","p":"HER","t":["summary"]}' }
    await bot.people.invoke(
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', verb: 'press', data: kept } },
      { card: last(chat).id },
    )
    expect(asked.at(-1)).toMatchObject({
      input: { text: 'status ipr' },
      pressed: { programme: 'HER', trail: ['summary'] },
    })
  })

  test('a button that asks first unfolds the question on the card', async () => {
    await keiko.say('mine')
    const [unfolding] = buttonsOf(last(chat).card).filter(({ title }) => title === 'Withdraw')
    expect(unfolding).toMatchObject({ type: 'Action.ShowCard', style: 'destructive' })
    expect(JSON.stringify(unfolding)).toContain('It goes everywhere.')
    expect(buttonsOf(unfolding!.card).map(({ title }) => title)).toEqual(['Yes, withdraw'])
    expect((await keiko.press('Withdraw')).text).toContain('heard: withdraw ipr-1')
  })

  test('a refusal is said under the card, which stays; so is an answer that Teams does not take', async () => {
    await keiko.say('mine')
    const within = { programme: 'HER', trail: [] }
    answerWith = async () => ({
      show: { blocks: [text('Only its <at>owner</at> may.')], within },
      outcome: 'refused',
    })
    // A word parted by nothing that is seen, so that nobody is mentioned.
    expect((await keiko.press('Open IPR')).text).toBe('Only its <\u200bat>owner<\u200b/at> may.')
    expect(last(chat)).toMatchObject({ edits: 0, text: expect.stringContaining('heard: mine') })
    answerWith = async () => ({})
    bot.standIn.fail(/PUT/, 403, 'Forbidden')
    const { body, status } = await bot.people.invoke(
      'adaptiveCard/action',
      executed('press', dataOf('Open IPR')),
      {
        card: last(chat).id,
      },
    )
    expect(status).toBe(200)
    expect(body).toContain('heard: status ipr')
  })

  test('Teams asks again: said once, and answered the same', async () => {
    await keiko.say('mine')
    const is = { id: 'f:1', card: last(chat).id }
    const once = () => bot.people.invoke('adaptiveCard/action', executed('press', dataOf('Open IPR')), is)
    const [one, two] = await Promise.all([once(), once()])
    const three = await once()
    expect([two.body, three.body]).toEqual([one.body, one.body])
    expect(asked).toHaveLength(2)
    expect(asked[1]?.id).toBe(`teams:${chat}:f:1`)
  })

  test('one that takes longer is answered at once, and its card changes when it is ready', async () => {
    await keiko.say('mine')
    let ready = () => {}
    const slow = new Promise<void>((resolve) => {
      ready = resolve
    })
    answerWith = () => slow.then(() => ({}))
    const card = last(chat).id
    const pressed = bot.people.invoke('adaptiveCard/action', executed('press', dataOf('Open IPR')), { card })
    expect(saidBy(await pressed)).toBe(NOT_NOW)
    ready()
    await expect.poll(() => last(chat).text).toContain('heard: status ipr')
  })

  test('an older client sends a message, and its card changes too', async () => {
    await keiko.say('mine')
    await bot.people.submit(dataOf('Open IPR'), { card: last(chat).id })
    expect(bot.standIn.messages(chat)).toHaveLength(1)
    expect(last(chat)).toMatchObject({ edits: 1, text: expect.stringContaining('heard: status ipr') })
  })
})

describe('in a channel', () => {
  test('an answer gives way for all who are there, but never to what is for one alone', async () => {
    await bot.people.channel('summary')
    await keiko.pressIn(last(plenary), 'Open IPR')
    expect(asked[1]).toMatchObject({ seenBy: 'everyone', among: true, pressed: { trail: ['summary'] } })
    expect(last(plenary)).toMatchObject({ edits: 1, text: expect.stringContaining('heard: status ipr') })
    answerWith = async () => ({ to: 'asker' })
    expect((await keiko.pressIn(last(plenary), 'Back')).text).toContain(ANSWERED_PRIVATELY)
    expect(last(plenary).edits).toBe(1)
    expect(last(chat).text).toContain('heard: summary')
  })

  test('a refusal of one leaves the card to the others', async () => {
    await bot.people.channel('summary')
    answerWith = async () => ({ show: { blocks: [text('You are not admitted.')] }, outcome: 'refused' })
    expect((await keiko.pressIn(last(plenary), 'Open IPR')).text).toBe('You are not admitted.')
    expect(last(plenary).edits).toBe(0)
    expect(bot.standIn.messages(chat)).toEqual([])
  })

  test('what is pressed on a posted message is answered in private, and the message stays', async () => {
    await bot.people.channel('hello')
    const view = {
      blocks: [text('Due on Thursday'), actions({ label: 'Delivered', line: 'done ipr-1.2' })],
      within: posted,
    }
    await bot.teams.messenger!.deliver(channel, view, 'key', null)
    const before = last(plenary)
    expect((await keiko.pressIn(before, 'Delivered')).text).toContain('heard: done ipr-1.2')
    expect(asked[1]).toMatchObject({ seenBy: 'asker', at: { conversation: plenary }, pressed: posted })
    expect(asked[1]).not.toHaveProperty('among')
    expect(last(plenary)).toMatchObject({ id: before.id, edits: 0 })
    // Without a chat with the bot, the answer is said under the card, to the one who pressed.
    bot.standIn.fail(/POST \/v3\/conversations$/, 403, 'BotNotInConversationRoster')
    const alone = await bot.people.invoke(
      'adaptiveCard/action',
      executed('press', dataOf('Delivered', plenary)),
      {
        scope: 'channel',
        card: before.id,
      },
    )
    expect(saidBy(alone)).toContain('heard: done ipr-1.2')
    expect(last(plenary).text).not.toContain('heard')
  })

  test('what is shown to everyone is a message there', async () => {
    await bot.people.channel('summary')
    answerWith = async () => ({ to: 'everyone' })
    await keiko.pressIn(last(plenary), 'Open IPR')
    const [first, second] = bot.standIn.messages(plenary)
    expect(first).toMatchObject({ edits: 0 })
    expect(second?.text).toContain('heard: status ipr')
  })
})

test('more buttons than a phone shows side by side begin another row, in rows of about the same number', async () => {
  const many = Array.from({ length: 7 }, (_, at) => ({ label: `Step ${at + 1}`, line: `status ipr-${at}` }))
  answerWith = async () => ({ show: { blocks: [actions(...many)], within: posted } })
  expect((await keiko.say('mine')).buttons).toHaveLength(7)
  const { body } = last(chat).card as { body: { type: string; actions?: unknown[] }[] }
  expect(body.flatMap(({ type, actions: row }) => (type === 'ActionSet' ? [row?.length] : []))).toEqual([
    4, 3,
  ])
})
