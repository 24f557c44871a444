import { onSlack } from './on-slack.ts'
import { onTeams } from './on-teams.ts'
import type { Random } from './random.ts'
import { change, question, report } from './words.ts'

/**
 * What an attempt is, and so what it may do: a `question` of somebody admitted, changed in some way; a change that a `stranger`
 * asks for; a change without a good signature, `unproven`; a change of one's `own`, with hostile words or changed on its way.
 */
export const kinds = ['question', 'stranger', 'unproven', 'own'] as const
export type Kind = (typeof kinds)[number]

export const platforms = ['slack', 'teams'] as const
export type Platform = (typeof platforms)[number]

/** `late`: Slack is asked for something before the core is. */
export type Attempt = {
  late?: boolean
  platform: Platform
  kind: Kind
  path: string
  headers: Record<string, string>
  body: Buffer
}

/** What attempts are made with: an admitted person of the same name on each platform, and what proves them. */
export type Means = {
  member: string
  slack: {
    signingSecret: string
    team: string
    strangers: { user: string; team: string }[]
    responseUrl: string
  }
  teams: {
    serviceUrl: string
    tenant: string
    strangers: { user: string; tenant: string }[]
    token: string
    badTokens: (string | undefined)[]
  }
}

export function attempt(random: Random, platform: Platform, kind: Kind, means: Means): Attempt {
  const words = wordsFor(random, kind)
  return platform === 'slack' ? onSlack(random, kind, words, means) : onTeams(random, kind, words, means)
}

function wordsFor(random: Random, kind: Kind): string {
  if (kind === 'question') return question(random)
  return kind === 'own' ? report(random) : change(random)
}
