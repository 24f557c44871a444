import type { Option } from '../../chat/form.ts'
import { type RoleKind, roleKinds } from '../../domain/facts.ts'
import { mayInvite } from '../../domain/permission.ts'
import { type CommandForm, type Context, ownAdministration } from '../command.ts'
import { findScope, missing, readInvitation, type Scope } from '../scope.ts'
import { optionLabel } from './activity-field.ts'
import { administrationOption, administrationsFor } from './administrations.ts'
import { mistakesIn } from './mistakes.ts'
import { suggested } from './suggesting.ts'

/** Whom somebody admits: in which role, and for which administration, area or region. */
export const inviteForm: CommandForm<{ role: RoleKind | null; of: string }> = {
  title: 'Admit someone',
  opens: (words) => {
    const { role, of } = readInvitation(words)
    return of === '' && role !== 'secretariat' && role !== 'observer'
  },
  draw: async (words, context) => {
    const { role, of } = readInvitation(words)
    const own = ownAdministration(context)
    const scope = findScope(context.directory, of)
    const kinds = roleKinds.filter((kind) => invites(kind, context))
    const chosen = scope
      ? optionOf(scope)
      : own && kinds.length < roleKinds.length
        ? administrationOption(own)
        : null
    return {
      about: '',
      version: '',
      submit: 'Make a code',
      notice: [['A code admits one person, once. You are shown it alone, and pass it on.']],
      fields: [
        {
          kind: 'choice',
          name: 'role',
          label: 'Role',
          required: true,
          options: kinds.map((kind) => ({ label: roleLabels[kind], value: kind })),
          ...(role && kinds.includes(role) ? { value: role } : {}),
        },
        {
          kind: 'search',
          name: 'of',
          label: 'Administration, area or region',
          hint: 'A coordinator has an area or a region; the secretariat has none.',
          required: false,
          ...(chosen ? { value: chosen } : {}),
        },
      ],
    }
  },
  read: async ({ role: entered = '', of = '' }, _, { directory }) => {
    const role = roleKinds.find((kind) => kind === entered)
    const scope = of === '' ? null : findScope(directory, of)
    const fault = role ? missing(role, scope) : null
    const mistakes = mistakesIn({
      role: role ? null : 'Choose a role.',
      of:
        of !== '' && !scope
          ? 'Choose an administration, an area or a region of the programme.'
          : fault
            ? role === 'secretariat'
              ? 'Leave it empty: the secretariat is of no administration.'
              : `Choose ${fault}.`
            : null,
    })
    return Object.keys(mistakes).length > 0 ? { mistakes } : { args: { role: role ?? null, of } }
  },
  suggest: async (_, typed, context) => {
    const { directory } = context
    const mine = directory.administrations.filter(
      ({ id }) => mayInvite(context.speaker, { role: 'member', administrationId: id }).allowed,
    )
    const scopes: Scope[] = invites('coordinator', context)
      ? [
          ...directory.areas.map((area) => ({ kind: 'area' as const, area })),
          ...directory.regions.map((region) => ({ kind: 'region' as const, region })),
        ]
      : []
    const options = scopes.map((scope) => ({ option: optionOf(scope), words: optionOf(scope).label }))
    return [...suggested(options, typed), ...administrationsFor(typed, mine)]
  },
}

const roleLabels: Record<RoleKind, string> = {
  member: 'Member: reports for an administration',
  coordinator: 'Coordinator of an area or a region',
  'director general': 'Director General',
  secretariat: 'Secretariat',
  observer: 'Observer: reads, and says nothing',
}

function invites(role: RoleKind, context: Context): boolean {
  const administrationId = ownAdministration(context)?.id ?? null
  return mayInvite(context.speaker, { role, administrationId }).allowed
}

function optionOf(scope: Scope): Option {
  if (scope.kind === 'administration') return administrationOption(scope.administration)
  const { code, name } = scope.kind === 'area' ? scope.area : scope.region
  return {
    label: optionLabel(scope.kind === 'area' ? `${code} ${name}` : `Region ${name}`),
    value: code.toLowerCase(),
  }
}
