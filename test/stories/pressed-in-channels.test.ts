import { afterAll, beforeAll, expect, it } from 'vitest'
import { slackHands } from '../contract/slack-hands.ts'
import { teamsHands } from '../contract/teams-hands.ts'
import { onTwoPlatforms, type TwoPlatforms, teamsChannel } from './two-platforms.ts'

/**
 * A reminder stands in Korea's channel on Teams, and one in Japan's on Slack; each owes one date, and is told of the other's. People press
 * what stands there: somebody whom nobody knows, somebody whose date it is not, and at last somebody who owes it.
 */

let world: TwoPlatforms
const onTeams = (user: string) => teamsHands(world.teams, user)
const reminder = () => {
  const found = world.teams.standIn.messages(teamsChannel).find(({ text }) => text.includes('(IPR-2.2)'))
  if (!found) throw new Error('no reminder of IPR-2.2 on Teams')
  return found
}
const onSlack = (user: string) => slackHands(world.slack, user, { channel: 'C0JAPAN' })
const reminderOnSlack = () => {
  const found = world.slack.standIn.messages('C0JAPAN').find(({ text }) => text.includes('IPR-1.3'))
  if (!found) throw new Error('no reminder of IPR-1.3 on Slack')
  return found
}
const inChannel = () => world.teams.standIn.messages(teamsChannel).filter(({ onlyFor }) => onlyFor === null)
const delivered = async () =>
  (await world.bot.store.db.query(`SELECT 1 FROM "Milestone" WHERE "state" = 'delivered'`, [])).length

beforeAll(async () => {
  // Sunday 6 June 2010
  world = await onTwoPlatforms('2010-06-06T12:00:00Z')
  await world.admit('U0ELENI', 'coordinator ipr')
  await world.admit('U0SATO', 'japan member')
  await world.admit('kim', 'korea member')
  await world.admit('chai', 'thailand member')
  await world.onSlack('U0ELENI', 'C0HOME', 'lead ipr-2 korea')
  await world.onSlack('U0ELENI', 'C0HOME', 'lead ipr-1 japan')
  await world.onSlack('U0SATO', 'C0HOME', 'agree ipr-1.3')
  await world.onTeams('kim', 'agree ipr-2.2')
  await world.onSlack('U0SATO', 'C0JAPAN', 'follow ipr nudges')
  await world.inTeamsChannel('kim', 'follow ipr nudges')
  await world.until('2010-06-07T00:10:00Z')
}, 60_000)
afterAll(() => world.close())

it('everybody in the channel sees the same buttons', () => {
  const card = JSON.stringify(reminder().card)
  for (const label of ['Delivered', 'Already sent', 'Later date', 'Snooze', 'Update'])
    expect(card).toContain(`"title":"${label}"`)
  expect(world.said('C0JAPAN', /Owner: Korea Customs Service/)).toHaveLength(1)
})

it('who may not is told who may, in private, and nothing changes', async () => {
  const [standing, count] = [reminder(), inChannel().length]
  for (const [user, expected] of [
    ['nobody', 'I work for invited customs administrations'],
    ['chai', 'is marked delivered by a member of Korea Customs Service, or the coordinator of IPR.'],
  ] as const)
    expect((await onTeams(user).pressIn(standing, 'Already sent')).text).toContain(expected)
  expect((await onTeams('chai').pressIn(standing, 'Snooze')).text).toContain(
    'Reminders of IPR-2.2 go to members of Korea Customs Service',
  )
  expect(inChannel()).toHaveLength(count)
  expect(reminder().edits).toBe(standing.edits)
  expect(await delivered()).toBe(0)
})

it('one answer is enough: it is recorded, and the reminder changes in both places', async () => {
  const standing = { ...reminder() }
  expect((await onTeams('kim').pressIn(standing, 'Already sent')).text).toContain(
    'Evidence: Sent, as reported on Monday 7 June 2010',
  )
  await world.until('2010-06-07T00:12:00Z')
  const [changed] = inChannel().filter(({ id }) => id === standing.id)
  expect(changed?.text).toContain('IPR-2.2: delivered on Monday 7 June 2010 by Korea Customs Service')
  expect(JSON.stringify(changed?.card)).not.toContain('Already sent')
  expect(world.said('C0JAPAN', /IPR-2\.2: delivered on Monday 7 June 2010/)).toHaveLength(1)
  // Somebody still has the old one before their eyes.
  expect((await onTeams('kim').pressIn(standing, 'Already sent')).text).toContain('Already delivered.')
  expect((await onTeams('kim').pressIn(standing, 'Snooze')).text).toContain('it is delivered')
  expect(await delivered()).toBe(1)
})

it('so it is on Slack: the answers of others are theirs alone, and a form is filled in from the reminder', async () => {
  const standing = { ...reminderOnSlack() }
  const count = world.slack.standIn.messages('C0JAPAN').length
  for (const [user, label, expected] of [
    ['U0NOBODY', 'Already sent', 'I work for invited customs administrations'],
    ['U0NOBODY', 'Delivered', 'I work for invited customs administrations'],
    ['U0ELENI', 'Snooze', 'Reminders of IPR-1.3 go to members of Japan Customs'],
  ] as const)
    expect((await onSlack(user).pressIn(standing, label)).text).toContain(expected)
  expect(world.slack.standIn.messages('C0JAPAN')).toHaveLength(count)
  const sato = onSlack('U0SATO')
  const { form } = await sato.pressIn(standing, 'Delivered')
  expect(form?.title).toBe('Delivered')
  const { text } = await sato.fill({ link: 'https://example.org/lessons', reference: 'Lessons learned' })
  expect(text).toContain('IPR-1.3')
  await world.until('2010-06-07T00:14:00Z')
  expect(reminderOnSlack().ts).toBe(standing.ts)
  expect(reminderOnSlack().text).toContain('IPR-1.3: delivered on Monday 7 June 2010 by Japan Customs')
  expect(JSON.stringify(reminderOnSlack().body)).not.toContain('Already sent')
  // Somebody still has the old one before their eyes.
  expect((await onSlack('U0SATO').pressIn(standing, 'Already sent')).text).toContain('Already delivered.')
  expect(await delivered()).toBe(2)
})
