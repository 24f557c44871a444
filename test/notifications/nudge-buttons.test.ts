import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PlatformUser } from '../../src/chat/request.ts'
import { slackUser } from '../support/bot.ts'
import type { Posted } from '../support/messenger.ts'
import { type Nudged, nudgedBot, nudgeOf, ofAdministration } from '../support/nudged.ts'
import { chair, kim, mori, papadakis, sato } from '../support/people.ts'
import { buttonOf, buttonsOf, press, recordOf } from '../support/pressing.ts'

const monday = '2010-06-07T00:00:30Z' // 09:00 in Tokyo
const observer = slackUser('U-OBSERVER', 'Ito Mei')
const outsider = slackUser('U-NOBODY', 'Nobody')

let world: Nudged

const nudgeIn = (place: string): Posted => nudgeOf(world, place)

/** The message as it stands now, which somebody may still have before their eyes when it has changed. */
const seen = (place: string): Posted => ({ ...nudgeIn(place) })

const pressed = (who: PlatformUser, message: Posted, label: string, words = '', id?: string) =>
  press(world.bot, who, message, buttonOf(message.view, label, words), id ? { id } : {})

async function nudged(): Promise<void> {
  world = await nudgedBot()
  await world.follow('C-JAPAN', await ofAdministration(world.bot, 'JP'))
  await world.at(monday)
}

describe('the buttons of a nudge', () => {
  beforeEach(nudged)
  afterEach(() => world.bot.close())

  it('stand under each date that is owed; the report on what is under way stands at the end', async () => {
    const { view } = nudgeIn('C-JAPAN')
    expect(view.within).toEqual({ programme: 'HER', trail: null })
    const kinds = view.blocks.map(({ kind }) => kind)
    expect(kinds).toEqual(['text', 'actions', 'text', 'actions', 'text', 'small', 'small', 'actions'])
    expect(buttonsOf(view).map(({ label, line, form }) => [label, line, form ?? false])).toEqual([
      ['Delivered', 'done ipr-2.2', true],
      ['Already sent', 'done ipr-2.2 already sent', false],
      ['Later date', 'extend ipr-2.2', true],
      ['Snooze', 'snooze ipr-2.2 5d', false],
      ['Delivered', 'done ipr-1.3', true],
      ['Already sent', 'done ipr-1.3 already sent', false],
      ['Later date', 'extend ipr-1.3', true],
      ['Snooze', 'snooze ipr-1.3 5d', false],
      ['Update IPR-2', 'update ipr-2', true],
      ['Update IPR-1', 'update ipr-1', true],
    ])
    // Those who hear them cannot see what they stand under.
    for (const { about, line } of buttonsOf(view))
      expect(line).toContain(about?.split(/: | on /)[1]?.toLowerCase())
  })

  it('are one for each date where there are many, and a list of all', async () => {
    for (const day of [22, 23]) {
      await world.bot.say(papadakis, `plan ipr-1 2010-06-${day} Note ${day} for japan`)
      await world.bot.say(sato, `agree ipr-1.${day - 16}`)
    }
    for (const day of ['08', '09']) await world.at(`2010-06-${day}T00:00:30Z`)
    await world.bot.store.db.prisma.milestone.updateMany({
      where: { state: 'agreed', ownerAdministrationId: { not: null } },
      data: { dueOn: new Date('2010-07-14') },
    })
    await world.at('2010-06-14T00:00:30Z')
    const { view, text } = world.slack.posted.at(-1)!
    expect(view.blocks.map(({ kind }) => kind)).toEqual(['rows', 'text', 'small', 'small', 'actions'])
    expect(text).toContain('Sent by e-mail or otherwise: done ipr-')
    expect(text).toMatch(/only if IPR-\d\.\d, .* or IPR-\d\.\d is still open/)
    expect(world.buttonsIn('C-JAPAN').at(-1)).toEqual([
      ...Array.from({ length: 4 }, () => 'Delivered'),
      'Update IPR-1',
      'Update IPR-2',
      'All our dates',
    ])
  })

  it('go from what was answered, and from what no later date is asked for', async () => {
    const { at, buttonsIn } = world
    await pressed(sato, nudgeIn('C-JAPAN'), 'Already sent', 'ipr-1.3')
    await at('2010-06-07T00:01:30Z')
    expect(buttonsIn('C-JAPAN')[0]).toEqual(['Delivered', 'Already sent', 'Later date', 'Snooze', 'Update'])
    await at('2010-06-17T00:00:30Z')
    expect(buttonsIn('C-JAPAN')[1]).toEqual(['Delivered', 'Already sent', 'Snooze', 'Update'])
  })

  it('change the message where it stands, on both platforms', async () => {
    const { bot, at, follow, slack, teams, nudgesIn } = world
    await follow('19:korea', await ofAdministration(bot, 'KR'), 'Asia/Seoul')
    await at('2010-06-10T00:00:30Z')
    const before = [slack.happened.length, teams.happened.length]
    expect((await pressed(sato, seen('C-JAPAN'), 'Already sent', 'ipr-2.2')).text).toContain('Delivered.')
    await at('2010-06-10T00:01:30Z')
    const edits = [slack.happened.slice(before[0]), teams.happened.slice(before[1])].map((each) =>
      each.filter(({ key }) => key.startsWith('nudge:')),
    )
    for (const each of edits) {
      expect(each.every(({ what }) => what === 'edit')).toBe(true)
      expect(each.map(({ text }) => text).join('\n')).toContain(
        'IPR-2.2: delivered on Thursday 10 June 2010 by Japan Customs',
      )
    }
    expect(nudgesIn('19:korea')[0]).toContain('IPR-2.2: delivered')
    // What did not change is not sent again.
    const after = [slack.happened.length, teams.happened.length]
    await at('2010-06-10T03:00:00Z')
    expect([slack.happened.length, teams.happened.length]).toEqual(after)
  })

  it('are drawn the same again while nothing changes', async () => {
    const { bot, at, slack } = world
    const before = JSON.stringify(nudgeIn('C-JAPAN').view)
    await bot.store.db.query(`UPDATE "Delivery" SET "attemptAt" = $1 WHERE "kind" = 'nudge'`, [monday])
    await at('2010-06-07T00:01:30Z')
    expect(slack.happened.at(-1)?.what).toBe('edit')
    expect(JSON.stringify(nudgeIn('C-JAPAN').view)).toBe(before)
  })
})

