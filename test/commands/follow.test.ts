import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import type { PlatformUser } from '../../src/chat/request.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'
import { inChannel, looked } from '../support/channels.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')
const asia = slackUser('U-ASIA', 'Chen Wei')
const chair = slackUser('U-CHAIR', 'Berg Anna')
const director = slackUser('U-DG', 'Director')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot({
    look: looked({
      'C-OUT': {
        kind: 'channel',
        name: 'out',
        reach: { ok: false, mend: 'Invite me here first: /invite @asem.' },
      },
      'C-SHARED': { kind: 'channel', name: '#shared', shared: true, reach: { ok: true } },
      'C-NAMED': { kind: 'channel', name: `  ipr <!here>\n${'x'.repeat(100)}`, reach: { ok: true } },
    }),
  })
  const roles: [PlatformUser, string][] = [
    [sato, 'japan member'],
    [kim, 'korea member'],
    [eleni, 'coordinator ipr'],
    [asia, 'coordinator asia'],
    [chair, 'secretariat'],
    [director, 'greece dg'],
  ]
  for (const [who, role] of roles) await bot.admit(who, role)
})
afterAll(() => bot.close())

const at = (conversation: string, who = sato) => inChannel(who.platform, conversation)
const say = async (who: PlatformUser, words: string, conversation: string) =>
  (await bot.say(who, words, at(conversation, who))).text
const rowAt = (conversation: string) =>
  bot.store.db.prisma.channel.findFirst({
    where: { conversation },
    include: { administration: true, region: true, area: true, follows: { include: { area: true } } },
  })
const followsAt = async (conversation: string) =>
  (await rowAt(conversation))?.follows
    .map(({ area, updates, nudges, digest }) =>
      [area.code, updates && 'u', nudges && 'n', digest && 'd'].filter(Boolean).join(' '),
    )
    .sort()

describe('follow', () => {
  it('sets up a channel of the member’s own administration, with nudges and the digest', async () => {
    const text = await say(sato, 'follow ipr', 'C-JAPAN')
    expect(text).toContain('Recorded. This channel follows IPR: nudges and digest.')
    expect(text).toContain('It belongs to Japan Customs, and shows what Japan Customs may read.')
    expect(text).toContain('The next digest comes on Monday 14 June 2010 at 09:00 (Tokyo).')
    expect(await rowAt('C-JAPAN')).toMatchObject({
      platform: 'slack',
      tenant: 'T-JAPAN',
      name: 'c-japan',
      owner: 'administration',
      administration: { code: 'JP' },
      timeZone: 'Asia/Tokyo',
      digestWeekday: 1,
      digestAt: '09:00',
      since: new Date('2010-06-07T07:00:00Z'),
      retiredAt: null,
    })
    expect(await followsAt('C-JAPAN')).toEqual(['IPR n d'])
  })

  it('said again changes what was said of that area, and leaves the others', async () => {
    const text = await say(sato, 'follow ipr and trade facilitation, updates', 'C-JAPAN')
    expect(text).toContain('- TF: updates\n- IPR: updates')
    expect(text).toContain('No digest comes, because none was asked for.')
    await say(sato, 'follow tf updates nudges digest', 'C-JAPAN')
    await say(sato, 'Follow ENV without nudges', 'C-JAPAN')
    expect(await followsAt('C-JAPAN')).toEqual(['ENV d', 'IPR u', 'TF u n d'])
    const audits = await bot.store.db.prisma.auditEntry.count()
    expect(await say(sato, 'follow env digest', 'C-JAPAN')).toContain('Already so.')
    expect(await bot.store.db.prisma.auditEntry.count()).toBe(audits)
  })

  it.each([
    ['follow all', ['BIZ n d', 'ENV n d', 'IPR n d', 'TF n d']],
    ['follow all areas except tf and biz', ['ENV n d', 'IPR n d']],
    ['follow ipr, tf & env reminders', ['ENV n', 'IPR n', 'TF n']],
    ['follow Combating Infringement of Intellectual Property Rights updates', ['IPR u']],
    ['follow her/ipr no digest', ['IPR n']],
    ['subscribe to ＩＰＲ', ['IPR n d']],
  ])('%s', async (words, expected) => {
    const conversation = `C-${words}`
    await say(sato, words, conversation)
    expect(await followsAt(conversation)).toEqual(expected)
  })

  it('keeps a name as one line of at most 80 characters', async () => {
    await say(sato, 'follow ipr', 'C-NAMED')
    expect((await rowAt('C-NAMED'))?.name).toBe(`ipr <!here> ${'x'.repeat(68)}`)
  })

  it('a second delivery shows it as it stands', async () => {
    const request = { id: 'test:follow-twice', ...at('C-TWICE') }
    await bot.say(sato, 'follow ipr', request)
    expect((await bot.say(sato, 'follow ipr', request)).text).toContain(
      'Already recorded. This channel follows IPR: nudges and digest.',
    )
    await say(sato, 'unfollow all', 'C-TWICE')
    expect((await bot.say(sato, 'follow ipr', request)).text).toContain('follows nothing any more')
  })

  it('two who say it at once both count', async () => {
    await Promise.all([say(sato, 'follow ipr', 'C-BOTH'), say(sato, 'follow tf', 'C-BOTH')])
    expect(await followsAt('C-BOTH')).toEqual(['IPR n d', 'TF n d'])
  })
})

