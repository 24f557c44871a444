import { type Block, code, heading, list, small, text, type View } from '../chat/view.ts'
import type { Directory, RoleKind } from '../domain/facts.ts'
import { type CalendarDate, fullDate } from '../time.ts'

type Holder = {
  name: string
  kind: RoleKind
  administrationId: number | null
  areaId: number | null
  regionId: number | null
  untilOn: CalendarDate | null
}

const groups: { kind: RoleKind; title: string; may: string }[] = [
  { kind: 'secretariat', title: 'Secretariat', may: 'loads the programme, invites everyone' },
  { kind: 'coordinator', title: 'Coordinators', may: 'mark milestones of their area delivered' },
  { kind: 'member', title: 'Members', may: 'report, mark milestones delivered, invite colleagues' },
  { kind: 'director general', title: 'Directors General', may: 'read everything, never asked for updates' },
  { kind: 'observer', title: 'Observers', may: 'read' },
]

/** People by role, with what each role may do. */
export function whoView(holders: Holder[], directory: Directory, title: string): View {
  const blocks = groups.flatMap(({ kind, title: role, may }): Block[] => {
    const those = holders.filter((holder) => holder.kind === kind)
    return those.length === 0
      ? []
      : [heading(role), small(may), list(those.map((holder) => [holderWords(holder, directory)]))]
  })
  return {
    title,
    blocks:
      blocks.length > 0
        ? blocks
        : [text('Nobody has joined yet. The secretariat invites with ', code('invite'), '.')],
  }
}

function holderWords(
  { name, administrationId, areaId, regionId, untilOn }: Holder,
  directory: Directory,
): string {
  const scope =
    directory.administrations.find(({ id }) => id === administrationId)?.customsName ??
    directory.areas.find(({ id }) => id === areaId)?.code ??
    directory.regions.find(({ id }) => id === regionId)?.name
  return `${name}${scope ? `, ${scope}` : ''}${untilOn ? `, until ${fullDate(untilOn)}` : ''}`
}
