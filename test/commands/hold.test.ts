import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'
import { buttonOf, labelsOf, press } from '../support/pressing.ts'

const sato = slackUser('U-SATO', 'Sato Keiko')
const director = slackUser('U-DIRECTOR')
const kim = teamsUser('kim')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(director, 'japan dg')
  await bot.admit(kim, 'korea member')
})
afterAll(() => bot.close())

const said = async (words: string, who = sato) => (await bot.say(who, words)).text

describe('hold', () => {
  it('says how long it is', async () => {
    expect(await said('hold')).toContain('Updates of Japan Customs wait 10 minutes before others read them.')
  })

  it.each([
    ['hold 30m', '30 minutes'],
    ['hold for 2 hours', '2 hours'],
    ['hold 90', '90 minutes'],
    ['hold 1h', 'an hour'],
  ])('%s', async (words, length) => {
    expect(await said(words)).toContain(`wait ${length} before others read them. Those already waiting`)
  })

  it.each(['hold 2 days', 'hold 1500', 'hold until I say so', 'hold 99h'])(
    '%s changes nothing',
    async (words) => {
      expect(await said(words)).toContain('Say how long, up to a day')
      expect(await said('hold')).toContain('wait an hour')
    },
  )

  it('is set by members alone', async () => {
    expect(await said('hold off', director)).toBe('The hold of Japan Customs is set by its members.')
  })

  it('off: others read an update at once; on again: those after it wait', async () => {
    for (const [words, expected] of [
      [
        'hold off',
        'Updates of Japan Customs are read by others at once. Those already waiting keep their time.',
      ],
      ['hold', 'Updates of Japan Customs are read by others at once.\nOne can be changed or withdrawn'],
    ] as const) {
      const answered = await said(words)
      expect(answered).toContain(expected)
      expect(answered).not.toContain('Until then')
    }
    await bot.say(sato, 'update ipr-1 on track Read at once')
    expect(await said('status ipr-1', kim)).toContain('Read at once')
    await bot.say(sato, 'hold 10m')
    await bot.say(sato, 'update ipr-1 on track Waits a while')
    expect(await said('status ipr-1', kim)).not.toContain('Waits a while')
  })

  it('delivered twice sets it once and says the same', async () => {
    const first = await bot.say(sato, 'hold 45m', { id: 'held-twice' })
    const again = await bot.say(sato, 'hold 45m', { id: 'held-twice' })
    expect(again.text).toBe(first.text)
  })
})

describe('send now', () => {
  it('lets go what waits, and only once', async () => {
    expect(await said('status ipr-1', kim)).not.toContain('Waits a while')
    const first = await bot.say(sato, 'send now ipr-1', { id: 'sent-twice' })
    expect(first.text).toContain('Sent. Others read what Japan Customs reported on IPR-1 from now on.')
    expect(labelsOf(first.reply!.show)).toEqual(['Edit', 'Withdraw', 'Open'])
    expect((await bot.say(sato, 'send now ipr-1', { id: 'sent-twice' })).text).toBe(first.text)
    expect(await said('status ipr-1', kim)).toContain('Waits a while')
    expect(await said('send now')).toContain('No update of yours is waiting')
  })

  it('leaves the way to withdraw that very update', async () => {
    await bot.say(sato, 'update env-1 on track The first')
    await bot.say(sato, 'update env-1 on track The second')
    const { reply } = await bot.say(sato, 'send now env-1')
    await bot.say(sato, 'update env-1 on track The third')
    const view = reply!.show
    await press(bot, sato, { view, place: 'D-1' }, buttonOf(view, 'Withdraw'))
    const left = await said('history env-1', sato)
    expect(left).toContain('The third')
    expect(left).toContain('The first')
    expect(left).not.toContain('The second')
  })

  it('tells that an administration takes part with the update by which it does', async () => {
    await bot.say(sato, 'update tf-1 on track First word')
    expect(await said('status tf-1', kim)).toContain('no administration has answered yet')
    await bot.say(sato, 'send now tf-1')
    expect(await said('status tf-1', kim)).toContain('1 administration taking part')
  })

  it('of an activity that is not known says so', async () => {
    expect(await said('send now xyz-9')).toContain('I know no activity called "xyz-9"')
  })

  it("lets nobody else's update go", async () => {
    await bot.say(sato, 'update ipr-2 on track Kept back')
    await bot.admit(slackUser('U-MORI'), 'japan member')
    expect(await said('send now ipr-2', slackUser('U-MORI'))).toContain(
      'No update of yours on IPR-2 is waiting',
    )
    expect(await said('status ipr-2', kim)).not.toContain('Kept back')
  })
})
