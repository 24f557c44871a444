import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlatformUser } from '../../src/chat/request.ts'
import { slackUser, type TestBot } from '../support/bot.ts'
import { inChannel, looked } from '../support/channels.ts'
import { botWithPeople, chair, kim, papadakis, sato } from '../support/people.ts'
import { labelsOf } from '../support/pressing.ts'

const director = slackUser('U-DIRECTOR', 'Director')

let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople({ look: looked() })
  await bot.admit(director, 'japan dg')
  await bot.say(sato, 'follow ipr updates digest', inChannel('slack', 'C-JAPAN'))
  await bot.say(sato, 'follow tf', inChannel('slack', 'C-OFFICE'))
  await bot.say(kim, 'follow ipr', inChannel('teams', '19:korea'))
  await bot.say(papadakis, 'follow ipr and tf', inChannel('slack', 'C-IPR'))
  await bot.say(sato, 'follow env', inChannel('slack', 'C-GONE'))
  await bot.say(sato, 'unfollow all', inChannel('slack', 'C-GONE'))
})
afterAll(() => bot.close())

describe('in a channel', () => {
  it.each([sato, kim, director])(
    '%o is told what it follows, whose it is, and when it is told',
    async (who) => {
      const { text, reply } = await bot.say(who, 'following', inChannel('slack', 'C-JAPAN'))
      expect(text).toMatch(/^This channel follows IPR: updates and digest\./)
      expect(text).toContain('It belongs to Japan Customs, and shows what Japan Customs may read.')
      expect(text).toContain('The next digest comes on Monday 14 June 2010 at 09:00 (Tokyo).')
      expect(text).not.toContain('Nudges come')
      expect(reply?.to).toBe('here')
    },
  )

  it('those who may not change it are told who does, and get no button for it', async () => {
    const own = await bot.say(sato, 'following', inChannel('slack', 'C-JAPAN'))
    expect(labelsOf(own.reply!.show)).toContain('Change')
    const { text, reply } = await bot.say(kim, 'following', inChannel('slack', 'C-JAPAN'))
    expect(text).toContain('What it follows is changed by a member of Japan Customs, or the secretariat.')
    expect(text).not.toContain('To change it')
    expect(labelsOf(reply!.show)).not.toContain('Change')
  })
})

describe('elsewhere', () => {
  const ask = async (who: PlatformUser, where = {}) => bot.say(who, 'following', where)

  it('a member and a Director General are told their administration’s, and how many others there are', async () => {
    for (const who of [sato, director]) {
      const { text, reply } = await ask(who)
      expect(text).toContain('- c-japan on Slack (Japan Customs, Tokyo): IPR: updates and digest')
      expect(text).toContain('- c-office on Slack (Japan Customs, Tokyo): TF: nudges and digest')
      expect(text).toContain('2 channels of others.')
      expect(text).not.toMatch(/korea|c-ipr|c-gone/i)
      expect(reply?.to).toBe('asker')
    }
  })

  it('a coordinator those of the area, the secretariat all', async () => {
    expect((await ask(papadakis)).text).toContain('c-ipr on Slack (the coordinators of IPR, UTC)')
    expect((await ask(papadakis)).text).not.toContain('c-japan')
    const { text } = await ask(chair)
    for (const name of ['c-japan', 'c-office', '19:korea on Teams', 'c-ipr']) expect(text).toContain(name)
    expect(text).not.toContain('other')
  })

  it('in a channel that follows nothing, where others read along, the asker alone', async () => {
    const { reply } = await ask(kim, inChannel('teams', '19:none'))
    expect(reply?.to).toBe('asker')
  })

  it('somebody whose own follow nothing is told how', async () => {
    const guest = slackUser('U-GUEST')
    await bot.admit(guest, 'observer')
    const { text } = await ask(guest)
    expect(text).toContain('No channel of yours follows an area yet.')
    expect(text).toContain('4 channels of others.')
  })
})
