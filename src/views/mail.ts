import { actions, type Block, quote, rows, small, strong, text, type View } from '../chat/view.ts'
import type { Activity, Administration, Milestone, Programme } from '../domain/facts.ts'
import { updateOf } from './next-steps.ts'
import { mailText } from './nudge-mail.ts'
import { counted, listed, programmeNotes } from './words.ts'

/** What one administration that is not connected is asked for: dates of its own that are near or past, and how activities stand. */
export type Mail = { administration: Administration; activities: Activity[]; dates: Milestone[] }

/** Buttons in one row. */
const mostInRow = 4

/** A text ready to mail, and where the answer is recorded. */
export function mailView(
  { administration, activities, dates }: Mail,
  { programme }: { programme: Programme },
): View {
  const under = activities.map(({ code }) => `${code}/${administration.code}`)
  const record = under
    .slice(0, mostInRow)
    .map((each) => updateOf(each, under.length === 1 ? 'Record an answer' : `Record ${each}`))
  return {
    blocks: [
      text(strong(administration.customsName), ' is not connected. A text ready to mail:'),
      quote(mailText(administration, dates, dates.length === 0 ? activities : [], programme)),
      small('What comes back is recorded with where it comes from: e-mail, letter, call, meeting.'),
      actions(...record),
      ...programmeNotes(programme),
    ],
  }
}

/** How many administrations one answer lists, well within one message. */
const mostListed = 20

/** To whom a text is to go, each with its button. */
export function mailsView(mails: Mail[]): View {
  const shown = mails.slice(0, mostListed)
  const more = mails.length - shown.length
  return {
    blocks: [
      text(strong(`Not connected: ${counted(mails.length, 'administration')}`)),
      rows(
        shown.map(({ administration, activities, dates }) => ({
          text: [
            strong(administration.customsName),
            ` · ${listed(activities.map(({ code }) => code))}${dates.length > 0 ? ` · ${counted(dates.length, 'date')}` : ''}`,
          ],
          action: mailTo(administration),
        })),
      ),
      ...(more > 0 ? [small(`And ${more} more: name one of them.`)] : ([] as Block[])),
    ],
  }
}

export const mailTo = ({ name, customsName }: Administration) => ({
  label: 'Text to mail',
  line: `mail ${name.toLowerCase()}`,
  about: `Text to mail to ${customsName}`,
})
