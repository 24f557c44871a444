import { type CommandForm, type Context, refuseClosed } from '../command.ts'
import { type Deliverable, findDeliverable, referenceLimit } from '../delivering.ts'
import { asLink, linksIn, withoutLinks } from '../links.ts'
import { splitName } from '../on-activity.ts'
import { findSubject } from '../subject.ts'
import { optionLabel } from './activity-field.ts'
import { deliverables, standing } from './deliverables.ts'
import { linkMistake, mistakesIn, saidBy, tooLong } from './mistakes.ts'
import { suggested } from './suggesting.ts'
import { behindCode } from './words-alone.ts'

/** Which milestone or commitment is delivered, and its evidence. */
export const doneForm: CommandForm<{ on: string; links: string[]; text: string }> = {
  title: 'Delivered',
  opens: (words) => words === '' || behindCode(words)?.part === false,
  draw: async (words, context) => {
    if (context.programme.closedAt) return refuseClosed(context.programme)
    const { on, rest } = splitName(context.directory, words)
    const looked = await findDeliverable(on, context)
    const named = behindCode(words)?.part ?? false
    if ('refusal' in looked && named) return looked.refusal
    const found = 'found' in looked ? looked.found : null
    const stands = found && standingOf(found, context)
    const [link, ...others] = linksIn(rest)
    const activity = findSubject(context.directory, on) !== null
    const reference = [...(activity ? [withoutLinks(rest)] : []), ...others].join(' ').trim()
    return {
      about: found ? on : '',
      version: stands?.version ?? '',
      submit: 'Delivered',
      notice: found && stands ? [[`${found.code} ${stands.words}`]] : [],
      fields: [
        {
          kind: 'search',
          name: 'on',
          label: 'Milestone or commitment',
          required: true,
          ...(found
            ? {
                value: {
                  label: optionLabel(`${found.code} ${found.title}`),
                  value: found.code.toLowerCase(),
                },
              }
            : {}),
        },
        {
          kind: 'link',
          name: 'link',
          label: 'Link to the document',
          required: false,
          ...(link ? { value: link } : {}),
        },
        {
          kind: 'text',
          name: 'reference',
          label: 'Title, or a document reference',
          hint: 'Without a link: a number or a title by which it is found.',
          required: false,
          most: referenceLimit,
          ...(reference === '' ? {} : { value: reference.slice(0, referenceLimit) }),
        },
      ],
    }
  },
  read: async ({ on = '', link = '', reference = '' }, _, context) => {
    const looked = on === '' ? null : await findDeliverable(on, context)
    const mistakes = mistakesIn({
      on: looked === null ? 'Choose what is delivered.' : 'refusal' in looked ? saidBy(looked.refusal) : null,
      link: linkMistake(link),
      reference: reference.length > referenceLimit ? tooLong(reference, referenceLimit) : null,
    })
    if (Object.keys(mistakes).length > 0) return { mistakes }
    const links = [...new Set([asLink(link) ?? [], linksIn(reference)].flat())]
    return { args: { on, links, text: withoutLinks(reference) } }
  },
  suggest: async (_, typed, context) => {
    const all = await deliverables(context)
    return suggested(
      all.filter(({ open }) => open),
      typed,
    )
  },
}

function standingOf({ of, activity }: Deliverable, { today }: Context) {
  if ('milestoneId' in of)
    return standing({ milestone: activity.milestones.find(({ id }) => id === of.milestoneId)! }, today)
  return standing({ commitment: activity.commitments.find(({ id }) => id === of.commitmentId)! }, today)
}
