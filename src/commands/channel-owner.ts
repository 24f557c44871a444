import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { Channel, ChannelOwner } from '../domain/channel.ts'
import type { Area } from '../domain/facts.ts'
import { coordinates, isSecretariat } from '../domain/permission.ts'
import { ownerWords } from '../views/following.ts'
import { type Context, refuse } from './command.ts'
import type { FollowWords } from './follow-words.ts'
import { plainLetters } from './letters.ts'
import { reportsFor } from './on-activity.ts'
import { findScope, type Scope } from './scope.ts'
import { nearestSubject } from './subject.ts'
import { mayFollowFor } from './this-channel.ts'

/**
 * Whose channel it is when nobody says so: that of a member's own administration; of the coordinators of what the speaker
 * coordinates, an area that is to be followed before others; of the secretariat. Null for those who set up none.
 */
export function usualOwner(followed: Area[], context: Context): ChannelOwner | null {
  const administration = reportsFor(context, null)
  if (administration) return { kind: 'administration', administrationId: administration.id }
  return coordinated(followed, context) ?? (isSecretariat(context.speaker) ? { kind: 'secretariat' } : null)
}

function coordinated(followed: Area[], { speaker, directory }: Context): ChannelOwner | null {
  const area = [...followed, ...directory.areas].find(({ id }) => coordinates(speaker, { areaId: id }))
  if (area) return { kind: 'area coordinators', areaId: area.id }
  const region = directory.regions.find(({ id }) => coordinates(speaker, { regionId: id }))
  return region ? { kind: 'region coordinators', regionId: region.id } : null
}

const ourselves = /^(?:us|me|we|our(?:selves)?|myself|our administration|my administration)$/
const coordinators = /\b(?:co-?ordinators?)\b/

/**
 * The owner that was named behind `for`: `japan`, `asia`, `coordinators`, `coordinators of asia`, `ipr`, `secretariat`.
 *
 * @param line the words of the command before `for`, to be said again
 */
export function namedOwner(
  words: string,
  line: string,
  followed: Area[],
  context: Context,
): { owner: ChannelOwner } | { refusal: Reply } {
  const said = plainLetters(words)
  if (ourselves.test(said)) {
    const owner = usualOwner(followed, context)
    if (owner) return { owner }
  }
  if (/^(?:the )?(?:secretariat|chair)$/.test(said)) return { owner: { kind: 'secretariat' } }
  const scope = said
    .replace(coordinators, ' ')
    .replace(/\b(?:the|of|region|area|in|for|all)\b/g, ' ')
    .trim()
  if (coordinators.test(said) && scope === '') {
    const owner = coordinated(followed, context) ?? ofOnlyArea(followed)
    if (owner) return { owner }
    return {
      refusal: refuse(
        'Say of what they are coordinators, for example: ',
        code(`${line} for coordinators of ipr`),
      ),
    }
  }
  const found = scope === '' ? null : findScope(context.directory, scope.replace(/\s+/g, ' '))
  const owner = found && ownerOf(found, coordinators.test(said))
  if (owner) return { owner }
  const near = nearestSubject(context.directory, words)?.toLowerCase()
  return {
    refusal: refuse(
      'I know nobody "',
      words,
      '" whose channel it could be. ',
      near && !/\d/.test(near) ? 'Did you mean ' : 'For example: ',
      code(`${line} for ${near && !/\d/.test(near) ? near : 'japan'}`),
      near && !/\d/.test(near) ? '?' : '',
    ),
  }
}

const ofOnlyArea = ([area, ...others]: Area[]): ChannelOwner | null =>
  area && others.length === 0 ? { kind: 'area coordinators', areaId: area.id } : null

function ownerOf(scope: Scope, asCoordinators: boolean): ChannelOwner | null {
  if (scope.kind === 'area') return { kind: 'area coordinators', areaId: scope.area.id }
  if (scope.kind === 'region')
    return { kind: asCoordinators ? 'region coordinators' : 'region', regionId: scope.region.id }
  return asCoordinators ? null : { kind: 'administration', administrationId: scope.administration.id }
}

/** Whose channel it becomes, or stays: as it is said, else as it was, else the speaker's own. */
export function ownerFor(
  words: string,
  { areas, owner: said }: FollowWords,
  before: Channel | null,
  context: Context,
): { owner: ChannelOwner } | { refusal: Reply } {
  if (said === '') {
    const kept = before && mayFollowFor(before.owner, context).allowed ? before.owner : null
    const owner = kept ?? usualOwner(areas, context)
    if (owner) return { owner }
    return {
      refusal: refuse(
        'What a channel follows is said by a member of its administration, a coordinator or the secretariat: ask one of them to say ',
        code(`follow ${words}`),
        ' here.',
      ),
    }
  }
  const line = `follow ${words.slice(0, words.length - said.length).replace(/\s*for\s*$/i, '')}`
  const named = namedOwner(said, line, areas, context)
  if ('refusal' in named) return named
  const verdict = mayFollowFor(named.owner, context)
  if (verdict.allowed) return named
  const whose = ownerWords(named.owner, context.directory)
  return {
    refusal: refuse(`A channel of ${whose} is set up by ${verdict.who}: ask one of them to say it here.`),
  }
}
