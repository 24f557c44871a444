import { close } from './close.ts'
import type { TableCommand } from './command.ts'
import { done } from './done.ts'
import { edit } from './edit.ts'
import { helpFor } from './help.ts'
import { importCommand } from './import.ts'
import { invite } from './invite.ts'
import { join } from './join.ts'
import { mine } from './mine.ts'
import { more } from './more.ts'
import { role } from './role.ts'
import { status } from './status.ts'
import { summary } from './summary.ts'
import { update } from './update.ts'
import { who } from './who.ts'
import { withdraw } from './withdraw.ts'

/** Every word a person can say, in the order in which `help` names them. */
export const commands: TableCommand[] = [
  mine,
  update,
  done,
  edit,
  withdraw,
  status,
  summary,
  who,
  role,
  invite,
  join,
  close,
  more,
  importCommand,
  helpFor(() => commands.filter(({ may }) => may !== 'operator')),
]
