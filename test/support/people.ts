import type { PlatformUser } from '../../src/chat/request.ts'
import { slackUser, type TestBot, teamsUser, testBot } from './bot.ts'

export const sato = slackUser('U-SATO', 'Sato Yuki')
export const otherSato = slackUser('U-SATO2', 'Sato Ken')
export const mori = slackUser('U-MORI', 'Mori Aki')
export const kim = teamsUser('kim', 'Kim Min-ji')
export const park = teamsUser('park', 'Park Jun')
export const papadakis = slackUser('U-PAPADAKIS', 'Papadakis Eleni')
export const chair = slackUser('U-CHAIR', 'Berg Anna')

/** A bot with two members of Japan, one of Korea, the coordinator of IPR, and one of the secretariat. */
export async function botWithPeople(options: Parameters<typeof testBot>[0] = {}): Promise<TestBot> {
  const bot = await testBot(options)
  const roles: [PlatformUser, string][] = [
    [sato, 'japan member'],
    [mori, 'japan member'],
    [kim, 'korea member'],
    [papadakis, 'coordinator ipr'],
    [chair, 'secretariat'],
  ]
  for (const [who, role] of roles) await bot.admit(who, role)
  return bot
}
