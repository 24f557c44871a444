import { isDeepStrictEqual } from 'node:util'
import { drawMessage } from '../../adapters/terminal/message.ts'
import { operator } from '../../src/bot.ts'
import { plainText } from '../../src/chat/plain-text.ts'
import { dayIn, fullDate, timeIn } from '../../src/time.ts'
import { cityOf, listed } from '../../src/views/words.ts'
import { invitationCode } from '../support/bot.ts'
import { readSlack } from './read-slack.ts'
import { readTeams } from './read-teams.ts'
import type { Screen } from './screen.ts'
import { type Happened, watchSlack, watchTeams } from './watch.ts'
import { openWorld } from './world.ts'

/** Somebody in the demonstration; what they type goes to `place`, a channel of theirs. */
export type Player = {
  platform: 'slack' | 'teams'
  user: string
  name: string
  /** as who they speak, in a sentence; and in an invitation */
  role: string
  invited: string
  zone: string
  place: string
}

/** Where somebody on Teams talks with the bot alone. */
const alone = 'alone'

/** A channel, by the platform's id of it. */
export type Channel = { name: string; zone: string }

export type Stage = Awaited<ReturnType<typeof openStage>>

/** A stage on which people speak, time passes, and everything that is said is printed as it is read where it stands. */
export async function openStage(
  screen: Screen,
  at: string,
  players: Player[],
  channels: Map<string, Channel>,
) {
  const counts = { posted: 0, changed: 0, removed: 0, said: 0 }
  const names = new Map(players.map(({ user, name }) => [user, name]))
  const world = await openWorld(at, () => tell())
  const { clock, slack, teams } = world
  const watches = [watchSlack(slack.standIn, names), watchTeams(teams.standIn)]
  for (const [id, { name }] of channels)
    if (id.startsWith('C')) slack.standIn.channels.set(id, { name: name.replace(/^#/, ''), is_member: true })
  const team = '19:team@thread.tacv2'
  const teamChannels = [...channels].filter(([id]) => id.startsWith('19:'))
  teams.standIn.channels.set(team, [{ id: team }, ...teamChannels.map(([id, { name }]) => ({ id, name }))])

  const wall = (zone: string) =>
    `${fullDate(dayIn(clock.now(), zone))}, ${timeIn(clock.now(), zone)} (${cityOf(zone)})`
  /** `#asem-japan (Slack) and ASEM Korea (Teams)`; of several messages in one channel, how many. */
  const placesOf = (there: Channel[]): string =>
    listed(
      [...new Set(there.map(({ name }) => name))].map((name) => {
        const count = there.filter((each) => each.name === name).length
        return count > 1 ? `${name}, ${count} messages` : name
      }),
    )
  /** The same instant on the walls of several zones; a day is said once. */
  const walls = (zones: string[]): string => {
    const shown = new Map<string, string[]>()
    for (const zone of new Set(zones)) {
      const [time = ''] = wall(zone).split(' (')
      shown.set(time, [...(shown.get(time) ?? []), cityOf(zone)])
    }
    const said = [...shown].map(([time, there]) => `${time} (${there.join(', ')})`)
    const day = said[0]?.split(', ')[0] ?? ''
    return said.map((each, at) => (at > 0 ? each.replace(`${day}, `, '') : each)).join('; ')
  }
  const placed = (id: string): Channel => {
    const channel = channels.get(id)
    if (channel) return { ...channel, name: `${channel.name} (${id.startsWith('C') ? 'Slack' : 'Teams'})` }
    const person = players.find(({ user }) => id === `D${user}` || id === `a:${user}`)
    if (!person) throw new Error(`nobody knows the place ${id}`)
    return { name: `directly to ${person.name}`, zone: person.zone }
  }
  const passed = (): Happened[] => watches.flatMap((watch) => watch.happened())

  /** Prints what was said unasked since the last time. What several channels read alike is drawn once. */
  async function tell(): Promise<void> {
    const alike = new Map<string, { message: Omit<Happened, 'conversation'>; channels: Channel[] }>()
    for (const { conversation, ...message } of passed()) {
      counts[message.change] += 1
      // An edit may be made in case something changed.
      if (message.change === 'changed' && isDeepStrictEqual(message.show, message.before)) continue
      const key = drawMessage({ ...message, place: '', at: '' }, { width: 80, colour: false })
      const channel = placed(conversation)
      const before = alike.get(key)
      if (before) before.channels.push(channel)
      else alike.set(key, { message, channels: [channel] })
    }
    for (const { message, channels: there } of alike.values()) {
      const at = walls(there.map(({ zone }) => zone))
      await screen.message({ ...message, place: placesOf(there), at })
    }
  }

  /** One line, as the platform delivers it. @returns the answers, as they are read there, and by whom */
  async function ask({ platform, user, name, place }: Player, line: string) {
    if (platform === 'slack') {
      const { body } = await slack.workspace.command(line, { user, name, channel: place })
      return body ? [{ show: readSlack(body, names), by: `${name} alone` }] : []
    }
    const { messages } = await (place === alone
      ? teams.tenant.personal(line, { user, name })
      : teams.tenant.channel(line, { user, name, conversation: place }))
    return messages.map(({ conversation, card, text }) => ({
      show: readTeams(card ? { attachments: [{ content: card }] } : { text }),
      by: conversation.startsWith('a:') ? `${name} alone` : 'everybody there',
    }))
  }

  /** Somebody says something, and is answered. */
  async function says(player: Player, line: string): Promise<void> {
    const { platform, name, role, place, zone } = player
    const typed = platform === 'slack' ? `/asem ${line}` : place === alone ? line : `@ASEM ${line}`
    const where = place === alone ? 'to the bot' : `in ${placed(place).name}`
    counts.said += 1
    await screen.said(wall(zone), `${name}, ${role}`, where, typed)
    const answers = await ask(player, line)
    // Answers are no messages said unasked.
    passed()
    if (answers.length === 0) throw new Error(`nothing answered "${line}"`)
    for (const { show, by } of answers)
      await screen.message({
        change: 'posted',
        place: `read by ${by}`,
        at: '',
        under: false,
        show,
        before: null,
      })
  }

  /** Somebody uses an invitation that the operator made for them. */
  async function joins(player: Player): Promise<void> {
    const invitation = await world.bot.handle({
      id: `demo:${player.user}`,
      from: operator,
      at: { platform: 'terminal', tenant: 'local', conversation: 'operator' },
      seenBy: 'asker',
      paged: false,
      input: { text: `invite ${player.invited}` },
    })
    const privately = player.platform === 'teams' ? { ...player, place: alone } : player
    await says(privately, `join ${invitationCode(invitation ? plainText(invitation.show) : '')}`)
  }

  /** Time passes until an instant. */
  const until = (instant: string): Promise<void> => world.until(instant)

  /** What came of it, in a few counts. */
  function counted(): string {
    const standing = [...channels].flatMap(([id, { name }]) => {
      const count = (id.startsWith('C') ? slack : teams).standIn.messages(id).length
      return count > 0 ? [`${count} in ${name}`] : []
    })
    const { said, posted, changed, removed } = counts
    return [
      `${said} lines typed by people, each answered.`,
      `${posted} messages said by the bot itself, ${changed} changes in place, ${removed} removals.`,
      `Standing now: ${listed(standing)}.`,
    ].join('\n')
  }

  return { world, counted, scene: screen.scene, until, says, joins }
}
