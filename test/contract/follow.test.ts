import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import type { Messenger } from '../../src/chat/platform.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'
import { type ServedSlack, slackServed, teamsServed } from './platforms.ts'
import { slackHands } from './slack-hands.ts'

/** `follow` where it is really said: the platform is asked what the place is, and who reads the answer. */

let bot: TestBot
let slack: ServedSlack
let teams: Awaited<ReturnType<typeof teamsServed>>

beforeAll(async () => {
  const messengers: { [platform: string]: Messenger } = {}
  bot = await testBot({ look: async (at) => (await messengers[at.platform]?.look(at)) ?? null })
  slack = await slackServed(bot)
  teams = await teamsServed(bot)
  Object.assign(messengers, { slack: slack.messenger, teams: teams.messenger })
  const join = async (role: string) =>
    `join ${invitationCode((await bot.say(operator, `invite ${role}`)).text)}`
  await slack.workspace.command(await join('japan member'))
  await teams.tenant.personal(await join('korea member'), { user: 'kim' })
})
afterAll(async () => {
  await slack.close()
  await teams.close()
  await bot.close()
})

const channels = async () =>
  (await bot.store.db.prisma.channel.findMany({ orderBy: { id: 'asc' } })).map(
    ({ conversation, name, retiredWhy }) => [conversation, name, retiredWhy],
  )

describe('on Slack', () => {
  it.each([
    ['not in the channel', { is_member: false }, 'Add me to this channel first'],
    ['archived', { is_archived: true }, 'This channel is archived'],
  ])('%s: said with the step that mends it', async (_, channel, expected) => {
    slack.standIn.channels.set('C0OUT', channel)
    expect((await slack.workspace.command('follow ipr', { channel: 'C0OUT' })).text).toContain(expected)
    expect(await channels()).toEqual([])
  })

  it('shared with other organisations: refused for what is one administration’s alone', async () => {
    slack.standIn.channels.set('C0SHARED', { is_ext_shared: true })
    expect((await slack.workspace.command('follow ipr and tf', { channel: 'C0SHARED' })).text).toContain(
      'This channel is shared with other organisations, who would read what is for Japan Customs: in a channel of your own, say follow ipr and tf.',
    )
    expect(await channels()).toEqual([])
  })

  it('a direct message says what to do instead', async () => {
    expect((await slack.workspace.directMessage('follow ipr')).text).toContain('this is a direct message')
    expect(await channels()).toEqual([])
  })

  it('is asked for in a form, whose boxes stand together; none ticked is a mistake at them', async () => {
    const hands = slackHands(slack, 'U0KEIKO')
    const { form } = await hands.say('follow')
    expect(form?.fields.map(({ name, value }) => `${name} ${value ?? 'no'}`)).toEqual([
      'area:tf no',
      'area:ipr no',
      'area:env no',
      'area:biz no',
      'nudges yes',
      'digest yes',
      'updates no',
    ])
    const mistaken = await hands.fill({ nudges: 'no', digest: 'no' })
    expect(mistaken.form?.fields[0]?.mistake).toBe('Choose at least one area.')
    const { text } = await hands.fill({ 'area:ipr': 'yes', 'area:env': 'yes', updates: 'yes' })
    expect(text).toMatch(/IPR: updates[\s\S]*ENV: updates/)
    expect(text).not.toMatch(/TF|BIZ|digest and/)
    await slack.workspace.command('unfollow all')
    await bot.store.db.prisma.channel.deleteMany()
  })

  it('follows in a channel by its name; the answer is the asker’s', async () => {
    const { text, method } = await slack.workspace.mention('follow ipr')
    expect(text).toContain('This channel follows IPR: nudges and digest.')
    expect(method).toBe('chat.postEphemeral')
    expect(await channels()).toEqual([['C0PLENARY', '#plenary', null]])
    expect((await slack.workspace.command('unfollow all')).text).toContain('follows nothing any more')
  })
})

describe('on Teams', () => {
  const channel = '19:plenary@thread.tacv2'
  const words = async (said: ReturnType<typeof teams.tenant.channel>) =>
    (await said).messages.map(({ conversation, text }) => `${conversation} ${text}`).join('\n')

  it('a personal chat says what to do instead', async () => {
    expect(await words(teams.tenant.personal('follow ipr', { user: 'kim' }))).toContain(
      'this is a direct message',
    )
  })

  it('follows in a channel, whichever thread it is said in, and everybody there reads so', async () => {
    const said = await words(teams.tenant.channel('follow ipr updates', { user: 'kim', thread: '100' }))
    expect(said).toMatch(/^19:plenary@thread\.tacv2;messageid=100 /)
    expect(said).toContain('This channel follows IPR: updates.')
    expect((await channels()).at(-1)).toEqual([channel, 'Plenary', null])
    expect(await words(teams.tenant.channel('following', { user: 'kim', thread: '200' }))).toContain(
      'It belongs to Korea Customs Service',
    )
  })

  it('there, an answer is read for its owner: what is on hold too', async () => {
    await teams.tenant.personal('update ipr-2 on track Comments sent', { user: 'kim' })
    const ask = (where: string) =>
      words(teams.tenant.channel('status ipr-2', { user: 'kim', conversation: where }))
    expect(await ask(channel)).toContain('Comments sent')
    expect(await ask('19:another@thread.tacv2')).not.toContain('Comments sent')
  })

  it('a group chat follows as well', async () => {
    expect(await words(teams.tenant.group('follow tf', { user: 'kim' }))).toContain('This channel follows TF')
  })
})
