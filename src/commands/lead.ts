import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { Administration, Directory } from '../domain/facts.ts'
import { handedOver, mayNameLeads } from '../domain/planning.ts'
import { lockActivity, nameLeads } from '../store/planning.ts'
import { leadsView, leadWords } from '../views/lead.ts'
import { answer, type Context, defineCommand, refuse } from './command.ts'
import { findAdministration } from './names.ts'
import { splitName } from './on-activity.ts'
import { type OpenedActivity, onActivity } from './planning.ts'
import { findSubject, nearest } from './subject.ts'

/** An activity has one or two leads (product: vocabulary). */
const mostLeads = 2

const args = z.object({ on: z.string(), rest: z.string() })

/** `lead ipr-1 japan`, `lead ipr-1 japan and greece`, `lead ipr-1 none`: who leads an activity. */
export const lead = defineCommand({
  name: 'lead',
  also: ['leads'],
  summary: 'who leads an activity, one administration or two',
  usage: ['lead ipr-1 japan', 'lead ipr-1 japan and greece', 'lead ipr-1 none'],
  may: 'admitted',
  changes: true,
  args,
  read: (words, { directory }) => splitName(directory, words),
  run: async ({ on, rest }, context) => {
    const subject = findSubject(context.directory, on)
    if (subject?.kind !== 'activity' && subject?.kind !== 'commitment')
      return refuse('Say which activity and who leads it, for example: ', code('lead ipr-1 japan'), '.')
    const said = subject.kind === 'commitment' && rest === '' ? subject.administration.name : rest
    await lockActivity(context.db, subject.activity.id)
    return onActivity(subject.activity, context, (opened) => name(said, opened, context))
  },
  again: async ({ id }, context) => {
    const activity = context.directory.activities.find((each) => each.id === id)
    if (!activity) return refuse('That was recorded already.')
    return onActivity(activity, context, async ({ planners }) =>
      answer(leadsView('Recorded already.', activity, planners.leads, [], null, 0)),
    )
  },
})

async function name(said: string, opened: OpenedActivity, context: Context): Promise<Reply> {
  const { db, directory, speaker, now } = context
  const { activity, area, planners, administrations } = opened
  const words = said.replace(/^(?:is|are|by|to|=|:)\s+/i, '')
  const example = `lead ${activity.code.toLowerCase()} japan`
  if (words === '')
    return refuse(`${leadWords(activity, planners.leads)} To name a lead: `, code(example), '.')
  const verdict = mayNameLeads(speaker, area)
  if (!verdict.allowed) return refuse(`Who leads ${activity.code} is said by ${verdict.who}.`)
  const named = readLeads(words, directory)
  if ('unknown' in named) {
    const near = nearest(
      named.unknown,
      directory.administrations.map((each) => each.name),
    )
    return near
      ? refuse('I know no administration "', named.unknown, '". Did you mean ', near, '?')
      : refuse('I know no administration "', named.unknown, '". For example: ', code(example))
  }
  if (named.leads.length > mostLeads)
    return refuse(`${activity.code} has at most ${mostLeads} leads: name one or two.`)
  const declined = named.leads.find(({ id }) =>
    activity.participations.some((each) => each.administrationId === id && !each.takingPart),
  )
  if (declined)
    return refuse(
      `${declined.customsName} has answered that it does not take part in ${activity.code}. First it says `,
      code(`take part ${activity.code.toLowerCase()}`),
      '.',
    )

  const ids = named.leads.map(({ id }) => id)
  const unchanged =
    ids.length === planners.leads.length && planners.leads.every((each) => ids.includes(each.id))
  const subject = { kind: 'activity', id: activity.id } as const
  if (unchanged) {
    await context.changed('leads named', subject, [])
    return answer(leadsView('Already so.', activity, planners.leads, [], null, 0))
  }
  const milestones = handedOver(activity, ids).map(({ id }) => id)
  const moved = await nameLeads(db, activity.id, ids, milestones, now)
  await context.changed('leads named', subject, ['leads', ...(moved > 0 ? ['owner'] : [])])
  const before = planners.leads
    .filter(({ id }) => !ids.includes(id))
    .map(({ id }) => administrations.get(id)!)
  const owner = named.leads[0]?.customsName ?? `the coordinator of ${area.code}`
  return answer(leadsView('Recorded.', activity, named.leads, before, owner, moved))
}

/** The administrations that are named, in their order; `unknown` is a name that is none. */
function readLeads(words: string, directory: Directory): { leads: Administration[] } | { unknown: string } {
  if (/^(?:none|nobody|no one|no lead|-)$/i.test(words)) return { leads: [] }
  const whole = findAdministration(directory, words)
  if (whole) return { leads: [whole] }
  const names = words.split(/\s*[,;+&]\s*|\s+and\s+/i).filter((each) => each !== '')
  const leads = names.map((each) => findAdministration(directory, each))
  const unknown = names[leads.indexOf(null)]
  if (unknown !== undefined) return { unknown }
  return { leads: [...new Set(leads.filter((each) => each !== null))] }
}
