import {
  type Action,
  actions,
  code,
  type Inline,
  list,
  small,
  strong,
  text,
  type View,
} from '../chat/view.ts'
import { type Channel, type ChannelOwner, type Follow, nextDigest } from '../domain/channel.ts'
import type { Directory } from '../domain/facts.ts'
import { dayIn, fullDate, timeIn } from '../time.ts'
import { cityOf, counted, listed, platformNames } from './words.ts'

/** The administration, area or region that an owner is, or coordinates, by its name; '' for the secretariat. */
export function ownerName(owner: ChannelOwner, { administrations, areas, regions }: Directory): string {
  switch (owner.kind) {
    case 'administration':
      return (
        administrations.find(({ id }) => id === owner.administrationId)?.customsName ?? 'its administration'
      )
    case 'area coordinators':
      return areas.find(({ id }) => id === owner.areaId)?.code ?? 'an area of another programme'
    case 'region':
    case 'region coordinators':
      return regions.find(({ id }) => id === owner.regionId)?.name ?? 'a region of another programme'
    case 'secretariat':
      return ''
  }
}

/** `Japan Customs`, `the coordinators of IPR`, `the region Asia`, `the secretariat`: whose channel it is. */
export function ownerWords(owner: ChannelOwner, directory: Directory): string {
  const name = ownerName(owner, directory)
  switch (owner.kind) {
    case 'administration':
      return name
    case 'region':
      return `the region ${name}`
    case 'area coordinators':
    case 'region coordinators':
      return `the coordinators of ${name}`
    case 'secretariat':
      return 'the secretariat'
  }
}

/** `updates, nudges and digest`. */
export const wantsWords = ({ updates, nudges, digest }: Omit<Follow, 'areaId'>): string =>
  listed([...(updates ? ['updates'] : []), ...(nudges ? ['nudges'] : []), ...(digest ? ['digest'] : [])])

/** `IPR: nudges and digest`, one for each area, in the programme's order; those of other programmes are counted. */
export function followsWords(follows: Follow[], { areas }: Directory): string[] {
  const named = areas.flatMap(({ id, code: area }) => {
    const follow = follows.find(({ areaId }) => areaId === id)
    return follow ? [`${area}: ${wantsWords(follow)}`] : []
  })
  const others = follows.length - named.length
  return others === 0 ? named : [...named, `${counted(others, 'area')} of other programmes`]
}

/** `The next digest comes on Monday 14 June 2010 at 09:00 (Athens).` `now` is an instant. */
export function nextDigestWords(channel: Channel, now: Date): string {
  const next = nextDigest(channel, now)
  if (next === null) return 'No digest comes, because none was asked for.'
  const { timeZone: zone } = channel
  const [day, time] = [dayIn(next.moment, zone), timeIn(next.moment, zone)]
  return `The next digest comes on ${fullDate(day)} at ${time} (${cityOf(zone)}).`
}

/** At which time of a channel's day nudges go out (product: "At 09:00 of the channel's zone"). */
const nudgesAt = '09:00'

/** When what a channel asked for comes. */
export function timesWords(channel: Channel, now: Date): string {
  const nudges = channel.follows.some((each) => each.nudges)
    ? `Nudges come at ${nudgesAt} (${cityOf(channel.timeZone)}) on working days. `
    : ''
  return nudges + nextDigestWords(channel, now)
}

/**
 * What a channel follows, whose it is, and when what it asked for comes.
 *
 * @param head said first, in bold: `Recorded.`; '' for a question; @param shared whether people of other organisations read it too
 * @param changedBy who changes it, where that is not the asker: they are told who, and get no button for it
 */
export function channelView(
  head: string,
  channel: Channel,
  directory: Directory,
  now: Date,
  { shared = false, changedBy }: { shared?: boolean | undefined; changedBy?: string } = {},
): View {
  const { owner, follows } = channel
  const whose = ownerWords(owner, directory)
  const shows = owner.kind === 'region' ? 'everyone admitted' : whose
  const [only, ...others] = followsWords(follows, directory)
  const start: Inline[] = head === '' ? [] : [strong(head), ' ']
  const what =
    others.length === 0
      ? [text(...start, `This channel follows ${only}.`)]
      : [text(...start, 'This channel follows:'), list([only!, ...others].map((line) => [line]))]
  return {
    blocks: [
      ...what,
      text(`It belongs to ${whose}, and shows what ${shows} may read.`),
      ...(shared
        ? [text('It is shared with other organisations: all who are in it read what I post here.')]
        : []),
      text(timesWords(channel, now)),
      ...(changedBy === undefined
        ? [small(...changingWords(channel, directory)), actions(changeHere, digestHere)]
        : [small(`What it follows is changed by ${changedBy}.`), actions(digestHere)]),
    ],
  }
}

const changeHere: Action = { label: 'Change', line: 'follow', form: true, about: 'Change what it follows' }

/** What a digest would say now. */
export const digestHere: Action = { label: 'See the digest', line: 'digest' }

/** How to change it, with what is not asked for yet. */
function changingWords({ follows }: Channel, { areas }: Directory): Inline[] {
  const area =
    areas.find(({ id }) => follows.some(({ areaId }) => areaId === id))?.code.toLowerCase() ?? 'ipr'
  return [
    'To change it: ',
    code(`follow ${area} updates nudges digest`),
    ', ',
    code('schedule digest monday 09:00'),
    ', ',
    code('timezone europe/athens'),
    ', ',
    code(`unfollow ${area}`),
    '.',
  ]
}

/** The speaker's own channels, wherever they are asked for, and how many others there are. */
export function channelsView(own: Channel[], others: number, directory: Directory): View {
  const more = others === 0 ? [] : [small(`${counted(others, 'channel')} of others.`)]
  const hint = small(
    'In a channel, ',
    code('follow ipr'),
    ' sets it up, and ',
    code('following'),
    ' shows it.',
  )
  if (own.length === 0) return { blocks: [text('No channel of yours follows an area yet.'), ...more, hint] }
  return {
    title: 'Channels that follow areas',
    blocks: [list(own.map((channel) => [lineOf(channel, directory)])), ...more, hint],
  }
}

function lineOf({ name, platform, owner, follows, timeZone }: Channel, directory: Directory): string {
  const where = `${name === '' ? 'a channel' : name} on ${platformNames[platform]}`
  const what = followsWords(follows, directory).join(' · ')
  return `${where} (${ownerWords(owner, directory)}, ${cityOf(timeZone)}): ${what}`
}

/** That a channel follows nothing any more. */
export function unfollowedView(head: string): View {
  return {
    blocks: [
      text(
        strong(head),
        ' This channel follows nothing any more: its cards are taken away, and nothing more is posted here unasked.',
      ),
      small('To follow again: ', code('follow ipr'), '.'),
      actions({ label: 'Follow again', line: 'follow', form: true }),
    ],
  }
}
