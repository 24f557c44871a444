import type { WebClient } from '@slack/web-api'
import type { Log } from '../../src/log.ts'
import { codeOf, isTokenRefused } from './errors.ts'
import { LONGEST_RETRY_MS } from './limits.ts'

/** Who the bot is, as Slack says by `auth.test`: its workspace, its bot id and its user id. */
export type Identity = { team: string; bot: string; user: string }

export type WhoAmI = {
  /** What is known already, without asking. */
  known(): Identity | undefined
  /** Asks once a process; callers at the same time share one call, and a failure is not kept. Rejects with Slack's error. */
  ask(): Promise<Identity>
  /** Asks until Slack answers, at growing distances, or until `stop`. Resolves after the first attempt; never rejects. */
  keepAsking(firstRetryMs: number): Promise<void>
  stop(): void
}

/** @param client carries the bot's token */
export function createWhoAmI(client: WebClient, log: Log): WhoAmI {
  let known: Identity | undefined
  let asking: Promise<Identity> | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  async function askSlack(): Promise<Identity> {
    const answer = await client.auth.test()
    if (!answer.team_id || !answer.user_id) throw new Error('auth.test named no workspace or no user')
    known = { team: answer.team_id, bot: answer.bot_id ?? '', user: answer.user_id }
    log.info({ team: known.team, botUser: known.user }, 'Slack knows this bot')
    return known
  }

  function ask(): Promise<Identity> {
    if (known) return Promise.resolve(known)
    asking ??= askSlack().finally(() => {
      asking = undefined
    })
    return asking
  }

  async function keepAsking(retryMs: number): Promise<void> {
    try {
      await ask()
    } catch (error) {
      if (stopped) return
      const fields = { code: codeOf(error), retryMs }
      if (isTokenRefused(error))
        log.error(fields, 'SLACK_BOT_TOKEN: Slack refuses it; it stands under OAuth & Permissions')
      else log.warn(fields, 'Slack did not say who this bot is; asking again')
      const longer = Math.min(retryMs * 2, LONGEST_RETRY_MS)
      timer = setTimeout(() => void keepAsking(longer), retryMs)
    }
  }

  function stop(): void {
    stopped = true
    clearTimeout(timer)
  }

  return {
    known: () => known,
    ask,
    keepAsking: (firstRetryMs) => {
      stopped = false
      return keepAsking(firstRetryMs)
    },
    stop,
  }
}
