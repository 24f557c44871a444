import { renderForm } from '../../adapters/slack/form.ts'
import { renderSlack } from '../../adapters/slack/render.ts'
import { formMessage } from '../../adapters/teams/form.ts'
import { renderTeams } from '../../adapters/teams/render.ts'
import type { Fixtures } from './fixtures.ts'

/** One thing as a platform is sent it. */
export type Drawn = { group: string; name: string; payload: object }

/** Everything as Slack is sent it: messages, pages of the app, and modals. */
export function drawnOnSlack({ shown, asked }: Fixtures): Drawn[] {
  return [
    ...shown.map(({ group, name, view, posted }) => {
      const message = renderSlack(view, posted ? 'T-JAPAN' : undefined)
      return { group, name, payload: group === 'homes' ? { type: 'home', blocks: message.blocks } : message }
    }),
    ...asked.map(({ group, name, form }) => ({ group, name, payload: renderForm(form, form.key) })),
  ]
}

/** Everything as Teams is sent it: messages and dialogs. */
export function drawnOnTeams({ shown, asked }: Fixtures): Drawn[] {
  return [
    ...shown.map(({ group, name, view, posted }) => ({
      group,
      name,
      payload: renderTeams(view, posted ? 'tenant-korea' : null),
    })),
    ...asked.map(({ group, name, form }) => ({ group, name, payload: formMessage(form) })),
  ]
}
