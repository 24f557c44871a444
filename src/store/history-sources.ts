import type { Entry } from '../domain/history.ts'

/** Where the entries of a history are found, one statement a kind. */

/**
 * $1 programme, $2 activities, $3 milestone, $4 administrations, $5 now, $6 the reader's own administrations, $7 and $8 the pairs of
 * activity and administration whose dates the reader may be told, $9 since, $10 until, $11 how many
 */
const within = (at: string) => `${at} >= $9::timestamptz AND ${at} < $10::timestamptz`

/** Entries of one kind, newest first, no more than are asked for. Of one instant, the kind and the id decide. */
const source = (kind: Entry['kind'], at: string, id: string, from: string, where: string): string =>
  `(SELECT '${kind}' AS "kind", ${at} AS "at", ${id}::bigint AS "id" FROM ${from}
    WHERE ${where} AND ${within(at)} ORDER BY 2 DESC, 3 DESC LIMIT $11::int)`

/** Read one activity after another by its index, so that the number of updates does not count. */
export const updates = (each: string, of: string): string =>
  source(
    'update',
    'u."at"',
    'u."id"',
    `${each} CROSS JOIN LATERAL (SELECT n."id", n."at" FROM "Update" n
      WHERE ${of} AND ${within('n."at"')}
        AND (n."leavesAt" <= $5::timestamptz OR n."administrationId" = ANY($6::int[]))
        AND (n."withdrawnAt" IS NULL OR n."withdrawnAt" >= n."leavesAt" OR n."administrationId" = ANY($6::int[]))
      ORDER BY n."at" DESC, n."id" DESC LIMIT $11::int) u`,
    '$3::text IS NULL',
  )

const milestones = `m."activityId" = ANY($2::int[]) AND ($3::text IS NULL OR m."code" = $3::text)
  AND ($4::int[] IS NULL OR m."ownerAdministrationId" = ANY($4::int[]))`
const whole = '$3::text IS NULL AND $4::int[] IS NULL'
const ofThose = (administration: string) =>
  `$3::text IS NULL AND ($4::int[] IS NULL OR ${administration} = ANY($4::int[]))`
const commitments = `c."activityId" = ANY($2::int[]) AND ${ofThose('c."administrationId"')}`
const told = '(c."activityId", c."administrationId") IN (SELECT * FROM unnest($7::int[], $8::int[]))'

/** Whether a lead was named by somebody; then that is what is told. */
const namedLead = `EXISTS (SELECT 1 FROM "AuditEntry" x WHERE x."subjectKind" = 'activity' AND x."subjectId" = p."activityId"
  AND x."action" = 'leads named' AND x."at" = p."since")`

export const sources = [
  source(
    'planned',
    'm."proposedAt"',
    'm."id"',
    '"Milestone" m',
    `m."proposedById" IS NOT NULL AND ${milestones}`,
  ),
  source('agreed', 'm."agreedAt"', 'm."id"', '"Milestone" m', `m."agreedAt" IS NOT NULL AND ${milestones}`),
  source(
    'delivered',
    'm."deliveredAt"',
    'm."id"',
    '"Milestone" m',
    `m."deliveredAt" IS NOT NULL AND ${milestones}`,
  ),
  source(
    'moved',
    'd."at"',
    'd."id"',
    '"Milestone" m JOIN "DateChange" d ON d."milestoneId" = m."id"',
    // One that was asked for is told as the decision.
    `d."extensionId" IS NULL AND ${milestones}`,
  ),
  source(
    'extension asked',
    'x."requestedAt"',
    'x."id"',
    '"Milestone" m JOIN "Extension" x ON x."milestoneId" = m."id"',
    milestones,
  ),
  source(
    'extension decided',
    'x."decidedAt"',
    'x."id"',
    '"Milestone" m JOIN "Extension" x ON x."milestoneId" = m."id"',
    `x."decidedAt" IS NOT NULL AND ${milestones}`,
  ),
  source(
    'moved',
    'd."at"',
    'd."id"',
    '"Commitment" c JOIN "DateChange" d ON d."commitmentId" = c."id"',
    `${commitments} AND ${told}`,
  ),
  source(
    'moved',
    'd."at"',
    'd."id"',
    '"Meeting" g JOIN "DateChange" d ON d."meetingId" = g."id"',
    `g."programmeId" = $1::int AND ${whole}`,
  ),
  source('pledged', 'c."madeAt"', 'c."id"', '"Commitment" c', commitments),
  source(
    'commitment delivered',
    'coalesce(x."at", c."deliveredOn"::timestamp AT TIME ZONE \'UTC\')',
    'c."id"',
    `"Commitment" c LEFT JOIN LATERAL (SELECT "at" FROM "AuditEntry" WHERE "subjectKind" = 'commitment' AND "subjectId" = c."id"
      AND "action" = 'commitment delivered' ORDER BY "id" DESC LIMIT 1) x ON true`,
    `c."deliveredOn" IS NOT NULL AND ${commitments}`,
  ),
  source(
    'evidence filed',
    'x."at"',
    'x."id"',
    `"Milestone" m JOIN "AuditEntry" x ON x."subjectKind" = 'milestone' AND x."subjectId" = m."id"`,
    `${milestones} AND x."action" = 'evidence filed'`,
  ),
  source(
    'commitment evidence filed',
    'x."at"',
    'x."id"',
    `"Commitment" c JOIN "AuditEntry" x ON x."subjectKind" = 'commitment' AND x."subjectId" = c."id"`,
    `${commitments} AND x."action" = 'evidence filed'`,
  ),
  source(
    'reworded',
    'x."at"',
    'x."id"',
    `"Commitment" c JOIN "AuditEntry" x ON x."subjectKind" = 'commitment' AND x."subjectId" = c."id"`,
    `${commitments} AND x."action" = 'commitment changed' AND 'text' = ANY(x."fields")`,
  ),
  source(
    'answered',
    'p."since"',
    '((p."activityId"::bigint << 16) + p."administrationId")',
    '"Participation" p',
    `p."activityId" = ANY($2::int[]) AND ${ofThose('p."administrationId"')}
      AND p."since" <= $5::timestamptz AND ($4::int[] IS NOT NULL OR NOT p."lead" OR NOT ${namedLead})`,
  ),
  source(
    'leads named',
    'x."at"',
    'x."id"',
    '"AuditEntry" x',
    `x."subjectKind" = 'activity' AND x."subjectId" = ANY($2::int[]) AND x."action" = 'leads named'
      AND cardinality(x."fields") > 0 AND ${whole}`,
  ),
  source(
    'confirmed',
    'f."at"',
    'f."id"',
    '"Confirmation" f LEFT JOIN "Commitment" c ON c."id" = f."commitmentId"',
    `f."activityId" = ANY($2::int[]) AND ${ofThose('c."administrationId"')}`,
  ),
  source(
    'programme closed',
    'x."at"',
    'x."id"',
    '"AuditEntry" x',
    `x."subjectKind" = 'programme' AND x."subjectId" = $1::int AND x."action" = 'programme closed'
      AND cardinality(x."fields") > 0 AND ${whole}`,
  ),
]
