import type { ChannelOwner } from './channel.ts'
import type { Administration, Milestone, RoleKind } from './facts.ts'

/** A role in force today, the speaker's own or one whose holder is away. */
export type ActiveRole = {
  kind: RoleKind
  administrationId: number | null
  areaId: number | null
  regionId: number | null
}

export type AdmittedPerson = {
  kind: 'person'
  id: number
  name: string
  administrationId: number | null
  roles: ActiveRole[]
}

/** Who is speaking: nobody we know, somebody admitted, or the secretariat's operator at the terminal. */
export type Speaker = { kind: 'outsider' } | AdmittedPerson | { kind: 'operator' }

/** What a command asks of its speaker before anything else. */
export type Permission = 'anyone' | 'admitted' | 'reporter' | 'inviter' | 'secretariat' | 'operator'

/** The answer to "may they?": yes, or who could. */
export type Verdict = { allowed: true } | { allowed: false; who: string }

const yes: Verdict = { allowed: true }
const no = (who: string): Verdict => ({ allowed: false, who })

export function isSecretariat(speaker: Speaker): boolean {
  return speaker.kind === 'operator' || holds(speaker, (role) => role.kind === 'secretariat')
}

export function isAdmitted(speaker: Speaker): boolean {
  return speaker.kind === 'operator' || (speaker.kind === 'person' && speaker.roles.length > 0)
}

/** Whether the speaker reports for the administration: one of its members. */
export function isMemberOf(speaker: Speaker, administrationId: number): boolean {
  return holds(speaker, (role) => role.kind === 'member' && role.administrationId === administrationId)
}

/** Whether the speaker coordinates the area, or the region, named. */
export function coordinates(speaker: Speaker, scope: { areaId?: number; regionId?: number }): boolean {
  return holds(
    speaker,
    (role) =>
      role.kind === 'coordinator' &&
      ((scope.areaId !== undefined && role.areaId === scope.areaId) ||
        (scope.regionId !== undefined && role.regionId === scope.regionId)),
  )
}

/** Whether a role of the speaker in force today matches. */
export function holds(speaker: Speaker, matches: (role: ActiveRole) => boolean): boolean {
  return speaker.kind === 'person' && speaker.roles.some(matches)
}

/** Whether the speaker may use a command at all. Finer questions (this milestone, this administration) come after it. */
export function mayUse(speaker: Speaker, permission: Permission): Verdict {
  if (permission === 'anyone') return yes
  if (!isAdmitted(speaker)) return no('people who were invited')
  if (permission === 'admitted') return yes
  if (permission === 'secretariat') return isSecretariat(speaker) ? yes : no('the secretariat')
  if (permission === 'operator')
    return speaker.kind === 'operator' ? yes : no('the operator, at the terminal')
  if (permission === 'reporter') {
    const reports = holds(speaker, ({ kind }) => kind === 'member' || kind === 'coordinator')
    return reports || isSecretariat(speaker) ? yes : no('a member of the administration that reports')
  }
  const invites = isSecretariat(speaker) || holds(speaker, ({ kind }) => kind === 'member')
  return invites ? yes : no('the secretariat, or a member for colleagues of the same administration')
}

type Named = Pick<Administration, 'id' | 'customsName' | 'region'>
type NamedArea = { id: number; code: string }

/** An administration reports, pledges and answers by its own members. */
export function mayReportFor(
  speaker: Speaker,
  { id, customsName }: Pick<Named, 'id' | 'customsName'>,
): Verdict {
  return isMemberOf(speaker, id) ? yes : no(`a member of ${customsName}`)
}

/**
 * What an administration that is not connected sent in is recorded by the coordinator of the area or of its region, or by the
 * secretariat. That it is not connected is asked before.
 */
export function mayRecordFor(speaker: Speaker, { region }: Pick<Named, 'region'>, area: NamedArea): Verdict {
  const coordinator = coordinates(speaker, { areaId: area.id, regionId: region.id })
  if (coordinator || isSecretariat(speaker)) return yes
  return no(`the coordinator of ${area.code} or of ${region.name}, or the secretariat`)
}

