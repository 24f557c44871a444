import type { ProgrammeFile } from '../domain/programme-file.ts'
import { OperatorFault } from '../fault.ts'
import { dayIn, fromDateColumn, fullDate } from '../time.ts'
import type { Db } from './database.ts'

/** A programme file that contradicts what is in the record. Its message says what to do. */
export class ImportRefused extends OperatorFault {}

/**
 * @throws ImportRefused when the programme is loaded and closed, its dates were moved by another number of months, or the wording of
 *   a loaded activity differs; and when a programme's key is also the word for an area or an administration
 */
export async function refuseContradictions(db: Db, file: ProgrammeFile): Promise<void> {
  await refuseSharedWords(db, file)
  const loaded = await db.prisma.programme.findUnique({
    where: { key: file.key },
    include: { activities: true },
  })
  if (!loaded) return
  if (loaded.closedAt) {
    throw new ImportRefused(
      `${file.key} was closed on ${fullDate(dayIn(loaded.closedAt, 'UTC'))}, and nothing is added to it: give another programme another key.`,
    )
  }
  if (loaded.movedMonths !== file.movedMonths) {
    throw new ImportRefused(
      `${file.key} is loaded with its dates moved by ${loaded.movedMonths} months, and this would move them by ${file.movedMonths}. ` +
        `Add --starts ${fromDateColumn(loaded.periodFrom)}, or import into an empty DATA_DIR.`,
    )
  }
  const wording = new Map(file.activities.map(({ code, declaredWording }) => [code, declaredWording]))
  const differing = loaded.activities.filter(
    ({ code, declaredWording }) => wording.has(code) && wording.get(code) !== declaredWording,
  )
  if (differing.length > 0) {
    const codes = differing.map(({ code }) => code).join(', ')
    throw new ImportRefused(
      `The declared wording of ${codes} differs from what was loaded. Restore it in the file: nobody can edit it.`,
    )
  }
}

/** `status her` must mean one thing, whichever programme is the current one. */
async function refuseSharedWords(db: Db, file: ProgrammeFile): Promise<void> {
  const { prisma } = db
  const keys = [
    file.key,
    ...(await prisma.programme.findMany({ select: { key: true } })).map(({ key }) => key),
  ]
  const areas = [...file.areas, ...(await prisma.area.findMany({ select: { code: true } }))]
  const administrations = [
    ...file.administrations,
    ...(await prisma.administration.findMany({ select: { code: true, name: true, shortForms: true } })),
  ]
  const words = new Set(
    [
      ...areas.map(({ code }) => code),
      ...administrations.flatMap(({ code, name, shortForms }) => [code, name, ...shortForms]),
    ].map((word) => word.toUpperCase()),
  )
  const shared = keys.find((key) => words.has(key))
  if (shared !== undefined) {
    throw new ImportRefused(
      `${shared} is the key of a programme, and cannot be the word for an area or an administration too. Change it in this file.`,
    )
  }
}
