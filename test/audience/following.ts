import type { PlatformUser } from '../../src/chat/request.ts'
import type { TestBot } from '../support/bot.ts'
import { inChannel } from '../support/channels.ts'
import { nobody } from './questions.ts'
import type { Reader } from './record.ts'

/** A channel of each kind of owner, who reads there, and two in which only what everybody may know is read. */
export const channels: { conversation: string; owner: string | null; reader: Reader }[] = [
  { conversation: '19:japan', owner: 'japan', reader: { ...nobody, own: ['JP'] } },
  { conversation: '19:greece', owner: 'greece', reader: { ...nobody, own: ['GR'] } },
  { conversation: '19:asia', owner: 'asia', reader: nobody },
  { conversation: '19:ipr', owner: 'ipr coordinators', reader: { ...nobody, areas: ['IPR'] } },
  { conversation: '19:europe', owner: 'coordinators of europe', reader: { ...nobody, regions: ['europe'] } },
  { conversation: '19:chair', owner: 'secretariat', reader: { ...nobody, secretariat: true } },
  { conversation: '19:retired', owner: 'secretariat', reader: nobody },
  { conversation: '19:none', owner: null, reader: nobody },
]

/** Sets them up, by one of the secretariat. */
export async function followEverywhere(bot: TestBot, secretariat: PlatformUser): Promise<void> {
  for (const { conversation, owner } of channels) {
    if (!owner) continue
    const words = `follow all updates nudges digest for ${owner}`
    const { text } = await bot.say(secretariat, words, inChannel('teams', conversation))
    if (!text.startsWith('Recorded.')) throw new Error(`${words}: ${text}`)
  }
  await bot.notify({ id: 'test:retired', kind: 'removed', at: inChannel('teams', '19:retired').at! })
}