describe('a press', () => {
  beforeAll(async () => {
    await nudged()
    await world.bot.admit(observer, 'japan observer')
  })
  afterAll(() => world.bot.close())

  const noOutsider = 'I work for invited customs administrations'
  const reporters = 'is for a member of the administration that reports.'
  it.each<[string, PlatformUser, string, string]>([
    [
      'another administration',
      kim,
      'Already sent',
      'by a member of Japan Customs, or the coordinator of IPR.',
    ],
    ['another administration', kim, 'Snooze', 'Reminders of IPR-2.2 go to members of Japan Customs'],
    ['an observer', observer, 'Already sent', `"done" ${reporters}`],
    ['an observer', observer, 'Snooze', `"snooze" ${reporters}`],
    ['the coordinator', papadakis, 'Snooze', 'Reminders of IPR-2.2 go to members of Japan Customs'],
    ['the secretariat', chair, 'Already sent', 'by a member of Japan Customs, or the coordinator of IPR.'],
    ['an outsider', outsider, 'Already sent', noOutsider],
    ['an outsider', outsider, 'Snooze', noOutsider],
    ['another administration', kim, 'Delivered', 'by a member of Japan Customs, or the coordinator of IPR.'],
    ['an observer', observer, 'Delivered', `"done" ${reporters}`],
    ['an observer', observer, 'Update IPR-2', `"update" ${reporters}`],
    ['an outsider', outsider, 'Delivered', noOutsider],
    ['an outsider', outsider, 'Later date', noOutsider],
    ['an outsider', outsider, 'Update IPR-2', noOutsider],
  ])('of %s is told who may, and changes nothing', async (_, who, label, expected) => {
    const before = await recordOf(world.bot)
    const { text, reply, form } = await pressed(who, nudgeIn('C-JAPAN'), label)
    expect(form).toBeNull()
    expect(text).toContain(expected)
    expect(reply).toMatchObject({ outcome: 'refused' })
    expect(reply?.to).not.toBe('everyone')
    expect(await recordOf(world.bot)).toEqual(before)
  })

  it('is recorded once, and answered each time', async () => {
    const message = seen('C-JAPAN')
    const first = await pressed(sato, message, 'Already sent', 'ipr-2.2', 'slack:press-1')
    expect(first.text).toContain('Evidence: Sent, as reported on Monday 7 June 2010')
    // the same press delivered again, a second press, and a colleague's
    for (const [who, id] of [
      [sato, 'slack:press-1'],
      [sato, 'slack:press-2'],
      [mori, 'slack:press-3'],
    ] as const) {
      world.bot.clock.minutesLater(24 * 60)
      const { text } = await pressed(who, message, 'Already sent', 'ipr-2.2', id)
      expect(text).toContain('IPR-2.2')
      expect(text).toContain('Evidence: Sent, as reported on Monday 7 June 2010')
      expect(text).not.toContain('8 June')
    }
    const milestone = await world.bot.store.db.prisma.milestone.findFirstOrThrow({
      where: { code: 'IPR-2.2' },
      include: { evidence: true },
    })
    expect(milestone.evidence.map(({ reference }) => reference)).toEqual([
      'Sent, as reported on Monday 7 June 2010',
    ])
  })
})
