import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inChannel } from '../support/channels.ts'
import { type Nudged, nudgedBot, ofAdministration } from '../support/nudged.ts'
import { chair, kim, papadakis, sato } from '../support/people.ts'

/** Japan owes IPR-2.2 by Thursday 10 and IPR-1.3 by Monday 21 June 2010; it is Sunday 6 June. */
let world: Nudged
beforeEach(async () => {
  world = await nudgedBot()
})
afterEach(() => world.bot.close())

const monday = '2010-06-07T00:00:30Z' // 09:00 in Tokyo
const later = '2010-06-07T01:00:00Z'

const areaOf = async (code: string) => {
  const { id } = await world.bot.store.db.prisma.area.findFirstOrThrow({ where: { code } })
  return { kind: 'area coordinators' as const, areaId: id }
}
const ask = 'extend ipr-2.2 to 30 June because comments are arriving'
const inPlace = (place: string) =>
  world.slack.posted
    .filter((each) => each.place === place && each.key.startsWith('extension:'))
    .map(({ text }) => text)

describe('a request for a later date', () => {
  it('is told in the channel of those who decide, and reads otherwise once it is decided', async () => {
    await world.follow('C-IPR', await areaOf('IPR'))
    await world.follow('C-JAPAN', await ofAdministration(world.bot, 'JP'))
    await world.bot.say(sato, ask, inChannel('slack', 'C-JAPAN'))
    await world.at('2010-06-06T12:01:00Z')
    const [request, ...others] = inPlace('C-IPR')
    expect(others).toEqual([])
    expect(request).toContain('IPR-2.2: a later date is asked for')
    expect(request).toContain('Japan Customs asks to move')
    expect(request).toContain('from Thursday 10 June 2010 to Wednesday 30 June 2010.')
    expect(request).toContain('"comments are arriving"')
    expect(inPlace('C-JAPAN')).toEqual([])
    await world.bot.say(papadakis, 'approve ipr-2.2 to 25 June because we need time to read')
    await world.at('2010-06-06T12:02:00Z')
    for (const place of ['C-IPR', 'C-JAPAN']) {
      const [decided, ...more] = inPlace(place)
      expect(more).toEqual([])
      expect(decided).toContain('IPR-2.2: approved with a new date by Papadakis Eleni.')
      expect(decided).toContain('Moved from Thursday 10 June 2010 to Friday 25 June 2010')
      expect(decided).toContain('"we need time to read"')
    }
  })

  it('is told directly where no channel follows, and answered to whoever asked', async () => {
    await world.bot.say(sato, ask)
    await world.at('2010-06-06T12:01:00Z')
    expect(inPlace('@U-PAPADAKIS')).toHaveLength(1)
    await world.bot.say(papadakis, 'decline ipr-2.2 because the meeting needs it')
    await world.at('2010-06-06T12:02:00Z')
    expect(inPlace('@U-PAPADAKIS')[0]).toContain('IPR-2.2: not approved by Papadakis Eleni.')
    expect(inPlace('@U-SATO')[0]).toContain('It stays due on Thursday 10 June 2010')
    expect(inPlace('@U-MORI')).toEqual([])
  })

  it('that bends a rule goes to the secretariat alone, and says which', async () => {
    await world.bot.say(sato, 'extend ipr-2.2 to 2011-01-31 because of the survey')
    await world.at('2010-06-06T12:01:00Z')
    expect(inPlace('@U-PAPADAKIS')).toEqual([])
    expect(inPlace('@U-CHAIR')[0]).toContain(
      'This goes beyond what a coordinator decides: it is more than six months later.',
    )
    await world.bot.say(chair, 'approve')
    await world.at('2010-06-06T12:02:00Z')
    expect(inPlace('@U-SATO')[0]).toContain('IPR-2.2: approved as requested by Berg Anna.')
  })

  it('asked anew takes the place of the first, and is seen as a new one', async () => {
    await world.bot.say(sato, ask)
    await world.at('2010-06-06T12:01:00Z')
    await world.bot.say(sato, 'extend ipr-2.2 to 15 June because comments are arriving')
    await world.at('2010-06-06T12:02:00Z')
    expect(inPlace('@U-PAPADAKIS')).toHaveLength(1)
    expect(inPlace('@U-PAPADAKIS')[0]).toContain('to Tuesday 15 June 2010')
  })

  it('needs no decision any more once it is delivered, and says so', async () => {
    await world.bot.say(sato, ask)
    await world.at('2010-06-06T12:01:00Z')
    await world.bot.say(sato, 'done ipr-2.2 https://example.org/x')
    await world.at('2010-06-06T12:02:00Z')
    expect(inPlace('@U-PAPADAKIS')[0]).toContain('It needs no decision any more: IPR-2.2 is delivered.')
  })

  it('goes to the secretariat where nobody coordinates', async () => {
    const { prisma } = world.bot.store.db
    await prisma.role.updateMany({
      where: { kind: 'coordinator' },
      data: { untilOn: new Date('2010-06-01') },
    })
    expect((await world.bot.say(sato, ask)).text).toContain(
      'Nobody who coordinates IPR can be reached: the secretariat decides, and was told.',
    )
    await world.at('2010-06-06T12:01:00Z')
    expect(inPlace('@U-CHAIR')).toHaveLength(1)
    await prisma.role.updateMany({
      where: { kind: 'secretariat' },
      data: { untilOn: new Date('2010-06-01') },
    })
    expect((await world.bot.say(sato, ask.replace('30', '29'))).text).toContain(
      'The coordinator of IPR decides, and cannot be reached here yet: please tell them otherwise.',
    )
  })

  it('of what is quiet is read by nobody who may not read it', async () => {
    const { prisma } = world.bot.store.db
    const quiet = { quietUntil: new Date('2010-07-01') }
    await prisma.activity.updateMany({ where: { code: 'IPR-2' }, data: quiet })
    await world.follow('C-ALL', { kind: 'secretariat' })
    await world.follow('C-JAPAN', await ofAdministration(world.bot, 'JP'))
    await world.bot.say(sato, ask, inChannel('slack', 'C-ALL'))
    await world.bot.say(papadakis, 'approve ipr-2.2')
    await world.at('2010-06-06T12:01:00Z')
    expect(inPlace('C-ALL')).toEqual([])
    expect(inPlace('@U-SATO')[0]).toContain('approved as requested')
    expect((await world.bot.say(kim, 'deliveries')).text).not.toContain('IPR-2.2')
    expect((await world.bot.say(sato, 'deliveries ipr-2.2')).text).toContain('later date for IPR-2.2')
  })
})

