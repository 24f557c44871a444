import { afterAll, beforeAll, expect, it } from 'vitest'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'
import { pressWritten } from '../support/pressing.ts'
import { standing } from './standing-buttons.ts'

/** Buttons of messages that stand already keep working: what they carry is read, and does what it did (standing-buttons.yaml). */

const people = {
  japan: slackUser('U-SATO', 'Sato'),
  coordinator: slackUser('U-ELENI', 'Eleni'),
  chair: slackUser('U-CHAIR', 'Chair'),
}
let bot: TestBot

beforeAll(async () => {
  bot = await testBot()
  const { japan, coordinator, chair } = people
  await bot.admit(japan, 'japan member')
  await bot.admit(coordinator, 'coordinator ipr')
  await bot.admit(chair, 'secretariat')
  const lines: [keyof typeof people, string][] = [
    ['coordinator', 'lead ipr-1 japan'],
    ['coordinator', 'plan ipr-1 2010-06-20 Figures of seizures for japan'],
    ['japan', 'agree ipr-1.3'],
    ['japan', 'extend ipr-1.3 to 2010-07-20 because comments are late'],
    ['japan', 'pledge ipr-1 by 2011-03-31 Share a note'],
    ['japan', 'hold 20m'],
    ['japan', 'update ipr-1 on track Note drafted'],
    ['coordinator', 'update ipr-2/la on track Answer sent from e-mail of 3 May'],
    ['coordinator', 'update ipr-2/la on track Answer sent again from e-mail of 4 May'],
  ]
  for (const [who, line] of lines) {
    const { reply, text } = await bot.say(people[who], line)
    if (reply?.outcome !== 'done') throw new Error(`${line}: ${text}`)
  }
})
afterAll(() => bot.close())

it.each(standing)('$value', async ({ value, by = 'japan', opens, says }) => {
  const pressed = await pressWritten(bot, people[by], 'C-1', value)
  if (opens) expect(pressed.form?.title, pressed.text).toBe(opens)
  else expect(pressed.text.slice(0, says?.length)).toBe(says)
})
