import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Seen } from '../../contract/hands.ts'
import { teamsServed } from '../../contract/platforms.ts'
import { type TeamsHands, teamsHands } from '../../contract/teams-hands.ts'
import { executed, personalConversation, type TeamsMessage } from '../../stand-ins/teams.ts'
import { type TestBot, testBot } from '../../support/bot.ts'

/** Forms as people of a tenant fill them in: on a card in their chat with the bot, and in a dialog. */

let bot: TestBot
let served: Awaited<ReturnType<typeof teamsServed>>
let sato: TeamsHands
const tenantId = 'contract-tenant'
const chat = personalConversation('sato')

const plenary = '19:plenary@thread.tacv2'
const last = (conversation: string): TeamsMessage => served.standIn.messages(conversation).at(-1)!
/** What a card sends for its form, but for what was entered. */
const submitOf = ({ card }: TeamsMessage) =>
  (card as { actions: { data: Record<string, unknown> }[] }).actions[0]!.data

const kept = async (text: string): Promise<number> =>
  (await bot.store.db.query('SELECT 1 FROM "Commitment" WHERE "text" = $1', [text])).length

beforeAll(async () => {
  bot = await testBot()
  served = await teamsServed(bot)
  await bot.admit({ platform: 'teams', tenant: tenantId, user: 'sato', name: 'Sato' }, 'japan member')
})
beforeEach(() => {
  served.standIn.recover()
  sato = teamsHands(served, 'sato')
})
afterAll(async () => {
  await served.close()
  await bot.close()
})

describe('on a card', () => {
  test('is opened by words that leave something out, with what was said filled in', async () => {
    const { form, buttons } = await sato.say('pledge ipr-1 Share a note')
    expect(form).toEqual({
      title: 'Pledge',
      notice: 'Japan Customs takes on:',
      fields: [
        { name: 'activity', label: 'Activity', value: 'ipr-1' },
        { name: 'text', label: 'What', value: 'Share a note' },
        { name: 'by', label: 'By when' },
      ],
    })
    expect(buttons).toEqual([])
  })

  test('lists what a search finds first, for who types nothing; what was chosen keeps its words', async () => {
    const listed = (): { title: string; value: string }[] => {
      const { body } = last(chat).card as { body: { id?: string; choices?: never }[] }
      return body.find(({ id }) => id === 'in.on')!.choices!
    }
    await sato.say('take part env-1')
    // Nothing of Japan's is open: no milestone is asked for.
    const asked = (await sato.say('update')).form!.fields.map(({ name }) => name)
    expect(asked).toEqual(['on', 'outlook', 'text', 'inTheWay', 'link'])
    expect(listed()).toHaveLength(8)
    expect(listed()[0]).toMatchObject({
      title: expect.stringMatching(/^ENV-1 .*\(Japan Customs takes part\)$/),
      value: 'env-1',
    })
    await sato.fill({ on: 'env-1', text: 'Sent' })
    expect(listed().filter(({ value }) => value === 'env-1')).toEqual([
      { title: expect.stringMatching(/^ENV-1 .*\(Japan Customs takes part\)$/), value: 'env-1' },
    ])
  })

  test('names the field of a mistake and keeps every entry; then the answer takes its place', async () => {
    await sato.say('pledge ipr-1')
    const wrong = await sato.fill({ activity: 'ipr-2', text: 'Share *our* <note>', by: '2010-01-01' })
    expect(wrong.form?.fields.map(({ name, value, mistake }) => [name, value, mistake])).toEqual([
      ['activity', 'ipr-2', undefined],
      ['text', 'Share *our* <note>', undefined],
      ['by', '2010-01-01', 'Friday 1 January 2010 has passed. Choose a later day.'],
    ])
    const right = await sato.fill({ by: '2011-03-31' })
    expect(right.text).toContain('Thursday 31 March 2011')
    expect(right.form).toBeNull()
    const standing = served.standIn.messages(chat).at(-1)!
    expect(standing).toMatchObject({ edits: 2, text: right.text })
    expect(await kept('Share *our* <note>')).toBe(1)
  })

  test('handed in twice, it counts once, and is answered twice', async () => {
    await sato.say('pledge ipr-1')
    const values = { activity: 'ipr-1', text: 'Hold a seminar twice', by: '2011-03-31' }
    const card = last(chat)
    const data = {
      ...submitOf(card),
      ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`in.${name}`, value])),
    }
    const press = () =>
      served.tenant.invoke('adaptiveCard/action', executed('submit', data), { user: 'sato', card: card.id })
    const both = await Promise.all([press(), press()])
    for (const { body } of both) expect(body).toContain('Hold a seminar twice')
    // An older client sends it once more, in a message.
    await served.tenant.submit(data, { user: 'sato', card: card.id })
    expect(await kept('Hold a seminar twice')).toBe(1)
    expect(last(chat).text).toContain('Hold a seminar twice')
  })

  test('of 10,000 characters is a mistake at the field, with every one of them kept', async () => {
    await sato.say('pledge ipr-1')
    const text = 'word '.repeat(2_000).trim()
    const { form } = await sato.fill({ text, by: '2011-03-31' })
    expect(form?.fields.find(({ name }) => name === 'text')).toMatchObject({
      value: text,
      mistake: expect.stringContaining('Shorten it'),
    })
  })

  test('an older client fills it in by message', async () => {
    await sato.say('pledge ipr-1')
    const card = last(chat)
    const entered = { 'in.activity': 'ipr-1', 'in.text': 'By an older client', 'in.by': '' }
    await served.tenant.submit({ ...submitOf(card), ...entered }, { user: 'sato', card: card.id })
    expect(JSON.stringify(last(chat).card)).toContain('Choose a day.')
    await served.tenant.submit(
      { ...submitOf(card), ...entered, 'in.by': '2011-03-31' },
      { user: 'sato', card: card.id },
    )
    expect(last(chat)).toMatchObject({
      id: card.id,
      edits: 2,
      text: expect.stringContaining('By an older client'),
    })
  })

  test('is nothing to somebody who was never admitted', async () => {
    const stranger = teamsHands(served, 'stranger')
    expect((await stranger.say('pledge ipr-1')).text).toContain('invited customs administrations')
    await sato.say('pledge ipr-1')
    const data = {
      ...submitOf(last(chat)),
      'in.activity': 'ipr-1',
      'in.text': 'By a stranger',
      'in.by': '2011-03-31',
    }
    const { body } = await served.tenant.invoke('adaptiveCard/action', executed('submit', data), {
      user: 'stranger',
    })
    expect(body).toContain('invited customs administrations')
    expect(await kept('By a stranger')).toBe(0)
  })

  test('Teams does not take the change: whoever filled it in sees the answer all the same', async () => {
    await sato.say('pledge ipr-1')
    served.standIn.fail(/^PUT/, 503)
    const values = { activity: 'ipr-1', text: 'Whatever Teams says', by: '2011-03-31' }
    expect((await sato.fill(values)).text).toContain('Whatever Teams says')
    expect(await kept('Whatever Teams says')).toBe(1)
  })
})

