import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Form, Values } from '../../../src/chat/form.ts'
import type { FormReply, PlatformUser, Request } from '../../../src/chat/request.ts'
import type { TestBot } from '../../support/bot.ts'
import { inChannel, looked } from '../../support/channels.ts'
import { held, said } from '../../support/filling.ts'
import { botWithPeople, papadakis, sato } from '../../support/people.ts'

let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople({ look: looked() })
})
afterAll(() => bot.close())

const asked = (from: PlatformUser, conversation: string, text: string): Request => ({
  id: `test:${randomUUID()}`,
  from,
  seenBy: 'asker',
  paged: true,
  input: { text },
  at: { platform: 'slack', tenant: 'T-JAPAN', conversation },
})
const opened = (words: string, conversation = 'C-1', who = sato): Promise<FormReply | null> =>
  bot.forms.open(asked(who, conversation, words))
async function open(words: string, conversation = 'C-1', who = sato): Promise<Form> {
  const reply = await opened(words, conversation, who)
  if (reply?.kind !== 'form') throw new Error(said(reply))
  return reply.form
}
const submit = ({ key }: Form, values: Values, who = sato) =>
  bot.forms.submit({ ...asked(who, 'C-1', ''), form: { key, values } })
const notice = ({ notice: lines }: Form) => lines.flat().join(' ')

it('is opened by the word alone, and says whose channel it will be', async () => {
  expect(bot.forms.opens('follow')).toEqual({ title: 'Follow areas' })
  expect(bot.forms.opens('follow ipr')).toBeNull()
  const form = await open('follow')
  expect(notice(form)).toBe(
    'This channel will belong to Japan Customs, and shows what Japan Customs may read.',
  )
  expect(held(form)).toEqual({
    'area:tf': 'no',
    'area:ipr': 'no',
    'area:biz': 'no',
    'area:env': 'no',
    nudges: 'yes',
    digest: 'yes',
    updates: 'no',
  })
  expect(notice(await open('follow for coordinators', 'C-2', papadakis))).toContain('the coordinators of IPR')
  expect(said(await opened('follow', 'direct:U-SATO'))).toContain('this is a direct message')
})

it('asks for areas and for something of them, and records them once', async () => {
  const form = await open('follow')
  const none = { 'area:ipr': 'yes', nudges: 'no', digest: 'no', updates: 'no' }
  expect(await submit(form, none)).toMatchObject({
    mistakes: { nudges: 'Choose at least one: reminders, the digest or updates.' },
  })
  expect(await submit(form, { nudges: 'yes' })).toMatchObject({
    mistakes: { 'area:tf': 'Choose at least one area.' },
  })
  const values = { 'area:ipr': 'yes', nudges: 'yes', digest: 'no', updates: 'yes' }
  const replies = await Promise.all([submit(form, values), submit(form, values)])
  for (const reply of replies) expect(said(reply)).toContain('This channel follows IPR: updates and nudges.')
  expect(await bot.store.db.prisma.channel.count({ where: { conversation: 'C-1' } })).toBe(1)
})

it('shows what is followed, and says so when that changed meanwhile', async () => {
  const form = await open('follow ipr and tf')
  expect(notice(form)).toContain('It follows IPR: updates and nudges.')
  expect(held(form)).toMatchObject({ 'area:ipr': 'yes', 'area:tf': 'yes', 'area:env': 'no', updates: 'yes' })
  await bot.say(sato, 'follow env', inChannel('slack', 'C-1'))
  const values = { 'area:ipr': 'yes', 'area:tf': 'yes', digest: 'yes' }
  const stale = await submit(form, values)
  if (stale?.kind !== 'form') throw new Error(said(stale))
  expect(notice(stale.form)).toMatch(/It has changed.*ENV: nudges and digest/)
  expect(said(await submit(stale.form, values))).toMatch(
    /TF: digest[\s\S]*IPR: digest[\s\S]*ENV: nudges and digest/,
  )
})

it('is refused to those whose channel it is not, also when it was opened by somebody who may', async () => {
  expect(said(await opened('follow', 'C-1', papadakis))).toContain('This channel belongs to Japan Customs')
  const form = await open('follow')
  const values = { 'area:ipr': 'yes', 'area:env': 'yes', digest: 'yes' }
  expect(said(await submit(form, values, papadakis))).toContain('This channel belongs to Japan Customs')
})
