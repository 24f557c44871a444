import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainText } from '../../src/chat/plain-text.ts'
import type { PlatformUser } from '../../src/chat/request.ts'
import type { Block } from '../../src/chat/view.ts'
import { commands } from '../../src/commands/index.ts'
import { slackUser, type TestBot } from '../support/bot.ts'
import { botWithPeople, chair, kim, papadakis, sato } from '../support/people.ts'

/** Japan leads IPR-2, and owes IPR-2.2 before what it takes on under TF-1; Korea takes part in ENV-1 alone. */
let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
  await bot.say(papadakis, 'lead ipr-2 japan')
  await bot.say(sato, 'agree ipr-2.2')
  await bot.say(sato, 'pledge tf-1 by 2010-12-15 Share a note with all')
  await bot.say(kim, 'pledge env-1 by 2010-12-15 Share a note with all')
})
afterAll(() => bot.close())

const buttons = (blocks: Block[] = []): string[] =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.actions.map(({ line }) => line) : []))

it('is six words, with what the asker’s administration leads and owes', async () => {
  const { text, reply } = await bot.say(sato, 'help')
  const [words] = reply!.show.blocks.filter(({ kind }) => kind === 'list')
  expect(words).toMatchObject({ items: { length: 6 } })
  expect(text).toContain('update ipr-2 on track First draft sent  ')
  expect(text).toContain('done ipr-2.2 https://…')
  expect(text).toContain('status ipr-2, status japan')
  expect(buttons(reply?.show.blocks)).toEqual(['mine', 'summary', 'help all'])
  expect(reply?.show.within).toMatchObject({ programme: 'HER' })
})

it('is about a commitment where nothing else is owed, and an activity that is taken part in', async () => {
  const { text } = await bot.say(kim, 'help')
  expect(text).toContain('update env-1 on track')
  expect(text).toContain('done env-1/kr https://…')
})

it('is about the area of a coordinator, and of anything for those who owe nothing', async () => {
  const { text: coordinators } = await bot.say(papadakis, 'help')
  expect(coordinators).toMatch(/done ipr-\d\.\d https/)
  expect(coordinators).toContain('digest ipr')
  expect(coordinators).not.toContain('update')
  const { text, reply } = await bot.say(chair, 'help')
  expect(text).toContain('status, status tf-1')
  expect(buttons(reply?.show.blocks)).toEqual(['summary', 'help all'])
})

it('shows nobody a word that they may not say: each example works as it stands, and one with … for its link says so', async () => {
  const [director, reader, north, minister, newcomer] = ['DG', 'READER', 'NORTH', 'MINISTER', 'NEW'].map(
    (user) => slackUser(`U-${user}`),
  )
  for (const [who, role] of [
    [director!, 'japan dg'],
    [reader!, 'japan observer'],
    [north!, 'coordinator asia'],
    [minister!, 'observer'],
    [newcomer!, 'france member'],
  ] as const)
    await bot.admit(who, role)
  const first = async (who: PlatformUser): Promise<string[]> => {
    const { reply } = await bot.say(who, 'help')
    const [list] = reply!.show.blocks.flatMap((block) => (block.kind === 'list' ? [block.items] : []))
    return list!.map((item) => plainText({ blocks: [{ kind: 'text', text: item }] }).split('  ')[0]!)
  }
  const words = async (who: PlatformUser) => (await first(who)).map((line) => line.split(/[ ,]/)[0])
  const reading = ['mine', 'status', 'summary', 'due', 'overdue', 'help']
  expect(await words(director!)).toEqual(reading)
  expect(await words(reader!)).toEqual(reading)
  for (const who of [chair, north!, minister!])
    expect(await words(who)).toEqual(['status', 'summary', 'due', 'overdue', 'who', 'help'])
  expect(await words(newcomer!)).toEqual(['mine', 'update', 'done', 'status', 'summary', 'help'])
  // A form asks for the rest.
  const bare = ['update', 'done']
  expect(await first(newcomer!)).toEqual(expect.arrayContaining(bare))
  for (const line of bare) expect(bot.forms.opens(line)).not.toBeNull()
  for (const who of [sato, kim, papadakis, chair, director!, reader!, north!, minister!, newcomer!]) {
    const lines = (await first(who)).flatMap((line) => (line.startsWith('status') ? line.split(', ') : line))
    for (const line of lines.filter((each) => !bare.includes(each))) {
      const { reply, text } = await bot.say(who, line)
      if (!line.startsWith('done')) expect(reply?.outcome, `${line}: ${text}`).not.toBe('refused')
      else expect(text).toContain('Nothing is recorded: put your own link in place of https://…')
    }
  }
  expect((await bot.say(kim, 'status env-1/kr')).text).not.toContain('elivered')
})

it('has every word one press away, which can be typed too', async () => {
  const texts = [
    await bot.say(sato, 'help all', { paged: false }),
    await bot.say(sato, 'help everything', { paged: false }),
  ]
  for (const { text } of texts)
    for (const { name, may, summary } of commands)
      if (may !== 'operator') expect(text).toContain(`${name}  ${summary}`)
  expect((await bot.say(sato, 'help share')).text).toContain('share status ipr-1')
})

it('tells somebody who was never admitted how to be, and no word more', async () => {
  for (const words of ['help', 'help all']) {
    const { text, reply } = await bot.say(slackUser('U-NOBODY'), words)
    expect(text).toContain('join CODE')
    expect(buttons(reply?.show.blocks)).toEqual([])
  }
})
