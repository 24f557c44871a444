import { actions, code, strong, text, type View } from '../chat/view.ts'
import type { Channel } from '../domain/channel.ts'
import type { Area } from '../domain/facts.ts'
import { capital, listed, platformNames } from './words.ts'

const followedWords = (areas: Area[]): string =>
  areas.length > 0 ? ` It followed ${listed(areas.map(({ code }) => code))}.` : ''

const placeWords = ({ name, platform }: Channel): string =>
  `${name === '' ? 'a channel' : name} on ${platformNames[platform]}`

const followLine = ([area]: Area[]) => code(`follow ${area?.code.toLowerCase() ?? 'ipr'}`)

/** Where it was followed, it is seen what still is. */
const steps = actions({ label: 'What follows', line: 'following', about: 'Which channels follow what' })

/** What those whose channel it was are told when another organisation reads it too. */
export function sharedView(channel: Channel, areas: Area[]): View {
  return {
    blocks: [
      text(
        strong(`${capital(placeWords(channel))} is now shared with another organisation.`),
        ` I took away what I had posted there, and post nothing more.${followedWords(areas)} In a channel of your own, say `,
        followLine(areas),
        '.',
      ),
      steps,
    ],
  }
}

/** What those whose channel it was are told when the bot was taken out of its whole workspace or tenant. */
export function uninstalledView(channel: Channel, areas: Area[]): View {
  return {
    blocks: [
      text(
        strong(`I was uninstalled where ${placeWords(channel)} is, and can post in no channel there.`),
        `${followedWords(areas)} When I am installed again, say `,
        followLine(areas),
        ' in each channel that is to follow.',
      ),
      steps,
    ],
  }
}

/** What those whose channel it was are told when it can no longer be reached. */
export function retiredView(channel: Channel, areas: Area[]): View {
  return {
    blocks: [
      text(
        strong(`I can no longer post in ${placeWords(channel)}.`),
        `${followedWords(areas)} Add me there again, or choose another channel, and say `,
        followLine(areas),
        ' in it.',
      ),
      steps,
    ],
  }
}
