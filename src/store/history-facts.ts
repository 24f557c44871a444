import type { Entry } from '../domain/history.ts'
import { evidence, milliseconds } from './facts-as-json.ts'

/** What is told of each kind of entry, of the entry `t` ("kind", "at", "id"). */

const actor = (
  id: string,
): string => `(SELECT json_build_object('name', y."name", 'administrationId', y."administrationId")
  FROM "Person" y WHERE y."id" = ${id})`

const milestone = `json_build_object('code', m."code", 'title', m."title", 'state', m."state", 'baselineOn', m."baselineOn",
  'dueOn', m."dueOn", 'waitingFor', m."waitingFor", 'deliveredOn', m."deliveredOn",
  'ownerAdministrationId', m."ownerAdministrationId",
  'beside', (SELECT json_agg(json_build_object('state', b."state", 'baselineOn', b."baselineOn", 'dueOn', b."dueOn",
      'waitingFor', b."waitingFor", 'deliveredOn', b."deliveredOn", 'ownerAdministrationId', b."ownerAdministrationId"))
    FROM "Milestone" b WHERE b."activityId" = m."activityId"))`

const ofMilestone = (
  by: string,
  more = '',
): string => `(SELECT json_build_object('activityId', m."activityId",
    'by', ${actor(by)}, 'milestone', ${milestone}${more})
  FROM "Milestone" m WHERE m."id" = t."id")`

/** A text that was withdrawn is erased; nothing that could hold it is read. */
const update = `(SELECT CASE WHEN u."withdrawnAt" IS NULL
    THEN json_build_object('activityId', u."activityId", 'administrationId', u."administrationId", 'by', ${actor('u."personId"')},
      'outlook', u."outlook", 'text', v."text", 'inTheWay', v."inTheWay", 'recordedFrom', v."recordedFrom",
      'editedAt', CASE WHEN u."version" > 1 THEN ${milliseconds('v."at"')} END, 'evidence', ${evidence('e."updateId" = u."id"')})
    ELSE json_build_object('kind', 'withdrawn', 'activityId', u."activityId", 'administrationId', u."administrationId",
      'by', ${actor('u."personId"')}, 'withdrawnAt', ${milliseconds('u."withdrawnAt"')},
      'withdrawnBy', ${actor('u."withdrawnById"')}) END
  FROM "Update" u LEFT JOIN "UpdateVersion" v ON v."updateId" = u."id" AND v."number" = u."version" WHERE u."id" = t."id")`

const moved = `(SELECT json_build_object('activityId', coalesce(m."activityId", c."activityId"), 'by', ${actor('d."byId"')},
    'of', CASE WHEN m."id" IS NOT NULL THEN 'milestone' WHEN c."id" IS NOT NULL THEN 'commitment' ELSE 'meeting' END,
    'milestone', CASE WHEN m."id" IS NOT NULL THEN ${milestone} END, 'administrationId', c."administrationId", 'name', g."name",
    'fromOn', d."fromOn", 'toOn', d."toOn", 'fromPlace', d."fromPlace", 'toPlace', d."toPlace", 'reason', d."reason")
  FROM "DateChange" d LEFT JOIN "Milestone" m ON m."id" = d."milestoneId" LEFT JOIN "Commitment" c ON c."id" = d."commitmentId"
    LEFT JOIN "Meeting" g ON g."id" = d."meetingId" WHERE d."id" = t."id")`

const extension = (
  by: string,
  reason: string,
): string => `(SELECT json_build_object('activityId', m."activityId", 'by', ${actor(by)}, 'milestone', ${milestone},
    'fromOn', x."fromOn", 'toOn', x."toOn", 'outcome', x."outcome", 'approvedOn', x."approvedOn", 'reason', ${reason})
  FROM "Extension" x JOIN "Milestone" m ON m."id" = x."milestoneId" WHERE x."id" = t."id")`

const ofCommitment = (
  by: string,
  more: string,
): string => `(SELECT json_build_object('activityId', c."activityId",
    'administrationId', c."administrationId", 'by', ${by}, 'text', c."text", ${more})
  FROM "Commitment" c WHERE c."id" = t."id")`

/** $7 and $8 are the pairs whose dates the reader may be told. */
const target = `CASE WHEN (c."activityId", c."administrationId") IN (SELECT * FROM unnest($7::int[], $8::int[]))
  THEN c."baselineOn" END`

const audited = (
  kind: string,
  id: string,
  when: string,
): string => `(SELECT ${actor('x."personId"')} FROM "AuditEntry" x
  WHERE x."subjectKind" = '${kind}' AND x."subjectId" = ${id} AND ${when} ORDER BY x."id" DESC LIMIT 1)`

/** Who answered. In one instant several may: somebody of that administration before a coordinator, and neither for the other. */
const answeredBy = `(SELECT ${actor('x."personId"')} FROM "AuditEntry" x LEFT JOIN "Person" h ON h."id" = x."personId"
  WHERE x."subjectKind" = 'activity' AND x."subjectId" = p."activityId" AND x."at" = p."since"
    AND (x."action" = CASE WHEN p."takingPart" THEN 'taking part' ELSE 'not taking part' END OR (p."lead" AND x."action" = 'leads named'))
  ORDER BY CASE WHEN h."administrationId" = p."administrationId" THEN 0 WHEN h."administrationId" IS NULL THEN 1 ELSE 2 END, x."id" DESC
  LIMIT 1)`

