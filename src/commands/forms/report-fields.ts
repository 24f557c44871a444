import type { Field } from '../../chat/form.ts'
import { type Outlook, outlooks } from '../../domain/facts.ts'
import {
  obstacleLimit,
  type ReportFault,
  type ReportWords,
  sourceLimit,
  updateTextLimit,
} from '../report-words.ts'
import { tooLong } from './mistakes.ts'

/** What reporting and editing both ask. */

export const asOutlook = (entered: string): Outlook | null =>
  outlooks.find((each) => each === entered) ?? null

export const outlookField = (value: Outlook | null): Field => ({
  kind: 'choice',
  name: 'outlook',
  label: 'How it stands',
  required: true,
  options: outlooks.map((each) => ({ label: each[0]!.toUpperCase() + each.slice(1), value: each })),
  ...(value === null ? {} : { value }),
})

export const obstacleField = (value: string | null): Field => ({
  kind: 'text',
  name: 'inTheWay',
  label: 'What is in the way',
  hint: 'Leave it empty if nothing is.',
  required: false,
  most: obstacleLimit,
  ...(value === null ? {} : { value }),
})

export const sourceField = (value: string | null, required: boolean): Field => ({
  kind: 'text',
  name: 'source',
  label: 'Where the words come from',
  hint: 'For an administration that is not connected: e-mail of 3 May, call, letter, meeting.',
  required,
  most: sourceLimit,
  ...(value === null ? {} : { value }),
})

/** What is wrong with a report, at the field that it is entered in. */
export function reportMistakes(
  { text, inTheWay }: ReportWords,
  faults: ReportFault[],
): Record<string, string | null> {
  const at = (...those: ReportFault[]) => those.some((each) => faults.includes(each))
  return {
    outlook: at('no outlook') ? 'Choose how it stands.' : null,
    text: at('long text')
      ? tooLong(text, updateTextLimit)
      : at('no words')
        ? 'Say in a sentence what was done, or give a link.'
        : null,
    inTheWay: at('long obstacle') ? tooLong(inTheWay ?? '', obstacleLimit) : null,
    source: at('no source', 'long source')
      ? 'Say where the words come from, for example: e-mail of 3 May.'
      : null,
  }
}
