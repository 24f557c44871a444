import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { strToU8, zipSync } from 'fflate'
import type { TeamsManifest } from './teams.ts'

/** Teams' two icons, in pixels: learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package. */
const icons = { color: 192, outline: 32 }

/** The same content makes the same bytes. */
const always = new Date('2010-01-01T00:00:00Z')

/** An icon of `manifests/icons`, drawn as a square PNG. */
export function drawIcon(name: keyof typeof icons): Uint8Array {
  const drawing = readFileSync(join(import.meta.dirname, 'icons', `${name}.svg`))
  return new Resvg(drawing, { fitTo: { mode: 'width', value: icons[name] } }).render().asPng()
}

/** The package that Teams takes: a zip with the manifest and its icons at the root. */
export function teamsPackage(manifest: TeamsManifest): Uint8Array {
  const files = {
    'manifest.json': strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
    [manifest.icons.color]: drawIcon('color'),
    [manifest.icons.outline]: drawIcon('outline'),
  }
  return zipSync(files, { mtime: always })
}
