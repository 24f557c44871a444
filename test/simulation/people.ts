import type { Request } from '../../src/chat/request.ts'
import type { Random } from '../hostile/random.ts'
import { plus } from './calendar.ts'
import type { Facts } from './facts.ts'
import { cast, type Name, names, type Say } from './record.ts'

/** What people say, by chance. */

/** A channel in which somebody sets up what it follows. */
export const channels = [
  { conversation: 'C-JAPAN', by: 'sato', for: '' },
  { conversation: '19:korea', by: 'kim', for: '' },
  { conversation: 'C-GREECE', by: 'nikos', for: '' },
  { conversation: 'C-IPR', by: 'papadakis', for: '' },
  { conversation: '19:tf', by: 'lim', for: '' },
  { conversation: '19:asia', by: 'tan', for: ' for asia' },
  { conversation: '19:asia-coordinators', by: 'tan', for: ' for coordinators' },
  { conversation: 'C-CHAIR', by: 'chair', for: '' },
] as const satisfies readonly { conversation: string; by: Name; for: string }[]

/** A word that stands in one version of one update only, and nowhere else. */
export const markers = /Kestrel\d+q/g

const members = ['sato', 'mori', 'kim', 'park', 'nikos'] as const
const zones = [
  'Asia/Tokyo',
  'Asia/Seoul',
  'Europe/Athens',
  'UTC',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
]

/** One thing said: by whom, and where if not directly. */
export type Line = { by: Name; text: string; marker?: string; at?: Partial<Request> }

const inChannel = ({ conversation, by }: (typeof channels)[number]): Partial<Request> => {
  const { platform, tenant } = cast[by].who
  return { at: { platform, tenant, conversation }, seenBy: platform === 'teams' ? 'everyone' : 'asker' }
}

const follows = (random: Random, channel: (typeof channels)[number], areas: string): Line => {
  const wants = random.pick([
    '',
    ' nudges',
    ' updates nudges digest',
    ' updates nudges digest',
    ' digest',
    ' updates',
  ])
  return { by: channel.by, text: `follow ${areas}${wants}${channel.for}`, at: inChannel(channel) }
}

/** How a programme begins: who leads, what is agreed, which channels follow. @param days how long it goes on */
export function opening(random: Random, facts: Facts, days: number): Line[] {
  const today = new Date(facts.at).toISOString().slice(0, 10)
  const lines: Line[] = []
  for (const { code } of facts.activities)
    if (random.chance(0.5))
      lines.push({
        by: 'chair',
        text: `lead ${code} ${random.pick(['japan', 'korea', 'greece', 'thailand', 'japan and greece'])}`,
      })
  for (const by of ['sato', 'kim', 'nikos'] as const)
    for (const { code } of facts.activities)
      if (random.chance(0.4)) lines.push({ by, text: `take part ${code}` })
  for (const { code } of facts.milestones.filter(() => random.chance(0.25)))
    for (const by of ['sato', 'kim', 'nikos', 'papadakis', 'lim'] as const)
      lines.push({ by, text: `agree ${code} on ${plus(today, 1 + random.int(days))}` })
  for (const channel of channels)
    if (random.chance(0.45))
      lines.push(follows(random, channel, random.pick(['all', 'ipr', 'tf and ipr', 'tf', 'env and ipr'])))
  if (random.chance(0.5)) lines.push({ by: 'sato', text: 'role me alternate mori' })
  if (random.chance(0.3)) lines.push({ by: 'kim', text: 'role me alternate nikos' })
  if (random.chance(0.3)) lines.push({ by: 'papadakis', text: 'role me coordinator ipr alternate sato' })
  return lines
}

/** One thing somebody says on an ordinary day. @param near the code of an activity that it is about, if it is about one */
export function anything(random: Random, facts: Facts, numbered: number, near: string | null): Line {
  const today = new Date(facts.at).toISOString().slice(0, 10)
  const activity = near ?? random.pick(facts.activities).code
  const open = facts.milestones.filter(({ state }) => state === 'agreed')
  const milestone = random.pick(open.length > 0 && random.chance(0.8) ? open : facts.milestones).code
  const by = random.pick(members)
  const coordinator = milestone.startsWith('TF') ? ('lim' as const) : ('papadakis' as const)
  const channel = random.pick(channels)
  const marker = `Kestrel${numbered}q`
  const outlook = random.pick(['', 'on track ', 'at risk ', 'off track '])
  const day = plus(today, 1 + random.int(90))
  const kinds: [number, () => Line][] = [
    [14, () => ({ by, text: `update ${activity} ${outlook}${marker} drafted`, marker })],
    [4, () => ({ by, text: `edit ${activity} ${marker} instead`, marker })],
    [4, () => ({ by, text: `withdraw ${activity}` })],
    [3, () => ({ by, text: 'send now' })],
    [
      6,
      () => ({
        by: random.pick([by, coordinator]),
        text: `done ${milestone} https://example.org/${numbered}`,
      }),
    ],
    [4, () => ({ by: random.pick([by, coordinator]), text: `agree ${milestone} on ${day}` })],
    [6, () => ({ by: coordinator, text: `move ${milestone} to ${day} because it is late` })],
    [1, () => ({ by: coordinator, text: `move ${milestone} to waiting for OLAF because they have it` })],
    [2, () => ({ by: coordinator, text: `plan ${activity} ${day} Step ${numbered}` })],
    [5, () => ({ by: random.pick([by, coordinator]), text: `snooze ${milestone} ${1 + random.int(25)}d` })],
    [1, () => ({ by, text: `snooze ${milestone} off` })],
    [4, () => ({ by: random.pick(names), text: `away until ${plus(today, 1 + random.int(40))}` })],
    [3, () => ({ by: random.pick(names), text: 'back' })],
    [2, () => follows(random, channel, random.pick(['all', 'ipr', 'tf', 'env', 'biz']))],
    [
      2,
      () => ({
        by: channel.by,
        text: `unfollow ${random.pick(['all', 'ipr', 'tf'])}`,
        at: inChannel(channel),
      }),
    ],
    [2, () => ({ by: channel.by, text: `timezone ${random.pick(zones)}`, at: inChannel(channel) })],
    [
      1,
      () => ({
        by: channel.by,
        text: `schedule digest ${random.pick(['monday 09:00', 'friday 17:30', 'sunday 00:00'])}`,
        at: inChannel(channel),
      }),
    ],
    [1, () => ({ by, text: random.pick(['hold off', 'hold 10m', 'hold 24h']) })],
    [
      2,
      () => ({
        by,
        text: random.pick([`take part ${activity}`, `not taking part ${activity} because busy`]),
      }),
    ],
    [2, () => ({ by, text: `pledge ${activity} by ${day} Sentence ${numbered}` })],
    [1, () => ({ by: 'chair', text: `lead ${activity} ${random.pick(['japan', 'korea', 'none'])}` })],
    [1, () => ({ by: coordinator, text: `confirm ${activity} ${random.pick(['limited', 'substantial'])}` })],
    [1, () => ({ by: 'papadakis', text: `take part ${activity} for korea` })],
  ]
  let left = random.int(kinds.reduce((sum, [weight]) => sum + weight, 0))
  for (const [weight, line] of kinds) {
    if (left < weight) return line()
    left -= weight
  }
  throw new Error('no such weight')
}

/** @returns what the bot answered */
export const speak = (say: Say, { by, text, at }: Line): Promise<string> => say(cast[by].who, text, at)