const answered = `(SELECT json_build_object('activityId', p."activityId", 'administrationId', p."administrationId",
    'takingPart', p."takingPart", 'lead', p."lead", 'reason', p."reason", 'by', ${answeredBy})
  FROM "Participation" p WHERE p."activityId" = t."id" >> 16 AND p."administrationId" = t."id" & 65535)`

const leadsNamed = `(SELECT json_build_object('activityId', x."subjectId", 'by', ${actor('x."personId"')},
    'administrationIds', (SELECT coalesce(json_agg(p."administrationId"), '[]') FROM "Participation" p
      WHERE p."activityId" = x."subjectId" AND p."lead" AND p."since" = x."at"))
  FROM "AuditEntry" x WHERE x."id" = t."id")`

const reworded = `(SELECT json_build_object('activityId', c."activityId", 'administrationId', c."administrationId",
    'by', ${actor('x."personId"')})
  FROM "AuditEntry" x JOIN "Commitment" c ON c."id" = x."subjectId" WHERE x."id" = t."id")`

/** What was filed in that instant. */
const evidenceFiled = `(SELECT json_build_object('activityId', m."activityId", 'by', ${actor('x."personId"')},
    'milestone', ${milestone}, 'evidence', ${evidence('e."milestoneId" = m."id" AND e."at" = x."at"')})
  FROM "AuditEntry" x JOIN "Milestone" m ON m."id" = x."subjectId" WHERE x."id" = t."id")`

const commitmentEvidenceFiled = `(SELECT json_build_object('activityId', c."activityId", 'by', ${actor('x."personId"')},
    'administrationId', c."administrationId", 'text', c."text",
    'evidence', ${evidence('e."commitmentId" = c."id" AND e."at" = x."at"')})
  FROM "AuditEntry" x JOIN "Commitment" c ON c."id" = x."subjectId" WHERE x."id" = t."id")`

const closed = `(SELECT json_build_object('by', ${actor('x."personId"')}) FROM "AuditEntry" x WHERE x."id" = t."id")`

const confirmed = `(SELECT json_build_object('activityId', f."activityId", 'by', ${actor('f."byId"')}, 'level', f."level",
    'administrationId', (SELECT c."administrationId" FROM "Commitment" c WHERE c."id" = f."commitmentId"))
  FROM "Confirmation" f WHERE f."id" = t."id")`

/** One entry as JSON; instants as milliseconds. */
export const entryFacts = `jsonb_build_object('kind', t."kind", 'at', ${milliseconds('t."at"')}) || (CASE t."kind"
  WHEN 'update' THEN ${update}
  WHEN 'planned' THEN ${ofMilestone('m."proposedById"')}
  WHEN 'agreed' THEN ${ofMilestone('m."agreedById"')}
  WHEN 'delivered' THEN ${ofMilestone('m."deliveredById"', `, 'evidence', ${evidence('e."milestoneId" = m."id"')}`)}
  WHEN 'moved' THEN ${moved}
  WHEN 'extension asked' THEN ${extension('x."requestedById"', 'x."reason"')}
  WHEN 'extension decided' THEN ${extension('x."decidedById"', `coalesce(x."decisionReason", '')`)}
  WHEN 'pledged' THEN ${ofCommitment(actor('c."madeById"'), `'targetOn', ${target}`)}
  WHEN 'commitment delivered' THEN ${ofCommitment(
    audited('commitment', 'c."id"', `x."action" = 'commitment delivered'`),
    `'evidence', ${evidence('e."commitmentId" = c."id"')}`,
  )}
  WHEN 'answered' THEN ${answered}
  WHEN 'leads named' THEN ${leadsNamed}
  WHEN 'confirmed' THEN ${confirmed}
  WHEN 'evidence filed' THEN ${evidenceFiled}
  WHEN 'commitment evidence filed' THEN ${commitmentEvidenceFiled}
  WHEN 'reworded' THEN ${reworded}
  WHEN 'programme closed' THEN ${closed}
END)::jsonb`

/** An entry as it comes from the statement: codes without the programme's prefix. */
export type StoredEntry = {
  at: number
  editedAt?: number | null
  withdrawnAt?: number
  milestone?: { code: string } | null
}

export function entryOf(
  { at, editedAt, withdrawnAt, milestone, ...facts }: StoredEntry,
  prefix: string,
): Entry {
  return {
    activityId: null,
    ...facts,
    at: new Date(at),
    ...(editedAt === undefined ? {} : { editedAt: editedAt === null ? null : new Date(editedAt) }),
    ...(withdrawnAt === undefined ? {} : { withdrawnAt: new Date(withdrawnAt) }),
    ...(milestone ? { milestone: { ...milestone, code: prefix + milestone.code } } : {}),
  } as Entry
}
