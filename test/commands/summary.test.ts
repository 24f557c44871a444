import { expect, it } from 'vitest'
import { testBot } from '../support/bot.ts'
import { sato } from '../support/people.ts'

it.each([
  ['figures of two offices', 'off track, figures of two offices.'],
  ['Figures are missing.', 'off track, Figures are missing.'],
])('what is in the way ends its sentence: %s', async (inTheWay, said) => {
  const bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.say(sato, 'take part ipr-1')
  await bot.say(sato, `update ipr-1 off track Half of the figures are in. In the way: ${inTheWay}`)
  expect((await bot.say(sato, 'summary')).text).toContain(
    `Joint operations: Diabolo II and its lessons (IPR-1): ${said}\n`,
  )
  await bot.close()
})
