import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inChannel, looked } from '../support/channels.ts'
import { type Nudged, nudgedBot, ofAdministration } from '../support/nudged.ts'
import { chair, papadakis, sato } from '../support/people.ts'

/** What channels are told of dates that move. IPR-2.2 is due on Thursday 10 June 2010, IPR-1.3 on Monday 21 June; both are Japan's. */

let nudged: Nudged
beforeEach(async () => {
  nudged = await nudgedBot({ look: looked() })
  await nudged.follow('C-JAPAN', await ofAdministration(nudged.bot, 'JP'))
  await nudged.follow('19:korea', await ofAdministration(nudged.bot, 'KR'), 'Asia/Seoul')
})
afterEach(() => nudged.bot.close())

const say = async (who: typeof sato, words: string) => (await nudged.bot.say(who, words)).text
const moves = (place: string) =>
  [...nudged.slack.posted, ...nudged.teams.posted]
    .filter((each) => each.place === place && each.key.startsWith('move:'))
    .map(({ text }) => text)
const posts = () =>
  [...nudged.slack.happened, ...nudged.teams.happened].filter(
    ({ what, key }) => what === 'post' && key.startsWith('move:'),
  )

describe('an agreed date that moves', () => {
  it('is told once in each channel that follows, with who decided and when it is asked next', async () => {
    await say(papadakis, 'move ipr-1.3 to 2010-08-02 because comments are still arriving')
    await nudged.at('2010-06-06T12:00:04Z')
    expect(moves('C-JAPAN')).toEqual([
      [
        'IPR-1.3 has another date',
        'Lessons learned from Diabolo II, one page (IPR-1.3): from Monday 21 June 2010 to Monday 2 August 2010 (in 57 days).',
        '"comments are still arriving"',
        'Decided by Papadakis Eleni. Next reminder: Friday 2 July 2010, only if it is still open.',
      ].join('\n'),
    ])
    expect(moves('19:korea')[0]).toContain('to Monday 2 August 2010')
    for (const instant of ['2010-06-06T12:05:00Z', '2010-06-07T00:01:00Z', '2010-06-18T00:01:00Z'])
      await nudged.at(instant)
    expect(posts()).toHaveLength(2)
    expect(nudged.nudgesIn('C-JAPAN').join()).not.toContain('IPR-1.3')
    await nudged.at('2010-07-02T00:01:00Z')
    expect(nudged.nudgesIn('C-JAPAN').at(-1)).toContain('Monday 2 August 2010 (in 31 days)')
  })

  it('with others within seconds is one message; moved back, none', async () => {
    await say(papadakis, 'move ipr-1.3 to 2010-08-02 because of the summer')
    nudged.bot.clock.set('2010-06-06T12:00:02Z')
    await say(papadakis, 'move ipr-2.2 to 2010-07-01 because of the summer')
    await say(papadakis, 'move ipr-2.2 to 2010-07-02 because that is a Friday')
    await nudged.at('2010-06-06T12:00:04Z')
    const [text, ...others] = moves('C-JAPAN')
    expect(others).toEqual([])
    expect(text).toMatch(/^Two dates have moved\n/)
    expect(text).toContain(
      '(IPR-2.2): from Thursday 10 June 2010 to Friday 2 July 2010 (in 26 days). "that is a Friday".',
    )
    expect(text).toContain('(IPR-1.3): from Monday 21 June 2010 to Monday 2 August 2010')
    await say(papadakis, 'move ipr-2.2 to 2010-07-09 because of a slip')
    await say(papadakis, 'move ipr-2.2 to 2010-07-02 because it was a slip')
    await nudged.at('2010-06-06T12:01:00Z')
    expect(posts()).toHaveLength(2)
    expect(moves('C-JAPAN')).toEqual([text])
  })

  it('while the channel takes nothing, is told as it stands then', async () => {
    nudged.slack.meet({ kind: 'retry', after: 60_000, why: 'ratelimited' })
    await say(papadakis, 'move ipr-1.3 to 2010-08-02 because of the summer')
    await nudged.at('2010-06-06T12:00:04Z')
    await say(papadakis, 'move ipr-1.3 to 2010-09-01 because of August')
    await nudged.at('2010-06-06T12:10:00Z')
    expect(moves('C-JAPAN')).toEqual([
      expect.stringContaining('from Monday 21 June 2010 to Wednesday 1 September 2010'),
    ])
  })

  it('changes the nudge that stands, and its own is in the ledger', async () => {
    await nudged.at('2010-06-07T00:01:00Z')
    expect(nudged.nudgesIn('C-JAPAN')[0]).toContain('two dates')
    await say(papadakis, 'move ipr-1.3 to 2010-08-02 because of the summer')
    await nudged.at('2010-06-07T00:02:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toHaveLength(1)
    expect(nudged.nudgesIn('C-JAPAN')[0]).toContain('IPR-1.3: moved to Monday 2 August 2010')
    for (const words of ['deliveries', 'deliveries ipr-1.3', 'deliveries ipr'])
      expect(await say(sato, words)).toContain('notice that IPR-1.3 moved · #c-japan on Slack · sent')
  })

  it('and back into its nudge, stands there as it was', async () => {
    await nudged.at('2010-06-07T00:01:00Z')
    await say(papadakis, 'move ipr-2.2 to 2010-07-01 because of the summer')
    await nudged.at('2010-06-07T00:02:00Z')
    await say(papadakis, 'move ipr-2.2 to 2010-06-10 because it was ready')
    await nudged.at('2010-06-07T00:03:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toEqual([expect.stringContaining('Thursday 10 June 2010 (in 3 days)')])
    expect(moves('C-JAPAN')).toHaveLength(2)
  })

  it('is not told while it is proposed, or agreed on another day; nor where only the digest was asked for', async () => {
    await say(papadakis, 'move ipr-2.3 to 2010-07-15')
    await say(sato, 'agree ipr-2.3 on 2010-07-20')
    await nudged.bot.say(chair, 'follow ipr digest for secretariat', inChannel('slack', 'C-CHAIR'))
    await nudged.at('2010-06-06T12:01:00Z')
    expect(posts()).toEqual([])
    await say(papadakis, 'move ipr-1.3 to 2010-08-02 because of the summer')
    await nudged.at('2010-06-06T12:02:00Z')
    expect(moves('C-CHAIR')).toEqual([])
    expect(posts()).toHaveLength(2)
  })

  it('in a quiet activity is told to those who take part alone, also in the ledger', async () => {
    await nudged.bot.store.db.prisma.activity.updateMany({
      where: { code: 'IPR-1' },
      data: { quietUntil: new Date('2011-01-01') },
    })
    await say(papadakis, 'move ipr-1.3 to 2010-08-02 because of the summer')
    await nudged.at('2010-06-06T12:01:00Z')
    expect(moves('C-JAPAN')).toHaveLength(1)
    expect(moves('19:korea')).toEqual([])
    expect(
      (
        await nudged.bot.say(
          { platform: 'teams', tenant: 'tenant-korea', user: 'kim', name: '' },
          'deliveries',
        )
      ).text,
    ).not.toMatch(/moved|meeting/)
  })
})

describe('the next meeting', () => {
  it('that moves is told once in every channel, and no date moves with it', async () => {
    await nudged.bot.say(chair, 'follow tf digest for secretariat', inChannel('slack', 'C-CHAIR'))
    await say(chair, 'meeting 2011-11-08 to 2011-11-10 Bangkok, Thailand because of floods')
    await nudged.at('2010-06-06T12:01:00Z')
    for (const place of ['C-JAPAN', '19:korea', 'C-CHAIR'])
      expect(moves(place)).toEqual([
        expect.stringMatching(
          /^The next meeting has moved\n.*: Tuesday 8 November 2011 to Thursday 10 November 2011, Bangkok, Thailand \(in 520 days\)\.\nUntil now: Tuesday 11 October 2011, Hua Hin, Thailand\.\n"floods"\nDecided by Berg Anna\. Agreed dates stay as they are/,
        ),
      ])
    await nudged.at('2010-06-07T00:01:00Z')
    expect(posts()).toHaveLength(3)
    expect(nudged.nudgesIn('C-JAPAN')).toHaveLength(1)
    expect(await say(chair, 'deliveries')).toContain('notice of the next meeting · #c-japan on Slack · sent')
  })
})
