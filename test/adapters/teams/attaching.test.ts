import { afterAll, beforeAll, expect, test } from 'vitest'
import { teamsServed } from '../../contract/platforms.ts'
import { teamsHands } from '../../contract/teams-hands.ts'
import { personalConversation } from '../../stand-ins/teams.ts'
import { type TestBot, testBot } from '../../support/bot.ts'

/** A message is attached as evidence, from the menu of the message, with its link, author and day. */

let bot: TestBot
let served: Awaited<ReturnType<typeof teamsServed>>
const group = '19:group@thread.v2'

beforeAll(async () => {
  bot = await testBot()
  served = await teamsServed(bot)
  await bot.admit(
    { platform: 'teams', tenant: 'contract-tenant', user: 'sato', name: 'Sato' },
    'japan member',
  )
})
afterAll(async () => {
  await served.close()
  await bot.close()
})

test('which commitment is asked and searched; the answer is private, and it stands in the record', async () => {
  const sato = teamsHands(served, 'sato')
  await sato.say('pledge ipr-1 by 2011-03-31 Share a note')
  const opened = await sato.use('attach')
  expect(opened.text).toBe('')
  expect(opened.form?.title).toBe('Attach as evidence')
  expect(opened.form?.notice).toContain('Eleni Papadaki')
  expect(opened.form?.notice).toContain('Friday 4 June 2010')
  const wrong = await sato.fill({ title: 'The note' })
  expect(wrong.form?.fields.find(({ name }) => name === 'on')?.mistake).toBe('Choose what it is evidence of.')
  expect(wrong.form?.fields.find(({ name }) => name === 'title')?.value).toBe('The note')
  const found = await sato.look('on', 'note')
  expect(found.join()).toContain('IPR-1/JP')
  const filed = await sato.fill({ on: 'ipr-1/jp' })
  expect(filed.form).toBeNull()
  expect(filed.text).toContain('The note')
  expect(served.standIn.messages(group)).toEqual([])
  expect(filed.text).toContain('Eleni Papadaki')
  const kept = await bot.store.db.query<{ reference: string }>(
    'SELECT "reference" FROM "Evidence" WHERE "title" = $1',
    ['The note'],
  )
  expect(kept).toEqual([
    { reference: 'https://teams.microsoft.com/l/message/19:plenary@thread.tacv2/1275900000000' },
  ])
})

test('a stranger is told how to be admitted, and nothing is kept', async () => {
  const seen = await teamsHands(served, 'stranger').use('attach')
  expect(seen.form).toBeNull()
  expect(seen.text).toContain('invited customs administrations')
  expect(served.standIn.messages(personalConversation('stranger'))).toEqual([])
})
