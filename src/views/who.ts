import { type Block, code, heading, list, small, text, type View } from '../chat/view.ts'
import type { Directory, RoleKind } from '../domain/facts.ts'
import type { HeldRole } from '../domain/roles.ts'
import { fullDate } from '../time.ts'

/** Somebody in a role. */
export type Holder = { name: string; role: HeldRole }

const groups: { kind: RoleKind; title: string; may: string }[] = [
  {
    kind: 'secretariat',
    title: 'Secretariat',
    may: 'loads the programme, invites everyone, gives and ends roles, says who leads, sets the meetings',
  },
  {
    kind: 'coordinator',
    title: 'Coordinators',
    may: 'in their area: say who leads, plan and move milestones, mark them delivered, confirm',
  },
  {
    kind: 'member',
    title: 'Members',
    may: 'report, agree their milestones and mark them delivered, plan what they lead, invite colleagues',
  },
  { kind: 'director general', title: 'Directors General', may: 'read everything, never asked for updates' },
  { kind: 'observer', title: 'Observers', may: 'read' },
]

/** People by role, with what each role may do. */
export function whoView(holders: Holder[], directory: Directory, title: string): View {
  const blocks = groupsOf(holders, (holder) => holderWords(holder, directory))
  return {
    title,
    blocks:
      blocks.length > 0
        ? blocks
        : [text('Nobody has joined yet. The secretariat invites with ', code('invite'), '.')],
  }
}

/** The holders under a heading for each kind of role, each on one line. */
export function groupsOf(holders: Holder[], line: (holder: Holder) => string): Block[] {
  return groups.flatMap(({ kind, title, may }): Block[] => {
    const those = holders.filter(({ role }) => role.kind === kind)
    return those.length === 0 ? [] : [heading(title), small(may), list(those.map((holder) => [line(holder)]))]
  })
}

/** `Sato Yuki, Japan Customs, until Friday 31 December 2010`. */
export function holderWords({ name, role }: Holder, directory: Directory): string {
  const scope = scopeWords(role, directory)
  return `${name}${scope ? `, ${scope}` : ''}${role.untilOn ? `, until ${fullDate(role.untilOn)}` : ''}`
}

/** What a role is for: `IPR`, `Japan Customs`; `HER/IPR` in a programme that is not the current one; null for nothing in particular. */
export function scopeWords(
  { scope, programmeKey }: Pick<HeldRole, 'scope' | 'programmeKey'>,
  { programmes }: Directory,
): string | null {
  return scope && programmeKey && programmeKey !== programmes[0]?.key ? `${programmeKey}/${scope}` : scope
}