describe('in a dialog, from a channel', () => {
  const openIn = async (): Promise<Seen> => {
    await served.tenant.channel('pledge ipr-1 Meet in Athens', { user: 'sato' })
    return sato.pressIn(last(plenary), 'Open form')
  }

  test('is opened by a button; the answer is private, and nothing of it is seen in the channel', async () => {
    const opened = await openIn()
    expect(last(plenary).text).toContain('Pledge')
    expect(opened.form).toMatchObject({
      title: 'Pledge',
      notice: expect.stringMatching(/^Japan Customs takes on:\nIt takes the place of: /),
      fields: [{ value: 'ipr-1' }, { value: 'Meet in Athens' }, { name: 'by' }],
    })
    const wrong = await sato.fill({ by: '2030-01-01' })
    expect(wrong.form?.fields[1]?.value).toBe('Meet in Athens')
    expect(wrong.form?.fields[2]?.mistake).toContain('the end of the programme')
    const right = await sato.fill({ by: '2011-03-31' })
    expect(right.form).toBeNull()
    expect(right.text).toContain('Meet in Athens')
    expect(last(chat).text).toContain('Meet in Athens')
    expect(last(plenary).text).not.toContain('Athens')
    expect(last(plenary).edits).toBe(0)
    expect(await kept('Meet in Athens')).toBe(1)
  })

  test('somebody else may press the button too, and gets what they may', async () => {
    await served.tenant.channel('pledge ipr-1', { user: 'sato' })
    const seen = await teamsHands(served, 'stranger').pressIn(last(plenary), 'Open form')
    expect(seen.form).toBeNull()
    expect(seen.text).toContain('invited customs administrations')
  })

  test('without a chat with the bot, the answer is said in the dialog', async () => {
    await openIn()
    served.standIn.fail(/POST \/v3\/conversations$/, 403, 'BotNotInConversationRoster')
    const { text } = await sato.fill({ text: 'Said in the dialog', by: '2011-03-31' })
    expect(text).toContain('Said in the dialog')
    expect(await kept('Said in the dialog')).toBe(1)
  })
})
