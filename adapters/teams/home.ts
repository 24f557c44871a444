import { type HomeAt, isHome } from '../../src/chat/home.ts'
import type { View } from '../../src/chat/view.ts'
import { isFields, textOf } from './fields.ts'
import type { Posted } from './posted.ts'
import { postedFrom } from './posted.ts'
import type { Place } from './receive.ts'
import { renderTeams, type TeamsMessage } from './render.ts'

/** What Teams asks by, by itself, when somebody looks at their home. */
export const HOME_VERB = 'home'

/**
 * An answer as a message. A home asks for itself anew whenever it is looked at, for the one whose it is.
 *
 * Source: learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/
 * work-with-universal-actions-for-adaptive-cards, "User IDs in refresh".
 *
 * @param account Teams' own id of the person for this bot
 */
export function renderAnswer(show: View, account: string, tenant: string | null = null): TeamsMessage {
  const message = renderTeams(show, tenant)
  if (!isHome(show)) return message
  const [{ contentType, content }] = message.attachments
  const action = { type: 'Action.Execute', verb: HOME_VERB, data: {} } as const
  return {
    ...message,
    attachments: [{ contentType, content: { ...content, refresh: { action, userIds: [account] } } }],
  }
}

/** The home that stands on a message. @param card the message's id; null where Teams does not say it */
export const homeAt = ({ from, at, conversation, account }: Place, card: string | null): HomeAt => ({
  from,
  at,
  ref: card === null ? null : JSON.stringify({ conversation, activity: card, account } satisfies HomeRef),
})

type HomeRef = Posted & { account: string }

/** @returns null for what `homeAt` did not give */
export function homeRefFrom(ref: string | null): HomeRef | null {
  const posted = ref === null ? null : postedFrom(ref)
  if (!posted || ref === null) return null
  const said: unknown = JSON.parse(ref)
  const account = isFields(said) ? textOf(said, 'account') : undefined
  return account ? { ...posted, account } : null
}
