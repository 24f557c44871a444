import { code, strong, text, type View } from '../chat/view.ts'
import type { Channel } from '../domain/channel.ts'
import type { Area } from '../domain/facts.ts'
import { listed, platformNames } from './words.ts'

/** What those whose channel it was are told when it can no longer be reached. */
export function retiredView({ name, platform }: Channel, areas: Area[]): View {
  const followed = areas.length > 0 ? ` It followed ${listed(areas.map(({ code }) => code))}.` : ''
  return {
    blocks: [
      text(
        strong(`I can no longer post in ${name} on ${platformNames[platform]}.`),
        `${followed} Add me there again, or choose another channel, and say `,
        code(`follow ${areas[0]?.code.toLowerCase() ?? 'ipr'}`),
        ' in it.',
      ),
    ],
  }
}
