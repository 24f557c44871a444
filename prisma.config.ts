import { existsSync } from 'node:fs'
import { defineConfig } from 'prisma/config'

// `prisma generate` insists on a schema engine binary that it never runs, and would download one.
// Naming any existing file keeps it offline; the other commands (`prisma migrate …`) need the real one.
const offlineCommands = ['generate', 'validate', 'format']
if (offlineCommands.some((command) => process.argv.includes(command)) && existsSync(import.meta.filename)) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= import.meta.filename
}

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } })
