import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Request } from '../src/chat/request.ts'
import { slackUser, type TestBot, testBot } from './support/bot.ts'
import { type Filling, filling, said } from './support/filling.ts'

const sato = slackUser('U-SATO', 'Sato')
const at = { platform: 'slack', tenant: 'T-JAPAN', conversation: 'C-1' } as const
let bot: TestBot
let opened: Filling['opened']
let open: Filling['open']
let submit: Filling['submit']
let count = 0

const asked = (text: string): Request => ({
  id: `slack:${++count}`,
  from: sato,
  at,
  seenBy: 'asker',
  paged: true,
  input: { text },
})

beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  ;({ opened, open, submit } = filling(bot, sato))
})
afterAll(() => bot.close())

describe('a form', () => {
  it('is opened by words that leave something out, and by no others', () => {
    expect(bot.forms.opens('pledge ipr-1')).toEqual({ title: 'Pledge' })
    expect(bot.forms.opens('pledge ipr-1 by 2011-03-31 Share a note')).toBeNull()
    expect(bot.forms.opens('mine')).toBeNull()
  })

  it('that a line has none of is the line, said', async () => {
    const answer = await opened('snooze ipr-1.2')
    expect(said(answer)).toContain('Reminders of IPR-1.2 go to the coordinator of IPR')
  })

  it('has what was typed filled in', async () => {
    const { fields, notice } = await open('pledge ipr-1 Share a note')
    expect(notice).toEqual([['Japan Customs takes on:']])
    expect(fields.map(({ name, value }) => [name, value])).toEqual([
      ['activity', 'ipr-1'],
      ['text', 'Share a note'],
      ['by', undefined],
    ])
  })

  it('names the field of a mistake, and keeps every entry', async () => {
    const form = await open('pledge ipr-1')
    const values = { activity: 'ipr-2', text: 'Share a note', by: '2010-01-01' }
    const reply = await submit(form, values)
    if (reply?.kind !== 'mistakes') throw new Error(said(reply))
    expect(reply.mistakes).toEqual({ by: 'Friday 1 January 2010 has passed. Choose a later day.' })
    expect(Object.fromEntries(reply.form.fields.map(({ name, value }) => [name, value]))).toEqual(values)
  })

  it('tells a day that has passed, whatever the programme was by then, from one beyond its end', async () => {
    const form = await open('pledge ipr-1')
    const mistakes = async (by: string) => {
      const reply = await submit(form, { activity: 'ipr-2', text: 'Share a note', by })
      return reply?.kind === 'mistakes' ? reply.mistakes : said(reply)
    }
    expect(await mistakes('2008-01-01')).toEqual({
      by: 'Tuesday 1 January 2008 has passed. Choose a later day.',
    })
    expect(await mistakes('2012-06-01')).toEqual({
      by: 'Choose a day from Monday 7 June 2010 to Saturday 31 December 2011, the end of the programme.',
    })
  })

  it('counts once, however often it is handed in, and after a mistake', async () => {
    const form = await open('pledge ipr-1')
    const values = { activity: 'ipr-1', text: 'Share a note with all', by: '2011-03-31' }
    expect(await submit(form, { ...values, by: '' })).toMatchObject({ kind: 'mistakes' })
    const replies = await Promise.all([submit(form, values), submit(form, values)])
    expect(replies.map(said).filter((each) => each.includes('Share a note with all'))).toHaveLength(2)
    const kept = await bot.store.db.query('SELECT 1 FROM "Commitment" WHERE "text" = $1', [values.text])
    expect(kept).toHaveLength(1)
    const entries = await bot.store.db.query(
      `SELECT 1 FROM "AuditEntry" WHERE "action" = 'commitment made' AND "requestKey" LIKE 'form:%'`,
      [],
    )
    expect(entries).toHaveLength(1)
  })

  it('is refused to somebody who may not, and to somebody who was never admitted', async () => {
    const stranger = await bot.forms.open({ ...asked('pledge ipr-1'), from: slackUser('U-NOBODY') })
    expect(said(stranger)).toContain('invited customs administrations')
    const form = await open('pledge ipr-1')
    const values = { activity: 'ipr-1', text: 'A stranger takes this on', by: '2011-03-31' }
    const handedIn = { ...asked(''), from: slackUser('U-NOBODY'), form: { key: form.key, values } }
    expect(said(await bot.forms.submit(handedIn))).toContain('invited customs administrations')
  })

  it('that was not written here is not taken', async () => {
    const values = { activity: 'ipr-1' }
    for (const key of ['', '{}', 'null', '{"command":"mine","programme":"HER"}'])
      expect(said(await bot.forms.submit({ ...asked(''), form: { key, values } }))).toContain('Open it again')
  })
})
