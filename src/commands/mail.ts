import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { Activity, Administration } from '../domain/facts.ts'
import { mayRecordFor } from '../domain/permission.ts'
import { loadActivities } from '../store/activities.ts'
import { type CalendarDate, plusDays } from '../time.ts'
import { type Mail, mailsView, mailView } from '../views/mail.ts'
import {
  administrationsById,
  answerPrivately,
  areaOf,
  type Context,
  defineCommand,
  privately,
  refuse,
} from './command.ts'
import { findSubject } from './subject.ts'

/** Days ahead of which a date is named to somebody who is not connected: as many as the first reminder comes before it. */
const daysAhead = 30

/** `mail laos`: a text ready to mail to an administration that is not connected; `mail ipr`: to whom one is to go. */
export const mail = defineCommand({
  name: 'mail',
  also: ['text to mail', 'mail to', 'letter to'],
  summary: 'a text ready to mail to an administration that is not connected',
  usage: ['mail laos', 'mail ipr'],
  may: 'admitted',
  changes: false,
  args: z.object({ words: z.string() }),
  read: (words) => ({ words: words.replace(/^(?:for|to)\s+/i, '').replace(/[?.!]+$/, '') }),
  run: async ({ words }, context) => {
    const { directory } = context
    const subject = words === '' ? ({ kind: 'programme' } as const) : findSubject(directory, words)
    if (!subject)
      return refuse('Say which administration, for example: ', code('mail laos'), ', or which area.')
    if (subject.kind === 'administration' || subject.kind === 'commitment')
      return toOne(subject.administration, context)
    const mails = (await mailsFor(context)).filter(({ activities }) =>
      activities.some(
        ({ id, areaId }) =>
          subject.kind === 'programme' ||
          (subject.kind === 'area' ? areaId === subject.area.id : id === subject.activity.id),
      ),
    )
    return mails.length === 0
      ? refuse('There is no text for you to mail there. ', code('who'), ' names those who write to others.')
      : answerPrivately(mailsView(mails))
  },
})

async function toOne(administration: Administration, context: Context): Promise<Reply> {
  const { id, customsName, connected, region } = administration
  if (connected) return refuse(`${customsName} is connected: it is reminded here.`)
  const [found] = (await mailsFor(context)).filter((each) => each.administration.id === id)
  if (found) return answerPrivately(mailView(found, context))
  const areas = context.directory.areas.map((area) => mayRecordFor(context.speaker, administration, area))
  return areas.some(({ allowed }) => allowed)
    ? refuse(`Nothing is asked of ${customsName} now.`)
    : refuse(
        `${customsName} is written to by a coordinator of an area or of ${region.name}, or the secretariat.`,
      )
}

/** What those are asked for who are not connected, as far as the speaker is to ask it. */
async function mailsFor(context: Context): Promise<Mail[]> {
  const { db, directory, speaker, today } = context
  const activities = await loadActivities(db, privately(context))
  return [...administrationsById(directory).values()].flatMap((administration): Mail[] => {
    if (administration.connected) return []
    const theirs = activities.filter(
      (activity) =>
        !activity.quiet &&
        mayRecordFor(speaker, administration, areaOf(directory, activity.areaId)).allowed &&
        isAsked(activity, administration, today),
    )
    const dates = theirs.flatMap(({ milestones }) =>
      milestones.flatMap((milestone) =>
        milestone.ownerAdministrationId === administration.id && isNear(milestone, today) ? [milestone] : [],
      ),
    )
    return theirs.length === 0 ? [] : [{ administration, activities: theirs, dates }]
  })
}

const isAsked = (activity: Activity, { id }: Administration, today: CalendarDate): boolean =>
  activity.reporting.some(({ clock, named }) => clock === 'not connected' && named.includes(id)) ||
  activity.milestones.some((each) => each.ownerAdministrationId === id && isNear(each, today))

const isNear = ({ state, dueOn, waitingFor }: Activity['milestones'][0], today: CalendarDate): boolean =>
  state === 'agreed' && waitingFor === null && dueOn !== null && dueOn <= plusDays(today, daysAhead)
