import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Nudged, nudgedBot, ofAdministration } from '../support/nudged.ts'
import { chair, kim, sato } from '../support/people.ts'

let world: Nudged
beforeEach(async () => {
  world = await nudgedBot()
  await world.follow('C-JAPAN', await ofAdministration(world.bot, 'JP'))
})
afterEach(() => world.bot.close())

it('leads of whom nothing was heard are asked once a quarter, and told what it is', async () => {
  const { bot, at, nudgesIn } = world
  await bot.say(sato, 'update ipr-2 on track Comments are coming in')
  for (const words of ['done ipr-2.2 https://example.org/a', 'done ipr-1.3 https://example.org/b'])
    await bot.say(sato, words)
  await bot.say(kim, 'pledge ipr-1 by 31 March 2011 Share a note')
  // Wednesday 15 September: the first working day from the middle of the quarter's last month
  await at('2010-09-14T23:59:30Z')
  expect([...nudgesIn('C-JAPAN'), ...nudgesIn('@kim')]).toEqual([])
  await at('2010-09-15T00:00:30Z')
  expect(nudgesIn('C-JAPAN')).toEqual([
    [
      'Japan Customs: a report, once a quarter',
      'A report is asked for once a quarter. No date hangs on it, and "no change" is a full answer.',
      '- IPR-1 Joint operations: Diabolo II and its lessons · no report yet',
      '- IPR-2 Good practices paper: IPR enforcement · last report on Sunday 6 June 2010',
    ].join('\n'),
  ])
  expect(world.buttonsIn('C-JAPAN')).toEqual([['Update', 'Update']])
  expect(nudgesIn('@kim')[0]).toContain('Korea Customs Service: a report, once a quarter')
  expect(nudgesIn('@kim')[0]).toContain('- IPR-1')
  for (const day of ['09-16', '09-30', '10-15', '11-15']) await at(`2010-${day}T00:00:30Z`)
  expect(nudgesIn('C-JAPAN')).toHaveLength(1)
  await at('2010-12-15T00:00:30Z')
  expect(nudgesIn('C-JAPAN')).toHaveLength(2)
})

it('stands in the one message of the day, and is left out by who has reported', async () => {
  const { bot, at, nudgesIn, slack } = world
  // 30 days before the date is the day on which reports are asked for
  await bot.store.db.prisma.milestone.updateMany({
    where: { code: 'IPR-2.2' },
    data: { dueOn: new Date('2010-10-15') },
  })
  slack.meet({ kind: 'retry', after: 60_000, why: 'busy' })
  await at('2010-09-15T00:00:30Z')
  await bot.say(sato, 'update ipr-1 on track No change')
  await at('2010-09-15T00:20:00Z')
  const said = nudgesIn('C-JAPAN')
  expect(said).toHaveLength(1)
  expect(said[0]).toContain('1. Friday 15 October 2010 (in 30 days)')
  expect(said[0]).toContain('- IPR-2 ')
  expect(said[0]).not.toContain('- IPR-1 ')
})

it('says what came in the message that asked for nothing else', async () => {
  const { bot, at, nudgesIn } = world
  for (const words of ['done ipr-2.2 https://example.org/a', 'done ipr-1.3 https://example.org/b'])
    await bot.say(sato, words)
  await at('2010-09-15T00:00:30Z')
  expect(nudgesIn('C-JAPAN')[0]).toContain(
    'IPR-1 Joint operations: Diabolo II and its lessons · no report yet',
  )
  await bot.say(sato, 'update ipr-1 on track No change')
  await at('2010-09-15T00:20:00Z')
  expect(nudgesIn('C-JAPAN')[0]).not.toContain('lessons · no report yet')
})

it('stands in the ledger of those who were asked, also when it asks for nothing else', async () => {
  const { bot, at } = world
  for (const words of ['done ipr-2.2 https://example.org/a', 'done ipr-1.3 https://example.org/b'])
    await bot.say(sato, words)
  await at('2010-09-15T00:00:30Z')
  const line = 'nudge for a report on IPR-1 and IPR-2 · #c-japan on Slack · sent'
  for (const words of ['deliveries', 'deliveries ipr', 'deliveries ipr-1', 'deliveries ipr-2'])
    for (const who of [sato, chair]) expect((await bot.say(who, words)).text).toContain(line)
  for (const words of ['deliveries tf', 'deliveries ipr-1.3', 'deliveries env-1'])
    expect((await bot.say(sato, words)).text).not.toContain('nudge for a report')
  for (const words of ['deliveries', 'deliveries ipr-1'])
    expect((await bot.say(kim, words)).text).not.toMatch(/for a report.*#c-japan|1 channel of others/)
})

it('stands in the ledger beside the dates of the same message', async () => {
  const { bot, at } = world
  await bot.store.db.prisma.milestone.updateMany({
    where: { code: 'IPR-2.2' },
    data: { dueOn: new Date('2010-10-15') },
  })
  await at('2010-09-15T00:00:30Z')
  for (const words of ['deliveries', 'deliveries ipr-1'])
    expect((await bot.say(sato, words)).text).toContain(
      'nudge about IPR-2.2 and for a report on IPR-1 and IPR-2 · #c-japan on Slack',
    )
})
