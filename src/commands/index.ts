import { agree } from './agree.ts'
import { approve } from './approve.ts'
import { attach } from './attach.ts'
import { away, back } from './away.ts'
import { close } from './close.ts'
import type { TableCommand } from './command.ts'
import { confirm } from './confirm.ts'
import { decline } from './decline.ts'
import { deliveries } from './deliveries.ts'
import { digest } from './digest.ts'
import { done } from './done.ts'
import { due } from './due.ts'
import { edit } from './edit.ts'
import { extend } from './extend.ts'
import { follow } from './follow.ts'
import { following } from './following.ts'
import { helpFor } from './help.ts'
import { history } from './history.ts'
import { hold } from './hold.ts'
import { home } from './home.ts'
import { importCommand } from './import.ts'
import { invite } from './invite.ts'
import { join } from './join.ts'
import { lead } from './lead.ts'
import { mail } from './mail.ts'
import { meeting } from './meeting.ts'
import { mine } from './mine.ts'
import { more } from './more.ts'
import { move } from './move.ts'
import { notTakingPart } from './not-taking-part.ts'
import { overdue } from './overdue.ts'
import { plan } from './plan.ts'
import { pledge } from './pledge.ts'
import { role } from './role.ts'
import { scheduleDigest } from './schedule.ts'
import { search } from './search.ts'
import { sendAgain } from './send-again.ts'
import { sendNow } from './send-now.ts'
import { share } from './share.ts'
import { snooze } from './snooze.ts'
import { status } from './status.ts'
import { summary } from './summary.ts'
import { takePartCommand } from './take-part.ts'
import { timezone } from './timezone.ts'
import { unfollow } from './unfollow.ts'
import { update } from './update.ts'
import { who } from './who.ts'
import { withdraw } from './withdraw.ts'

/** Every word a person can say, in the order in which `help` names them. */
export const commands: TableCommand[] = [
  mine,
  update,
  done,
  attach,
  edit,
  withdraw,
  sendNow,
  hold,
  pledge,
  takePartCommand,
  notTakingPart,
  extend,
  snooze,
  away,
  back,
  status,
  summary,
  home,
  due,
  overdue,
  history,
  search,
  digest,
  mail,
  follow,
  unfollow,
  following,
  scheduleDigest,
  timezone,
  deliveries,
  sendAgain,
  who,
  role,
  invite,
  join,
  close,
  more,
  share,
  plan,
  agree,
  move,
  approve,
  decline,
  lead,
  confirm,
  meeting,
  importCommand,
  helpFor(() => commands.filter(({ may }) => may !== 'operator')),
]
