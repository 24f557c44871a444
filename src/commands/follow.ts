import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import {
  type Channel,
  type ChannelOwner,
  type ChannelPlatform,
  type Follow,
  isSameOwner,
  mayBeShared,
} from '../domain/channel.ts'
import { type ChannelSetting, channelAt, findChannel, keepChannel, lockChannel } from '../store/channels.ts'
import { channelView, ownerWords } from '../views/following.ts'
import { listed } from '../views/words.ts'
import { ownerFor } from './channel-owner.ts'
import { answer, type Context, defineCommand, refuse } from './command.ts'
import { type FollowWords, readFollow, usualWants } from './follow-words.ts'
import { followForm } from './forms/follow.ts'
import { tidy } from './parse.ts'
import { nearest } from './subject.ts'
import { channelAgain, mayFollowFor, refuseElsewhere, refuseOthers } from './this-channel.ts'

/** Characters of a channel's name that are kept: Slack's longest. */
const nameLimit = 80

/** ISO weekday and wall time of a digest, until `schedule digest` says another. */
const usualDigest = { weekday: 1, at: '09:00' }

/** `follow ipr`, `follow ipr and tf updates for japan`: what this channel is told. */
export const follow = defineCommand({
  name: 'follow',
  also: ['subscribe', 'subscribe to'],
  summary: 'this channel follows an area: reminders and a weekly digest, unless you say otherwise',
  usage: [
    'follow ipr',
    'follow ipr updates nudges digest',
    'follow all digest',
    'follow ipr for japan',
    'follow ipr for coordinators',
  ],
  may: 'admitted',
  changes: true,
  looks: true,
  args: z.object({ words: z.string() }),
  read: (words) => ({ words: words.replace(/\s+/g, ' ').trim() }),
  run: async ({ words }, context) => {
    const { db, directory, request } = context
    const elsewhere = refuseElsewhere(words === '' ? 'follow ipr' : `follow ${words}`, context)
    if (elsewhere) return elsewhere
    const said = readFollow(words, directory)
    const refused = refuseAreas('follow', said, context)
    if (refused) return refused
    await lockChannel(db, request.at)
    const before = await channelAt(db, request.at)
    const standing = before?.retiredAt === null ? before : null
    const verdict = standing ? mayFollowFor(standing.owner, context) : null
    if (standing && verdict && !verdict.allowed) return refuseOthers(standing, verdict.who, context)
    const owned = ownerFor(words, said, before, context)
    if ('refusal' in owned) return owned.refusal
    const { place } = context
    if (place && !place.reach.ok) return refuse(place.reach.mend)
    if (place?.shared && !mayBeShared(owned.owner)) return refuseShared(owned.owner, said, context)
    return keep(settingFor(owned.owner, said, { before, standing }, context), standing, context)
  },
  form: followForm,
  again: ({ id }, context) => channelAgain(id, context),
})

/** The refusal where people of other organisations would read what is for the owner's own. */
const refuseShared = (owner: ChannelOwner, { areas }: FollowWords, { directory }: Context): Reply =>
  refuse(
    `This channel is shared with other organisations, who would read what is for ${ownerWords(owner, directory)}: in a channel of your own, say `,
    code(`follow ${listed(areas.map(({ code: area }) => area.toLowerCase()))}`),
    '.',
  )

/** The refusal for words that name no area. */
export function refuseAreas(
  word: string,
  { areas, unknown }: FollowWords,
  { directory }: Context,
): Reply | null {
  const example = directory.areas.find(({ code: area }) => area.endsWith('IPR')) ?? directory.areas[0]
  const line = code(`${word} ${example?.code.toLowerCase() ?? 'all'}`)
  if (unknown !== null) {
    const near = nearest(
      unknown.replace(/[-\d.]+$/, ''),
      directory.areas.flatMap(({ code: area, shortName }) => [area, shortName]),
    )?.toLowerCase()
    return near
      ? refuse(
          'A channel follows areas, and "',
          unknown,
          '" is none. Did you mean ',
          code(`${word} ${near}`),
          '?',
        )
      : refuse('A channel follows areas, and "', unknown, '" is none. For example: ', line)
  }
  return areas.length > 0
    ? null
    : refuse('Say which areas, for example: ', line, ', or ', code(`${word} all`), '.')
}

/** The channel as it is to be. One that was retired begins anew, with the times of its owner's that it had. */
function settingFor(
  owner: ChannelOwner,
  { areas, wants }: FollowWords,
  { before, standing }: { before: Channel | null; standing: Channel | null },
  { request, place, zone, directory }: Context,
): ChannelSetting {
  const { platform, tenant, conversation } = request.at
  const known = standing ?? (before && isSameOwner(before.owner, owner) ? before : null)
  const home = owner.kind === 'administration' ? owner.administrationId : null
  const follows = areas.map(({ id }): Follow => ({ areaId: id, ...(wants ?? usualWants) }))
  const kept = standing?.follows.filter(({ areaId }) => areas.every(({ id }) => id !== areaId)) ?? []
  return {
    platform: platform as ChannelPlatform,
    tenant,
    conversation,
    name: place
      ? [...tidy(place.name).replaceAll('\n', ' ')].slice(0, nameLimit).join('')
      : (before?.name ?? ''),
    owner,
    timeZone: known?.timeZone ?? directory.administrations.find(({ id }) => id === home)?.timeZone ?? zone,
    digest: known?.digest ?? usualDigest,
    follows: [...kept, ...follows].sort((one, other) => one.areaId - other.areaId),
  }
}

async function keep(setting: ChannelSetting, standing: Channel | null, context: Context): Promise<Reply> {
  const { db, directory, now } = context
  const fields = standing ? changedFields(setting, standing) : ['owner', 'timeZone', 'follows']
  const id = standing && fields.length === 0 ? standing.id : await keepChannel(db, setting, now)
  await context.changed('channel follows', { kind: 'channel', id }, fields)
  const channel = await findChannel(db, id)
  if (!channel) throw new Error(`the channel with id ${id} is gone`)
  const head = fields.length === 0 ? 'Already so.' : 'Recorded.'
  return answer(channelView(head, channel, directory, now, { shared: context.place?.shared }))
}

const changedFields = (setting: ChannelSetting, before: Channel): string[] => [
  ...(setting.name === before.name ? [] : ['name']),
  ...(isSameOwner(setting.owner, before.owner) ? [] : ['owner']),
  ...(isSameFollows(setting.follows, before.follows) ? [] : ['follows']),
]

const isSameFollows = (one: Follow[], other: Follow[]): boolean =>
  one.length === other.length &&
  one.every((each, at) => {
    const { areaId, updates, nudges, digest } = other[at]!
    return (
      each.areaId === areaId && each.updates === updates && each.nudges === nudges && each.digest === digest
    )
  })
