import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code, type Inline } from '../chat/view.ts'
import { type OpenItem, type Outcome, outcomes } from '../domain/closing.ts'
import type { Directory } from '../domain/facts.ts'
import { loadActivities } from '../store/activities.ts'
import { closeProgramme, openItems } from '../store/closing.ts'
import { dayIn } from '../time.ts'
import { closedBeforeView, closedView, closingView } from '../views/close.ts'
import { answerPrivately, type Context, defineCommand, privately, refuse } from './command.ts'
import { evenLetters } from './letters.ts'
import { keyOf } from './programme-key.ts'
import { findSubject, type Subject } from './subject.ts'

const args = z.object({ words: z.string() })

/** `close her`, `close her carried over except ipr-1.2`: a programme is over, and what became of what was open. */
export const close = defineCommand({
  name: 'close',
  also: [],
  summary: 'a programme is over: what is open in it is carried over, or ended',
  usage: [
    'close her',
    'close her carried over',
    'close her ended',
    'close her carried over except ipr-1.2, env-1.3',
    'close her ended except tf, ipr-1, env-1/jp',
  ],
  may: 'secretariat',
  changes: true,
  args,
  read: (words) => ({ words }),
  run: closeWith,
  again: async (_, { programme }) => answerPrivately(closedBeforeView(programme)),
  alsoWhenClosed: () => true,
})

/** What was said after the key: an outcome, and those that come to the other one. */
const spoken =
  /^(?:as |all )?(carr(?:y|ied)(?: it| all)? over|end(?:ed)?)(?:[,;:]?\s+(?:all )?(?:except|but|besides|without|apart from|other than)(?: for)?:? (.+))?$/s

async function closeWith({ words }: z.infer<typeof args>, context: Context): Promise<Reply> {
  const { db, programme, directory, now, today } = context
  const [, named = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(words) ?? []
  if (evenLetters(named).replace(/:$/, '').toUpperCase() !== keyOf(directory))
    return refuseKey(named, directory)
  const { items, closedAt } = await openItems(db, programme.id)
  if (items.length === 0 && closedAt) return answerPrivately(closedBeforeView({ ...programme, closedAt }))
  if (rest === '') {
    const activities = await loadActivities(db, privately(context))
    return answerPrivately(closingView(programme, directory, activities, today))
  }
  const [, said, exceptions = ''] = spoken.exec(evenLetters(rest)) ?? []
  if (!said) return refuseOutcome(rest, directory)
  const outcome: Outcome = said.startsWith('end') ? 'ended' : 'carried over'
  const { except, unknown } = excepted(items, exceptions, directory)
  if (unknown !== null) return refuseException(unknown, directory)
  const counts = await closeProgramme(db, programme.id, outcome, except, now)
  await context.changed('programme closed', { kind: 'programme', id: programme.id }, ['closedAt', 'state'])
  return answerPrivately(closedView(programme, directory, counts, dayIn(now, 'UTC')))
}

/** The open items that words name; `unknown` are the first words that name none. */
function excepted(
  items: OpenItem[],
  words: string,
  directory: Directory,
): { except: OpenItem[]; unknown: string | null } {
  const names = words
    .split(/\s*[,;]\s*(?:and\s+)?|\s+and\s+/)
    .flatMap((name) => (findSubject(directory, name) ? [name] : name.split(/\s+/)))
    .filter((name) => name !== '')
  const found = names.map((name) => {
    const subject = findSubject(directory, name)
    return { name, those: subject ? items.filter((item) => isPartOf(item, subject, directory)) : [] }
  })
  const unknown = found.find(({ those }) => those.length === 0)?.name ?? null
  return { except: found.flatMap(({ those }) => those), unknown }
}

function isPartOf(item: OpenItem, subject: Subject, { prefix }: Directory): boolean {
  switch (subject.kind) {
    case 'area':
      return item.areaId === subject.area.id
    case 'activity':
      return item.activityId === subject.activity.id
    case 'milestone':
      return item.kind === 'milestone' && prefix + item.code === subject.code
    case 'commitment':
      return (
        item.kind === 'commitment' &&
        item.activityId === subject.activity.id &&
        item.administrationId === subject.administration.id
      )
    default:
      return false
  }
}

const keyWord = (directory: Directory): string => keyOf(directory).toLowerCase()

function refuseKey(named: string, { programmes }: Directory): Reply {
  const running = programmes.filter(({ closed }) => !closed)
  const choices = (running.length > 0 ? running : programmes).flatMap(({ key }, at): Inline[] => [
    at === 0 ? '' : ' or ',
    code(`close ${key.toLowerCase()}`),
  ])
  const said = named === '' || outcomes.some((each) => each.startsWith(evenLetters(named)))
  return said
    ? refuse('Say which programme: ', ...choices, ' lists what is open in it, and closes nothing yet.')
    : refuse('I know no programme "', named, '", so nothing was closed. There is ', ...choices, '.')
}

const refuseOutcome = (rest: string, directory: Directory): Reply =>
  refuse(
    '"',
    rest,
    '" does not say what becomes of what is open, so nothing was closed. Say ',
    code(`close ${keyWord(directory)} carried over`),
    ' or ',
    code(`close ${keyWord(directory)} ended`),
    ', with except and codes where some come to the other end.',
  )

const refuseException = (unknown: string, directory: Directory): Reply =>
  refuse(
    '"',
    unknown,
    '" is nothing that is open there, so nothing was closed. ',
    code(`close ${keyWord(directory)}`),
    ' lists what is.',
  )
