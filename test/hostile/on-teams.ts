import type { Fields } from '../stand-ins/teams.ts'
import { installationActivities, messageActivity, removalActivities } from '../stand-ins/teams.ts'
import type { Attempt, Kind, Means } from './attempts.ts'
import { changedBytes, changedJson } from './mutate.ts'
import type { Random } from './random.ts'

export function onTeams(random: Random, kind: Kind, words: string, { member, teams }: Means): Attempt {
  const { tenant, strangers, serviceUrl, token, badTokens } = teams
  const who = kind === 'stranger' ? random.pick(strangers) : { user: member, tenant }
  const activity = activityOf(random, { ...who, serviceUrl, text: words })
  // Without a proof, what is malformed may be refused as such.
  const isWhole = kind === 'unproven' || random.chance(0.2)
  const body = isWhole ? Buffer.from(JSON.stringify(activity)) : changed(random, activity)
  const authorization = kind === 'unproven' ? random.pick(badTokens) : token
  const headers = {
    'content-type': 'application/json',
    ...(authorization === undefined ? {} : { authorization }),
  }
  return { platform: 'teams', kind, path: '/api/messages', headers, body }
}

function activityOf(
  random: Random,
  is: { user: string; tenant: string; serviceUrl: string; text: string },
): Fields {
  const scope = random.pick(['personal', 'personal', 'groupChat', 'channel'] as const)
  if (random.chance(0.05)) return random.pick(installationActivities({ ...is, fields: { id: random.id() } }))
  // Removed from a team, it would rightly be told of every channel.
  const chat = scope === 'channel' ? 'groupChat' : scope
  if (random.chance(0.05))
    return random.pick(removalActivities({ ...is, scope: chat, fields: { id: random.id() } }))
  const invoked = random.chance(0.1) ? { type: 'invoke', value: { text: is.text } } : {}
  return messageActivity({ ...is, id: random.id(), scope, fields: invoked })
}

function changed(random: Random, activity: Fields): Buffer {
  if (random.chance(0.35)) return changedBytes(random, Buffer.from(JSON.stringify(activity)))
  return Buffer.from(JSON.stringify(changedJson(random, activity)))
}
