import { type Config, ConfigFault } from './config.ts'
import { startingOn } from './programme/move.ts'
import { loadProgramme } from './programme/read.ts'
import type { Store } from './store/database.ts'
import { importProgramme } from './store/import.ts'
import { isLoaded } from './store/programme.ts'
import type { Clock } from './time.ts'

/**
 * Loads the programme of the settings when it is not loaded yet.
 *
 * @throws ProgrammeFault when its file has faults, ConfigFault when it cannot start on PROGRAMME_STARTS
 */
export async function loadProgrammeOnce(store: Store, config: Config, clock: Clock): Promise<void> {
  const file = loadProgramme(config.programme)
  if (await isLoaded(store.db, file.key)) return
  const programme = movedTo(file, config.programmeStarts)
  await store.transaction((db) => importProgramme(db, programme, clock.now(), { example: config.firstLook }))
}

function movedTo(file: ReturnType<typeof loadProgramme>, starts: Config['programmeStarts']) {
  try {
    return starts ? startingOn(file, starts) : file
  } catch (error) {
    if (error instanceof RangeError) throw new ConfigFault([`PROGRAMME_STARTS: ${error.message}`])
    throw error
  }
}
