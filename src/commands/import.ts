import { resolve } from 'node:path'
import { z } from 'zod'
import { type Block, code, type Inline, list, strong, text } from '../chat/view.ts'
import type { Directory } from '../domain/facts.ts'
import { startingOn } from '../programme/move.ts'
import { loadProgramme, ProgrammeFault } from '../programme/read.ts'
import { ImportRefused } from '../store/contradictions.ts'
import { importProgramme } from '../store/import.ts'
import { openProgramme } from '../store/programme.ts'
import { calendarDate, dayIn, isCalendarDate } from '../time.ts'
import { answer, defineCommand, refuse } from './command.ts'

const args = z.object({ path: z.string(), starts: z.string().nullable() })

/** `import programme.yaml --starts 2026-01-01`, at the terminal. */
export const importCommand = defineCommand({
  name: 'import',
  also: [],
  summary: 'load a programme file, at the terminal',
  usage: [
    'import prisma/programmes/heraklion-2009.yaml',
    'import prisma/programmes/heraklion-2009.yaml --starts 2026-01-01',
  ],
  may: 'operator',
  changes: true,
  alsoWhenClosed: () => true,
  args,
  read: (words) => {
    const [, path, starts] = /^(.*?)(?:\s+--starts[= ](\S+))?$/.exec(words.trim()) ?? []
    return { path: path ?? '', starts: starts ?? null }
  },
  run: async ({ path, starts }, context) => {
    if (path === '')
      return refuse('Name the programme file, for example: import prisma/programmes/heraklion-2009.yaml')
    if (starts !== null && !isCalendarDate(starts))
      return refuse(`"${starts}" is not a day: write it as 2026-01-01.`)
    try {
      const file = loadProgramme(resolve(path))
      const moved = starts === null ? file : movedTo(file, starts)
      const { programmeId, added } = await importProgramme(context.db, moved, context.now, { example: false })
      await context.changed('programme imported', { kind: 'programme', id: programmeId }, ['programme'])
      const { activities, milestones, administrations } = added
      const opened = await openProgramme(context.db, file.key, dayIn(context.now, 'UTC'))
      return answer({
        blocks: [
          text(strong('Imported. '), `${file.name} (${file.key}).`),
          text(
            `New: ${activities} activities, ${milestones} milestones, ${administrations} administrations. Everything else stays as it was.`,
          ),
          ...(opened ? currentWords(opened.directory) : []),
        ],
      })
    } catch (error) {
      if (error instanceof ProgrammeFault) return refuseFile(error.message.split('\n'))
      if (error instanceof ImportRefused) return refuse(error.message)
      throw error
    }
  },
})

/** Which programme answers from now on, where there are several. */
function currentWords({ programmes }: Directory): Block[] {
  const [current, ...others] = programmes
  if (!current || others.length === 0) return []
  return [
    text(
      `${current.name} is the current one. The others are seen by `,
      ...others.flatMap(({ key }, at): Inline[] => [
        at === 0 ? '' : ', ',
        code(`status ${key.toLowerCase()}`),
      ]),
      '.',
    ),
  ]
}

function movedTo(file: ReturnType<typeof loadProgramme>, starts: string) {
  try {
    return startingOn(file, calendarDate(starts))
  } catch (error) {
    if (error instanceof RangeError) throw new ImportRefused(error.message)
    throw error
  }
}

function refuseFile(faults: string[]) {
  const reply = refuse('Nothing was imported. Mend the file and import it again:')
  return { ...reply, show: { blocks: [...reply.show.blocks, list(faults.map((fault) => [fault]))] } }
}
