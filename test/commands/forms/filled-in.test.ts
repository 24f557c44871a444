import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestBot } from '../../support/bot.ts'
import { filling, held, said } from '../../support/filling.ts'
import { botWithPeople, papadakis, sato } from '../../support/people.ts'

let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
  await bot.say(papadakis, 'lead ipr-1 japan')
  await bot.say(sato, 'agree ipr-1.3 on 2010-06-21')
})
afterAll(() => bot.close())

const [one, two] = ['https://example.org/1', 'https://example.org/2']
const long = `https://example.org/${'x'.repeat(1_000)}`

it.each([
  [`update ipr-1 Draft sent ${one} ${two}`, { on: 'ipr-1', text: `Draft sent ${two}`, link: one }],
  [`update ${one} ${two}`, { text: two, link: one }],
  [`update ipr-1 ${long}`, { on: 'ipr-1', link: long }],
  [`done ipr-1.3 Note 7 ${one} ${two}`, { on: 'ipr-1.3', reference: `Note 7 ${two}`, link: one }],
  [`done ipr-1 Note 7 ${one}`, { reference: 'Note 7', link: one }],
  ['pledge Share a note', { text: 'Share a note' }],
  ['pledge ipr-1 by 2011-03-31 Share a note', { activity: 'ipr-1', text: 'Share a note', by: '2011-03-31' }],
  ['plan First draft circulated', { activity: 'ipr-1', title: 'First draft circulated' }],
  ['extend because two answers are late', { reason: 'two answers are late' }],
])('%s: everything that was typed is filled in', async (line, values) => {
  expect(held(await filling(bot, sato).open(line))).toEqual(values)
})

it('more links of an update than a form holds are not cut by it', async () => {
  const links = ['a', 'b', 'c', 'd'].map((each) => `https://example.org/${each.repeat(900)}`)
  await bot.say(sato, `update ipr-1 on track Draft sent ${links.join(' ')}`)
  expect(said(await filling(bot, sato).opened('edit ipr-1'))).toContain('its links stay: edit ipr-1')
  expect((await bot.say(sato, 'edit ipr-1 at risk Late')).text).toContain('Edited.')
  const kept = await bot.store.db.prisma.update.findFirstOrThrow({
    where: { activity: { code: 'IPR-1' } },
    include: { evidence: true },
  })
  expect(kept.evidence).toHaveLength(4)
})

it('a link that is too long, or is none, is said at its field, and stands there', async () => {
  const me = filling(bot, sato)
  await bot.say(sato, 'update ipr-2 on track Draft sent')
  for (const [line, field] of [
    ['update ipr-1', 'link'],
    ['done ipr-1.3', 'link'],
    ['attach', 'link'],
    ['edit ipr-2', 'links'],
  ] as const)
    for (const link of [long, 'www.example.org', `${one} and ${two}`]) {
      const form = await me.open(line)
      const values = { ...held(form), [field]: link }
      const reply = await me.submit(form, values)
      if (reply?.kind !== 'mistakes') throw new Error(`${line}: ${said(reply)}`)
      expect(Object.keys(reply.mistakes)).toContain(field)
      expect(held(reply.form)).toEqual(values)
    }
})

it('what was chosen is shown in its own words beside a mistake', async () => {
  const me = filling(bot, sato)
  const reply = await me.submit(await me.open('done'), { on: 'ipr-1.3', link: 'my desk' })
  if (reply?.kind !== 'mistakes') throw new Error(said(reply))
  expect(reply.form.fields[0]).toMatchObject({
    value: { label: 'IPR-1.3 Lessons learned from Diabolo II, one page', value: 'ipr-1.3' },
  })
})
