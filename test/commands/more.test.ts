import { afterAll, beforeAll, expect, it } from 'vitest'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'

/** `more` follows an answer to where its asker reads it. */

const eleni = slackUser('eleni')
const kim = slackUser('kim')
const at = (conversation: string) => ({
  at: { platform: eleni.platform, tenant: eleni.tenant, conversation },
})
const channel = { ...at('C-IPR'), seenBy: 'everyone' as const }
const direct = at('D-ELENI')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  for (const area of ['tf', 'ipr', 'env', 'biz']) await bot.admit(eleni, `coordinator ${area}`)
  await bot.admit(kim, 'korea member')
})
afterAll(() => bot.close())

it('a private answer to a question asked among others goes on in private, for its asker alone', async () => {
  const first = await bot.say(eleni, 'mine', channel)
  expect(first.reply?.to).toBe('asker')
  expect(first.text).toContain('Page 1 of 2')
  expect((await bot.say(kim, 'more', direct)).text).toContain('nothing more')
  const second = await bot.say(eleni, 'more', direct)
  expect(second.reply?.to).toBe('asker')
  expect(second.text).toContain('Page 2 of 2')
  expect((await bot.say(eleni, 'more', direct)).text).toContain('nothing more')
})

it('the newest answer goes on first: the one given here, or the private one', async () => {
  await bot.say(eleni, 'mine', channel)
  bot.clock.minutesLater(1)
  const here = await bot.say(eleni, 'due 700d', direct)
  expect(here.text).toContain('Page 1 of')
  const { text } = await bot.say(eleni, 'more', direct)
  expect(text).toContain('Page 2 of')
  expect(text).not.toContain('Coordinator of')
})
