import { actions, code, list, small, strong, text, type View } from '../chat/view.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { capital, listed } from './words.ts'

/** What somebody answers for: in words, and who stands in (null for nobody). */
export type StandIn = { said: string; alternate: string | null }

/** Until when somebody is away (null: here), and who is asked meanwhile. */
export function awayView(until: CalendarDate | null, roles: StandIn[], before: boolean): View {
  const already = before ? 'Already so. ' : ''
  if (until === null)
    return { blocks: [text(strong(`${already}You are here.`), ' What is yours reaches you.')] }
  const alone = roles.filter(({ alternate }) => alternate === null).map(({ said }) => said)
  return {
    blocks: [
      text(strong(`${already}Away until ${fullDate(until)}.`), ' That day counts too.'),
      ...(roles.some(({ alternate }) => alternate !== null) ? [list(standInLines(roles))] : []),
      ...(alone.length > 0
        ? [
            text(
              `Nobody stands in for you as ${listed(alone)}: others who hold the same part are asked, or you if there are none. To name somebody: `,
              code('role me alternate …'),
              ' with their name.',
            ),
          ]
        : []),
      small('To end it: ', code('back'), '.'),
      actions({ label: 'I am back', line: 'back', about: 'What is mine reaches me again' }),
    ],
  }
}

function standInLines(roles: StandIn[]): string[][] {
  const names = [...new Set(roles.flatMap(({ alternate }) => alternate ?? []))]
  return names.map((name) => {
    const parts = roles.filter(({ alternate }) => alternate === name).map(({ said }) => said)
    return [`${capital(name)} stands in for you as ${listed(parts)}.`]
  })
}