describe('reminders', () => {
  it('are quiet while it is asked, and come again when it is declined', async () => {
    await world.follow('C-JAPAN', await ofAdministration(world.bot, 'JP'))
    await world.bot.say(sato, ask)
    await world.at(monday)
    expect(world.nudgesIn('C-JAPAN').join()).not.toContain('IPR-2.2')
    expect(world.nudgesIn('C-JAPAN').join()).toContain('IPR-1.3')
    await world.bot.say(papadakis, 'decline ipr-2.2 because the meeting needs it')
    await world.at('2010-06-10T00:00:30Z')
    expect(world.nudgesIn('C-JAPAN').join()).toContain('IPR-2.2')
  })

  it('that were posted say that it was asked, and what was decided', async () => {
    await world.follow('C-JAPAN', await ofAdministration(world.bot, 'JP'))
    await world.at(monday)
    expect(world.buttonsIn('C-JAPAN')[0]).toContain('Later date')
    await world.bot.say(sato, ask)
    await world.at(later)
    expect(world.nudgesIn('C-JAPAN')[0]).toContain('IPR-2.2: a later date was asked for')
    await world.bot.say(papadakis, 'approve')
    await world.at('2010-06-07T02:00:00Z')
    expect(world.nudgesIn('C-JAPAN')[0]).toContain('IPR-2.2: moved to Wednesday 30 June 2010')
  })
})
