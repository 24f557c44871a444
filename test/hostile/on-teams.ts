import type { Fields } from '../stand-ins/teams.ts'
import {
  executed,
  installationActivities,
  invokeActivity,
  messageAction,
  messageActivity,
  removalActivities,
  submittedActivity,
} from '../stand-ins/teams.ts'
import type { Attempt, Kind, Means } from './attempts.ts'
import { changedBytes, changedJson } from './mutate.ts'
import type { Random } from './random.ts'

export function onTeams(random: Random, kind: Kind, words: string, { member, teams }: Means): Attempt {
  const { tenant, strangers, serviceUrl, token, badTokens } = teams
  const who = kind === 'stranger' ? random.pick(strangers) : { user: member, tenant }
  const said = { ...who, serviceUrl, text: words }
  const activity = random.chance(0.4) ? askedOf(random, kind, said) : activityOf(random, said)
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
  return messageActivity({ ...is, id: random.id(), scope })
}

type Said = { user: string; tenant: string; serviceUrl: string; text: string }

/** What somebody presses, hands in or types into a search; a commitment only where a change is what is tried. */
function askedOf(random: Random, kind: Kind, { text, ...is }: Said): Fields {
  const scope = random.pick(['personal', 'personal', 'groupChat', 'channel'] as const)
  const at = { ...is, scope, id: random.id(), ...(random.chance(0.7) ? { card: 'sent-1' } : {}) }
  const trail = random.pick([undefined, [], ['summary', text.slice(0, 50)]])
  const press = JSON.stringify({ l: text.slice(0, 1_000), p: 'HER', ...(trail ? { t: trail } : {}) })
  const form = JSON.stringify({
    command: 'pledge',
    programme: 'HER',
    about: '',
    version: '',
    opened: random.id(),
  })
  const entered = { form, 'in.activity': 'ipr-1', 'in.text': text.slice(0, 2_000), 'in.by': '2011-03-31' }
  const named = random.pick([
    'press',
    'press',
    'fetch',
    'search',
    'attach',
    ...(kind === 'question' ? [] : ['fill', 'fill']),
  ])
  if (named === 'press')
    return random.chance(0.2)
      ? submittedActivity({ press }, at)
      : invokeActivity('adaptiveCard/action', executed('press', { press }), at)
  if (named === 'fetch') return invokeActivity('task/fetch', { data: { press } }, at)
  if (named === 'search')
    return invokeActivity(
      'application/search',
      { queryText: text, dataset: JSON.stringify({ form, field: 'on' }) },
      at,
    )
  if (named === 'attach') {
    const from = { user: { displayName: text } }
    return invokeActivity('composeExtension/fetchTask', messageAction('attach', { from }), at)
  }
  const how = random.pick(['card', 'task/submit', 'composeExtension/submitAction'])
  if (how !== 'card') return invokeActivity(how, { commandId: 'attach', data: entered }, at)
  return invokeActivity('adaptiveCard/action', executed('submit', entered), at)
}

function changed(random: Random, activity: Fields): Buffer {
  if (random.chance(0.35)) return changedBytes(random, Buffer.from(JSON.stringify(activity)))
  return Buffer.from(JSON.stringify(changedJson(random, activity)))
}