/** An update is edited and withdrawn in its own administration; one that was recorded for it, also by those who may record. */
export function mayEdit(
  speaker: Speaker,
  update: { recorded: boolean },
  administration: Named,
  area: NamedArea,
): Verdict {
  const own = mayReportFor(speaker, administration)
  if (own.allowed || !update.recorded) return own
  const recorder = mayRecordFor(speaker, administration, area)
  return recorder.allowed ? yes : no(`${own.who}, or ${recorder.who}`)
}

type Answerer = Named & Pick<Administration, 'connected'>

/**
 * An administration takes part by the word of its own members or of the area's coordinator; one that is not connected, also of
 * those who may record for it. While the activity is quiet only the coordinator names one: nobody lets themselves in.
 */
export function mayTakePart(
  speaker: Speaker,
  administration: Answerer,
  area: NamedArea,
  quiet: boolean,
): Verdict {
  const coordinator = `the coordinator of ${area.code}`
  if (coordinates(speaker, { areaId: area.id })) return yes
  if (quiet) return no(coordinator)
  const own = mayReportFor(speaker, administration)
  if (own.allowed || administration.connected) return own.allowed ? yes : no(`${own.who}, or ${coordinator}`)
  return mayRecordFor(speaker, administration, area)
}

/**
 * That an administration does not take part is said by its own members; for one that is not connected, by those who may record for
 * it; and while the activity is quiet by the area's coordinator, who let it in.
 */
export function mayStepOut(
  speaker: Speaker,
  administration: Answerer,
  area: NamedArea,
  quiet: boolean,
): Verdict {
  const own = mayReportFor(speaker, administration)
  if (own.allowed) return yes
  if (quiet)
    return coordinates(speaker, { areaId: area.id })
      ? yes
      : no(`${own.who}, or the coordinator of ${area.code}`)
  return administration.connected ? own : mayRecordFor(speaker, administration, area)
}

/** Delivered is said by the milestone's owner, or by the coordinator of its area. */
export function mayDeliver(
  speaker: Speaker,
  milestone: Pick<Milestone, 'ownerAdministrationId'>,
  area: { id: number; code: string },
  owner: Pick<Administration, 'customsName'> | null,
): Verdict {
  if (coordinates(speaker, { areaId: area.id })) return yes
  const { ownerAdministrationId: ownerId } = milestone
  if (typeof ownerId === 'number' && isMemberOf(speaker, ownerId)) return yes
  const coordinator = `the coordinator of ${area.code}`
  return no(owner ? `a member of ${owner.customsName}, or ${coordinator}` : coordinator)
}

/** The secretariat invites anybody; a member invites members, Directors General and observers of the own administration. */
export function mayInvite(
  speaker: Speaker,
  invitation: { role: RoleKind; administrationId: number | null },
): Verdict {
  if (isSecretariat(speaker)) return yes
  const ownPeople: RoleKind[] = ['member', 'director general', 'observer']
  const own = invitation.administrationId !== null && isMemberOf(speaker, invitation.administrationId)
  return own && ownPeople.includes(invitation.role) ? yes : no('the secretariat')
}

/**
 * What a channel follows is set up by its owner's own people: members for their administration, coordinators for their area or
 * region; the secretariat for all.
 *
 * @param name of the owner's administration, area or region, as it is said
 */
export function mayFollow(speaker: Speaker, owner: ChannelOwner, name: string): Verdict {
  if (isSecretariat(speaker)) return yes
  switch (owner.kind) {
    case 'administration':
      return isMemberOf(speaker, owner.administrationId) ? yes : no(`a member of ${name}, or the secretariat`)
    case 'area coordinators':
    case 'region coordinators':
    case 'region': {
      const scope =
        owner.kind === 'area coordinators' ? { areaId: owner.areaId } : { regionId: owner.regionId }
      return coordinates(speaker, scope) ? yes : no(`a coordinator of ${name}, or the secretariat`)
    }
    case 'secretariat':
      return no('the secretariat')
  }
}
