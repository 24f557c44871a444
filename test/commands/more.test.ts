import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'

const sato = slackUser('U-SATO')
const kim = slackUser('U-KIM')
const nothing = 'There is nothing more to show here'
const at = (conversation: string) => ({ at: { platform: 'slack' as const, tenant: 'T-JAPAN', conversation } })

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  const long = 'A meeting was held with all offices. '.repeat(50)
  await bot.say(sato, `update ipr-1 at risk ${long}`)
  await bot.say(kim, `update ipr-1 on track ${long}`)
})
beforeEach(() => bot.clock.minutesLater(60))
afterAll(() => bot.close())

const said = async (text: string, request = {}) => (await bot.say(sato, text, request)).text

describe('more', () => {
  it('shows page after page, and nothing more after the last', async () => {
    const pages = [await said('status ipr-1')]
    const count = Number(/Page 1 of (\d)/.exec(pages[0]!)?.[1])
    expect(count).toBeGreaterThan(1)
    while (pages.length < count) pages.push(await said('more'))
    pages.forEach((page, place) => {
      expect(page).toContain(`Page ${place + 1} of ${count}`)
    })
    expect(await said('more')).toContain(nothing)
    expect(await said('more')).toContain(nothing)
  })

  it('asked twice at once shows two pages', async () => {
    await said('status ipr-1')
    const both = await Promise.all([said('more'), said('more')])
    expect(both.filter((page) => page.includes('Page 2 of'))).toHaveLength(1)
  })

  it('continues for a quarter of an hour after the last page', async () => {
    await said('status ipr-1')
    bot.clock.minutesLater(15)
    expect(await said('more')).toContain('Page 2 of')
    await said('status ipr-1')
    bot.clock.minutesLater(16)
    expect(await said('more')).toContain(nothing)
  })

  it('continues what was asked in the same place, by the same person', async () => {
    await said('status ipr-1', at('C-ONE'))
    expect(await said('more', at('C-TWO'))).toContain(nothing)
    expect((await bot.say(kim, 'more', at('C-ONE'))).text).toContain(nothing)
    expect(await said('more', at('C-ONE'))).toContain('Page 2 of')
  })

  it('begins anew when the question is asked again', async () => {
    await said('status ipr-1')
    await said('more')
    await said('status ipr-1')
    expect(await said('more')).toContain('Page 2 of')
  })
})
