import type { Field } from '../../chat/form.ts'
import { calendarDate, fullDate } from '../../time.ts'
import { attachedName } from '../../views/attach.ts'
import {
  type AttachWords,
  attachFaults,
  authorLimit,
  messageWords,
  readAttach,
  refuseFault,
} from '../attach-words.ts'
import { type Attachable, findAttachable } from '../attaching.ts'
import { type CommandForm, refuseClosed } from '../command.ts'
import { referenceLimit } from '../delivering.ts'
import { asLink, linksIn, withoutLinks } from '../links.ts'
import { optionLabel } from './activity-field.ts'
import { attachables } from './attachables.ts'
import { linkMistake, mistakesIn, saidBy, tooLong } from './mistakes.ts'
import { suggested } from './suggesting.ts'
import { behindCode } from './words-alone.ts'

/** What a link is evidence of. That of a message is kept with its author and day; of another, both are asked. */
export const attachForm: CommandForm<AttachWords> = {
  title: 'Attach as evidence',
  opens: (words) => linksIn(words).length === 0 || !isWhole(words),
  draw: async (words, context) => {
    if (context.programme.closedAt) return refuseClosed(context.programme)
    const said = readAttach(context, words)
    const fault = attachFaults(said, context.today).find(
      (each) => each !== 'no link' && each !== 'long title',
    )
    if (fault) return refuseFault(fault)
    const looked = said.on === '' ? null : await findAttachable(said.on, context)
    if (looked && 'refusal' in looked) return looked.refusal
    const [link] = said.links
    return {
      about: link === undefined ? '' : messageWords(said),
      version: '',
      submit: 'Attach',
      notice: link === undefined ? [] : noticeOf(link, said),
      fields: fieldsFor(said, looked?.found ?? null),
    }
  },
  read: async ({ on = '', link = '', title = '', author, datedOn }, about, context) => {
    const kept = readAttach(context, about)
    const given = kept.links.length > 0
    const looked = on === '' ? null : await findAttachable(on, context)
    const words: AttachWords = {
      on,
      links: given ? kept.links : [asLink(link) ?? []].flat(),
      title: withoutLinks(title),
      author: given && kept.author !== null ? kept.author : (author ?? null),
      datedOn: given && kept.datedOn !== null ? kept.datedOn : (datedOn ?? null),
    }
    const faults = attachFaults(words, context.today)
    const mistakes = mistakesIn({
      on:
        looked === null
          ? 'Choose what it is evidence of.'
          : 'refusal' in looked
            ? saidBy(looked.refusal)
            : null,
      link: linkMistake(link) ?? (faults.includes('no link') ? 'Give the link that is evidence.' : null),
      title: faults.includes('long title') ? tooLong(words.title, referenceLimit) : null,
      author: (words.author ?? '').length > authorLimit ? tooLong(words.author ?? '', authorLimit) : null,
      datedOn: faults.includes('no day')
        ? 'Choose a day.'
        : faults.includes('later day')
          ? 'That day has not come yet. Choose the day on which it was written.'
          : null,
    })
    return Object.keys(mistakes).length > 0 ? { mistakes } : { args: words }
  },
  suggest: async (_, typed, context) => suggested(await attachables(context), typed),
}

/** Whether a line says, besides the link, what it is evidence of. */
function isWhole(words: string): boolean {
  const said = withoutLinks(words)
  if (behindCode(said)) return true
  return [...said.matchAll(/(?:^|\s)(?:to|for)\s+/gi)].some(
    ({ index, 0: found }) => behindCode(said.slice(index + found.length)) !== null,
  )
}

function noticeOf(link: string, { author, datedOn }: AttachWords): string[][] {
  const by = author === null ? '' : `from ${author}`
  const on = datedOn === null ? '' : `of ${fullDate(calendarDate(datedOn))}`
  const whose = [by, on].filter(Boolean).join(', ')
  if (whose === '') return [[link]]
  const shown = 'Others are shown the link, who wrote it and when. It opens for those who may read it there.'
  return [[link], [`${whose[0]!.toUpperCase()}${whose.slice(1)}`], [shown]]
}

function fieldsFor({ links, title, author, datedOn }: AttachWords, found: Attachable | null): Field[] {
  const subject: Field = {
    kind: 'search',
    name: 'on',
    label: 'Evidence of',
    hint: 'A milestone, a commitment, or your last update. Nothing is marked delivered by it.',
    required: true,
    ...(found ? { value: { label: optionLabel(attachedName(found.shown)), value: nameOf(found) } } : {}),
  }
  const named: Field = {
    kind: 'text',
    name: 'title',
    label: 'Title',
    required: false,
    most: referenceLimit,
    ...(title === '' ? {} : { value: title.slice(0, referenceLimit) }),
  }
  const link: Field = { kind: 'link', name: 'link', label: 'Link', required: true }
  const by: Field = { kind: 'text', name: 'author', label: 'Author', required: false, most: authorLimit }
  const day: Field = { kind: 'date', name: 'datedOn', label: 'Day on which it was written', required: false }
  return [
    ...(links.length === 0 ? [link] : []),
    subject,
    named,
    // Of a message whose author the platform does not tell, that is asked alone.
    ...(links.length === 0 || author === null ? [by] : []),
    ...(links.length === 0 || datedOn === null ? [day] : []),
  ]
}

const nameOf = ({ shown, on }: Attachable): string => (shown.kind === 'owed' ? shown.code.toLowerCase() : on)
