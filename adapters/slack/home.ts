import type { WebClient } from '@slack/web-api'
import type { HomeAt, Homes } from '../../src/chat/home.ts'
import type { EditOutcome } from '../../src/chat/platform.ts'
import type { View } from '../../src/chat/view.ts'
import type { Log } from '../../src/log.ts'
import { orInWords } from './answer.ts'
import { codeOf } from './errors.ts'
import { editFailure } from './outcome.ts'
import { renderSlack } from './render.ts'

/** The app's own page, one for each person. Slack names no conversation for what is pressed there: it is called by its person. */
export const homeOf = (tenant: string, user: string): HomeAt => ({
  from: { platform: 'slack', tenant, user },
  at: { platform: 'slack', tenant, conversation: user },
  ref: null,
})

/**
 * Whose *Home* tab was opened. Source: docs.slack.dev/reference/events/app_home_opened.
 *
 * @param body the whole payload of the Events API, not trusted to have any field
 * @returns null for another tab of the app
 */
export function homeFrom(body: object): HomeAt | null {
  const { event, context_team_id, team_id } = body as { [name: string]: unknown }
  const tenant = context_team_id ?? team_id
  if (typeof event !== 'object' || event === null || typeof tenant !== 'string') return null
  const { tab, user } = event as { [name: string]: unknown }
  return tab === 'home' && typeof user === 'string' && user !== '' ? homeOf(tenant, user) : null
}

/** Shows somebody their home. @throws Slack's error */
async function publish(client: WebClient, user: string, view: View): Promise<void> {
  await orInWords(renderSlack(view), ({ blocks }) =>
    client.views.publish({ user_id: user, view: { type: 'home', blocks } }),
  )
}

/** Shows what was just asked for there. What Slack does not take is drawn again later. Never rejects. */
export async function showHome(
  { client, homes, log }: { client: WebClient; homes: Homes; log: Log },
  home: HomeAt,
  drawing: Promise<View | null>,
): Promise<void> {
  const view = await drawing
  if (!view) return
  try {
    await publish(client, home.from.user, view)
  } catch (error) {
    log.warn({ code: codeOf(error) }, 'Slack did not take a home')
    await homes.missed(home)
  }
}

/** The tab is switched off in the app's settings, or for this person. */
const switchedOff = ['not_enabled', 'not_implemented']

/** Draws a home again; what became of it is said, and never thrown. */
export async function drawHome(client: WebClient, { from }: HomeAt, view: View): Promise<EditOutcome> {
  try {
    await publish(client, from.user, view)
    return { kind: 'done' }
  } catch (error) {
    const why = codeOf(error)
    return switchedOff.includes(why) ? { kind: 'gone', why } : editFailure(error)
  }
}
