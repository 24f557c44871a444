import { code, strong, text, type View } from '../chat/view.ts'
import type { Channel } from '../domain/channel.ts'
import type { Area } from '../domain/facts.ts'
import { listed, platformNames } from './words.ts'

const followedWords = (areas: Area[]): string =>
  areas.length > 0 ? ` It followed ${listed(areas.map(({ code }) => code))}.` : ''

const followLine = ([area]: Area[]) => code(`follow ${area?.code.toLowerCase() ?? 'ipr'}`)

/** What those whose channel it was are told when another organisation reads it too. */
export function sharedView({ name, platform }: Channel, areas: Area[]): View {
  return {
    blocks: [
      text(
        strong(`${name} on ${platformNames[platform]} is now shared with another organisation.`),
        ` I took away what I had posted there, and post nothing more.${followedWords(areas)} In a channel of your own, say `,
        followLine(areas),
        '.',
      ),
    ],
  }
}

/** What those whose channel it was are told when it can no longer be reached. */
export function retiredView({ name, platform }: Channel, areas: Area[]): View {
  return {
    blocks: [
      text(
        strong(`I can no longer post in ${name} on ${platformNames[platform]}.`),
        `${followedWords(areas)} Add me there again, or choose another channel, and say `,
        followLine(areas),
        ' in it.',
      ),
    ],
  }
}