describe('the owner', () => {
  it.each([
    [sato, 'follow tf for us', 'It belongs to Japan Customs,', 'Tokyo'],
    [eleni, 'follow ipr', 'It belongs to the coordinators of IPR,', 'UTC'],
    [eleni, 'follow tf updates', 'It belongs to the coordinators of IPR,', 'UTC'],
    [eleni, 'follow ipr for coordinators', 'It belongs to the coordinators of IPR,', 'UTC'],
    [asia, 'follow ipr', 'It belongs to the coordinators of Asia,', 'UTC'],
    [asia, 'follow ipr for asia', 'It belongs to the region Asia, and shows what everyone admitted', 'UTC'],
    [chair, 'follow ipr', 'It belongs to the secretariat,', 'UTC'],
    [chair, 'follow ipr updates for japan', 'It belongs to Japan Customs,', 'Tokyo'],
    [chair, 'follow ipr for coordinators', 'It belongs to the coordinators of IPR,', 'UTC'],
    [chair, 'follow all for the coordinators of Europe', 'It belongs to the coordinators of Europe,', 'UTC'],
    [chair, 'follow all for tf coordinators', 'It belongs to the coordinators of TF,', 'UTC'],
    [chair, 'follow all for the secretariat', 'It belongs to the secretariat,', 'UTC'],
    [kim, 'follow ipr for korea', 'It belongs to Korea Customs Service,', 'Seoul'],
  ])('%o: %s', async (who, words, expected, city) => {
    const conversation = `C-${who.user}-${words}`
    expect(await say(who, words, conversation)).toContain(expected)
    expect((await rowAt(conversation))?.timeZone.endsWith(city)).toBe(true)
  })

  it.each([
    [sato, 'follow ipr for korea', 'is set up by a member of Korea Customs Service, or the secretariat'],
    [sato, 'follow ipr for coordinators', 'is set up by a coordinator of IPR, or the secretariat'],
    [sato, 'follow ipr for asia', 'is set up by a coordinator of Asia, or the secretariat'],
    [sato, 'follow ipr for secretariat', 'is set up by the secretariat'],
    [eleni, 'follow ipr for coordinators of tf', 'a coordinator of TF, or the secretariat'],
    [eleni, 'follow ipr for japan', 'a member of Japan Customs, or the secretariat'],
    [asia, 'follow ipr for europe', 'a coordinator of Europe, or the secretariat'],
    [director, 'follow ipr', 'ask one of them to say follow ipr here'],
    [chair, 'follow ipr and tf for coordinators', 'follow ipr and tf for coordinators of ipr'],
    [chair, 'follow ipr for jpan', 'Did you mean follow ipr for japan?'],
    [chair, 'follow ipr for atlantis', 'For example: follow ipr for japan'],
  ])('%o: %s is refused with what to do', async (who, words, expected) => {
    const conversation = `C-no-${who.user}-${words}`
    expect(await say(who, words, conversation)).toContain(expected)
    expect(await rowAt(conversation)).toBeNull()
  })

  it('is one: what somebody else set up is changed by their own people and the secretariat', async () => {
    await say(kim, 'follow ipr', '19:korea')
    for (const words of ['follow tf', 'unfollow ipr', 'follow ipr for japan'])
      expect((await bot.say(sato, words, inChannel('teams', '19:korea'))).text).toBe(
        'This channel belongs to Korea Customs Service: what it follows is changed by a member of Korea Customs Service, or the secretariat.',
      )
    expect((await bot.say(chair, 'follow tf', inChannel('teams', '19:korea'))).text).toContain(
      'It belongs to Korea Customs Service,',
    )
    expect((await bot.say(chair, 'follow tf for asia', inChannel('teams', '19:korea'))).text).toContain(
      'It belongs to the region Asia,',
    )
    expect(await followsAt('19:korea')).toEqual(['IPR n d', 'TF n d'])
  })
})

describe('where it can be said', () => {
  it.each([
    ['C-OUT', sato, 'Invite me here first: /invite @asem.'],
    ['direct:U-SATO', sato, 'this is a direct message: reminders of what is yours come here anyhow.'],
  ])('%s: refused', async (conversation, who, expected) => {
    expect(await say(who, 'follow ipr', conversation)).toContain(expected)
    expect(await rowAt(conversation)).toBeNull()
  })

  it('where other organisations read along: only for those who come from several, and it says so', async () => {
    for (const [who, words] of [
      [sato, 'follow ipr'],
      [chair, 'follow ipr for japan'],
      [chair, 'follow ipr'],
    ] as const)
      expect(await say(who, words, 'C-SHARED')).toContain('This channel is shared with other organisations,')
    expect(await rowAt('C-SHARED')).toBeNull()
    for (const [who, words] of [
      [asia, 'follow ipr for asia'],
      [chair, 'follow ipr for coordinators'],
    ] as const)
      expect(await say(who, words, 'C-SHARED')).toContain(
        'It is shared with other organisations: all who are in it read what I post here.',
      )
  })

  it('the terminal says where', async () => {
    const { text } = await bot.say(operator, 'follow ipr for japan')
    expect(text).toBe('A channel on Slack or Teams follows areas: say follow ipr for japan there.')
  })

  it('looks only for those who are admitted, and before anything else', async () => {
    const stranger = slackUser('U-STRANGER')
    expect(await say(stranger, 'follow ipr', 'C-OUT')).not.toContain('Invite me')
  })
})
