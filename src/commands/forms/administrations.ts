import type { Option } from '../../chat/form.ts'
import type { Administration } from '../../domain/facts.ts'
import { optionLabel } from './activity-field.ts'
import { suggested } from './suggesting.ts'

export const administrationOption = ({ code, customsName, name }: Administration): Option => ({
  label: optionLabel(customsName),
  value: code.toLowerCase(),
  note: optionLabel(name),
})

/** Those whose names hold what was typed. */
export const administrationsFor = (typed: string, administrations: Administration[]): Option[] =>
  suggested(
    administrations.map((each) => ({
      option: administrationOption(each),
      words: [each.code, each.name, each.customsName, ...each.shortForms].join(' '),
    })),
    typed,
  )
