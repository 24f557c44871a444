import type { Field } from '../../chat/form.ts'
import type { Channel } from '../../domain/channel.ts'
import type { Area } from '../../domain/facts.ts'
import { channelAt } from '../../store/channels.ts'
import { followsWords, ownerWords } from '../../views/following.ts'
import { listed } from '../../views/words.ts'
import { ownerFor } from '../channel-owner.ts'
import { type CommandForm, type Context, refuse, refuseClosed } from '../command.ts'
import { readFollow, usualWants, type Wants } from '../follow-words.ts'
import { mayFollowFor, refuseElsewhere, refuseOthers } from '../this-channel.ts'
import { mistakesIn } from './mistakes.ts'

const wanted: { name: keyof Wants; label: string; hint: string }[] = [
  { name: 'nudges', label: 'Reminders', hint: 'Before a date of an administration, and while it is past.' },
  { name: 'digest', label: 'Weekly digest', hint: 'On Mondays at 09:00, until you say otherwise.' },
  { name: 'updates', label: 'Updates', hint: 'Each one, under the card of its activity.' },
]

/** What the channel in which it is opened is told. */
export const followForm: CommandForm<{ words: string }> = {
  title: 'Follow areas',
  opens: (words) => words === '',
  draw: async (words, context) => {
    if (context.programme.closedAt) return refuseClosed(context.programme)
    const { directory, request, place, db } = context
    const elsewhere = refuseElsewhere('follow', context)
    if (elsewhere) return elsewhere
    const said = readFollow(words, directory)
    const before = await channelAt(db, request.at)
    const standing = before?.retiredAt === null ? before : null
    const verdict = standing ? mayFollowFor(standing.owner, context) : null
    if (standing && verdict && !verdict.allowed) return refuseOthers(standing, verdict.who, context)
    const owned = ownerFor(words, said, before, context)
    if ('refusal' in owned) return owned.refusal
    if (place && !place.reach.ok) return refuse(place.reach.mend)
    const [area] = said.areas
    const now = standing?.follows.find(({ areaId }) => areaId === area?.id)
    const wants = said.wants ?? now ?? usualWants
    const whose = ownerWords(owned.owner, directory)
    return {
      about: words.length <= 200 ? words : '',
      version: versionOf(standing),
      submit: 'Follow',
      notice: [
        [
          `This channel ${standing ? 'belongs' : 'will belong'} to ${whose}, and shows what ${whose} may read.`,
        ],
        ...(standing
          ? [
              [
                `It follows ${listed(followsWords(standing.follows, directory))}. Areas that you do not choose stay as they are.`,
              ],
            ]
          : []),
      ],
      fields: [
        ...areaFields(said.areas, context),
        ...wanted.map(
          (each): Field => ({
            kind: 'yes/no',
            required: false,
            group: 'What it is told',
            ...each,
            value: wants[each.name],
          }),
        ),
      ],
    }
  },
  read: async (values, about, { directory }) => {
    const areas = directory.areas.filter((area) => values[areaName(area)] === 'yes')
    const named = wanted.filter(({ name }) => values[name] === 'yes').map(({ name }) => name)
    const mistakes = mistakesIn({
      [areaName(directory.areas[0]!)]: areas.length === 0 ? 'Choose at least one area.' : null,
      nudges: named.length === 0 ? 'Choose at least one: reminders, the digest or updates.' : null,
    })
    if (Object.keys(mistakes).length > 0) return { mistakes }
    const { owner } = readFollow(about, directory)
    return {
      args: {
        words: [...areas.map(({ code }) => code), ...named, ...(owner === '' ? [] : ['for', owner])].join(
          ' ',
        ),
      },
    }
  },
}

/** How the name of an area's field begins; its code follows. */
const areaName = ({ code }: Area): string => `area:${code.toLowerCase()}`

const areaFields = (chosen: Area[], { directory: { areas } }: Context): Field[] =>
  areas.map((area) => ({
    kind: 'yes/no',
    group: 'Areas, one or more',
    name: areaName(area),
    label: `${area.code} ${area.name}`,
    required: false,
    value: chosen.includes(area),
  }))

const versionOf = (standing: Channel | null): string =>
  standing === null
    ? ''
    : JSON.stringify([
        standing.owner,
        standing.follows.map(({ areaId, ...wants }) => [areaId, ...Object.values(wants).map(Number)]),
      ]).slice(0, 300)
