/**
 * Writes the SQL of the next migration: `npx tsx prisma/write-migration.ts <name>`.
 *
 * The difference between an empty database with every committed migration applied and `schema.prisma`, worked out by
 * Prisma's schema engine as WebAssembly on an in-memory PGlite, so that nothing is downloaded. A developer's tool: the bot
 * applies migrations itself (src/store/migrate.ts).
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'

const name = process.argv[2]
if (!name || !/^[a-z0-9_]+$/.test(name)) throw new Error('Name the migration: npx tsx prisma/write-migration.ts add_calls')

const folder = join(import.meta.dirname, 'migrations')
const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg' as string)
const wasm = readFileSync(join(import.meta.dirname, '../node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm'))
const instance = await WebAssembly.instantiate(await WebAssembly.compile(wasm), { './schema_engine_bg.js': glue })
glue.__wbg_set_wasm(instance.exports)
;(instance.exports.__wbindgen_start as () => void)()

const schema = readFileSync(join(import.meta.dirname, 'schema.prisma'), 'utf8')
const database = new PGlite()
const engine = await glue.SchemaEngine.new(
  { datamodels: [['schema.prisma', schema]] },
  () => undefined,
  bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(database)),
)
const applied = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
for (const entry of applied.map(({ name }) => name).sort()) {
  await database.exec(readFileSync(join(folder, entry, 'migration.sql'), 'utf8'))
}
const { stdout } = await engine.diff({
  from: { tag: 'schemaDatasource', files: [{ path: 'schema.prisma', content: schema }], configDir: '.' },
  to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
  script: true,
  shadowDatabaseUrl: null,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
})
const target = join(folder, `${String(applied.length + 1).padStart(4, '0')}_${name}`)
mkdirSync(target)
writeFileSync(join(target, 'migration.sql'), stdout)
console.log(`${target}/migration.sql: ${stdout.split('\n').length} lines`)
process.exit(0)
