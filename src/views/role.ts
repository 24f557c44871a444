import { code, list, small, strong, text, type View } from '../chat/view.ts'
import type { Directory } from '../domain/facts.ts'
import type { HeldRole, KnownPerson } from '../domain/roles.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { roleWords } from './invite.ts'
import { groupsOf, type Holder, holderWords, scopeWords } from './who.ts'
import { listed } from './words.ts'

type Term = Pick<HeldRole, 'fromOn' | 'untilOn'>

/** `coordinator for IPR`, `secretariat`. */
export const roleSaid = (
  role: Pick<HeldRole, 'kind' | 'scope' | 'programmeKey'>,
  directory: Directory,
): string => roleWords(role.kind, scopeWords(role, directory))

/** People by role, with days and alternates, and the words to change them. */
export function rolesView(
  holders: Holder[],
  directory: Directory,
  title: string,
  today: CalendarDate,
  examples: string[],
): View {
  const line = ({ name, role }: Holder): string => {
    const from = role.fromOn > today ? `, from ${fullDate(role.fromOn)}` : ''
    const alternate = role.alternate ? `, alternate ${role.alternate.name}` : ''
    return `${holderWords({ name, role: { ...role, untilOn: null } }, directory)}${from}${untilWords(role)}${alternate}`
  }
  const blocks = groupsOf(holders, line)
  return {
    title,
    blocks: [...(blocks.length > 0 ? blocks : [text('Nobody holds a role there.')]), ...toChange(examples)],
  }
}

/** One person: every role with its days and who stands in. */
export function personView(
  { name, roles }: KnownPerson,
  directory: Directory,
  today: CalendarDate,
  examples: string[],
  lead = '',
): View {
  const lines = roles.map((role) => {
    const alternate = role.alternate ? `, alternate ${role.alternate.name}` : ', no alternate'
    return [`${roleSaid(role, directory)}, ${sinceWords(role, today)}${untilWords(role)}${alternate}`]
  })
  return {
    title: name,
    blocks: [
      ...(lead === '' ? [] : [text(lead)]),
      lines.length > 0 ? list(lines) : text(`${name} holds no role now.`),
      ...toChange(examples),
    ],
  }
}

const toChange = (examples: string[]) =>
  examples.length === 0 ? [] : [small('To change it:'), list(examples.map((example) => [code(example)]))]

const untilWords = ({ untilOn }: Pick<HeldRole, 'untilOn'>): string =>
  untilOn ? `, until ${fullDate(untilOn)}` : ''
const sinceWords = ({ fromOn }: Pick<HeldRole, 'fromOn'>, today: CalendarDate): string =>
  `${fromOn > today ? 'from' : 'since'} ${fullDate(fromOn)}`

/** What became of a role. `done` says in a word what was done. */
export function roleSetView(
  done: 'Given' | 'Changed' | 'Already so',
  name: string,
  said: string,
  term: Term,
  today: CalendarDate,
): View {
  return {
    blocks: [
      text(
        strong(`${done}. `),
        `${name}: ${said}, ${sinceWords(term, today)}${untilWords(term) || ', without an end date'}.`,
      ),
      ...(term.untilOn ? [small('The last day counts too. Days are those of UTC.')] : []),
    ],
  }
}

/** A role that ends with the day `on`; `begins` where it had not begun by then. */
export function roleEndedView(
  name: string,
  said: string,
  on: CalendarDate,
  today: CalendarDate,
  { before, takenBack, without }: { before: boolean; takenBack: boolean; without: string | null },
): View {
  const done = before ? 'Already so. ' : takenBack ? 'Taken back. ' : 'Ended. '
  const over = on < today
  const when = takenBack ? 'it had not begun' : over ? 'it no longer holds' : `until ${fullDate(on)}`
  return {
    blocks: [
      text(strong(done), `${name}: ${said}, ${when}.`),
      ...(takenBack || over ? [] : [small('It holds on that day too. Days are those of UTC.')]),
      ...(without
        ? [
            text(
              `${without} then has no member. `,
              code(`invite ${without.toLowerCase()} member`),
              ' makes a code for a new one.',
            ),
          ]
        : []),
    ],
  }
}

/** Who stands in for whom; null for nobody. */
export function alternateView(
  holder: string,
  alternate: string | null,
  said: string[],
  before: boolean,
): View {
  const roles = listed(said)
  return {
    blocks: [
      text(
        strong(before ? 'Already so. ' : alternate ? 'Named. ' : 'Ended. '),
        alternate
          ? `${alternate} stands in for ${holder} as ${roles}.`
          : `Nobody stands in for ${holder} as ${roles}.`,
      ),
      ...(alternate
        ? [
            small(
              `That takes effect while ${holder} is away, and leaves ${alternate} in every role of their own.`,
            ),
          ]
        : []),
    ],
  }
}
