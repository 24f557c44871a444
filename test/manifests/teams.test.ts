import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { AppManifestUtils } from '@microsoft/app-manifest'
import { Resvg } from '@resvg/resvg-js'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { ATTACH } from '../../adapters/teams/message-action.ts'
import { menuOf, type Word } from '../../manifests/about.ts'
import { drawIcon, teamsPackage } from '../../manifests/package.ts'
import { type TeamsManifest, teamsManifest } from '../../manifests/teams.ts'
import { commands } from '../../src/commands/index.ts'
import { findCommand } from '../../src/commands/parse.ts'

const office = {
  name: 'Example Customs',
  website: 'https://customs.example.org',
  privacy: 'https://customs.example.org/privacy',
  terms: 'https://customs.example.org/terms',
}
const app = { appId: '11111111-2222-3333-4444-555555555555', version: '1.0.0', office, slash: false }
const plain = teamsManifest(app, commands)
const slash = teamsManifest({ ...app, slash: true }, commands)

/** Microsoft's schema of that version, as `@microsoft/app-manifest` carries it. */
function schemaOf({ manifestVersion }: TeamsManifest) {
  const file = `@microsoft/app-manifest/build/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.schema.json`
  return JSON.parse(readFileSync(createRequire(import.meta.url).resolve(file), 'utf8'))
}
const faultsIn = (manifest: TeamsManifest) =>
  AppManifestUtils.validateAgainstSchema(manifest, schemaOf(manifest))

describe("Teams' manifest", () => {
  it.each([
    ['plain', '1.19', plain],
    ['with slash commands', '1.29', slash],
  ])('%s fits the schema %s', async (_, version, manifest) => {
    expect(manifest.manifestVersion).toBe(version)
    expect(manifest.$schema).toContain(`/v${version}/`)
    expect(await faultsIn(manifest)).toEqual([])
  })

  it.each([
    ['an app id that is none', { ...plain, id: 'TEAMS_APP_ID' }],
    ['a long name', { ...plain, name: { short: 'x'.repeat(31) } }],
    ['what only a later schema knows', { ...plain, bots: slash.bots }],
  ])('the schema refuses %s', async (_, wrong) => {
    expect(await faultsIn(wrong as TeamsManifest)).not.toEqual([])
  })

  it('offers slash commands where a message could be seen by others, and only when asked to', () => {
    expect(JSON.stringify(plain)).not.toMatch(/slash|targeted/i)
    expect(slash.bots?.[0]).toMatchObject({
      supportsTargetedMessages: true,
      commandLists: [
        { scopes: ['personal'] },
        { scopes: ['team', 'groupChat'], triggers: ['mention', 'slash'] },
      ],
    })
    expect(slash.bots?.[0]?.commandLists?.[0]).not.toHaveProperty('triggers')
  })

  it('has an action for messages, which the bot knows', () => {
    for (const { composeExtensions } of [plain, slash]) {
      expect(composeExtensions).toMatchObject([
        { botId: app.appId, commands: [{ id: ATTACH, context: ['message'], fetchTask: true }] },
      ])
    }
  })

  it('offers in its menus what is asked and said most, each a word that exists', () => {
    for (const { bots } of [plain, slash])
      for (const { commands: offered } of bots?.[0]?.commandLists ?? []) {
        const titles = offered.map(({ title }) => title)
        expect(titles).toEqual(
          expect.arrayContaining(['mine', 'update', 'done', 'home', 'status', 'summary', 'help']),
        )
        for (const title of titles) expect(findCommand(commands, title)?.command.name).toBe(title)
      }
  })

  it('has the words of the table in its menus, with help, and without the operator’s', () => {
    for (const list of plain.bots?.[0]?.commandLists ?? []) {
      const titles = list.commands.map(({ title }) => title)
      expect(titles.slice(0, 3)).toEqual(commands.slice(0, 3).map(({ name }) => name))
      expect(titles.at(-1)).toBe('help')
      expect(titles).not.toContain('import')
      expect(titles.length).toBeLessThanOrEqual(12)
    }
    expect(plain.bots?.[0]?.commandLists?.[0]?.commands[0]).toEqual({
      title: 'mine',
      description: 'What my administration owes, soonest first',
    })
  })
})

describe('a menu', () => {
  const word = (name: string, may: Word['may'] = 'anyone'): Word => ({
    name,
    summary: name,
    usage: [name],
    may,
  })
  const names = (table: Word[], most: number) => menuOf(table, most).map(({ name }) => name)

  it('keeps all that fit, and help when they do not', () => {
    const table = [word('a'), word('b'), word('load', 'operator'), word('c'), word('help')]
    expect(names(table, 4)).toEqual(['a', 'b', 'c', 'help'])
    expect(names(table, 3)).toEqual(['a', 'b', 'help'])
    expect(names([word('help'), word('a'), word('b')], 2)).toEqual(['a', 'help'])
  })
})

describe('the package', () => {
  it('holds the manifest and two icons of the right size at its root, the same bytes every time', () => {
    const zip = teamsPackage(slash)
    const files = unzipSync(zip)
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png'])
    expect(JSON.parse(strFromU8(files['manifest.json']!))).toEqual(slash)
    expect(sizeOf(files['color.png']!)).toEqual([192, 192])
    expect(sizeOf(files['outline.png']!)).toEqual([32, 32])
    expect(Buffer.from(teamsPackage(slash)).equals(zip)).toBe(true)
  })

  it('has a colour icon without holes, and an outline that is white on nothing', () => {
    const colour = pixelsOf(drawIcon('color'), 192)
    expect(colour.every(([, , , alpha]) => alpha === 255)).toBe(true)
    const outline = pixelsOf(drawIcon('outline'), 32)
    const drawn = outline.filter(([, , , alpha]) => alpha > 0)
    expect(
      drawn.every(([red, green, blue, alpha]) => red === alpha && green === alpha && blue === alpha),
    ).toBe(true)
    // Something is drawn, and most of it is not.
    expect(drawn.length).toBeGreaterThan(150)
    expect(outline[0]).toEqual([0, 0, 0, 0])
  })
})

/** Width and height of a PNG, from its first chunk. */
function sizeOf(png: Uint8Array): [number, number] {
  const bytes = Buffer.from(png)
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

type Pixel = [red: number, green: number, blue: number, alpha: number]

/** A PNG's pixels, their colours multiplied by alpha. */
function pixelsOf(png: Uint8Array, side: number): Pixel[] {
  const data = Buffer.from(png).toString('base64')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><image width="${side}" height="${side}" href="data:image/png;base64,${data}"/></svg>`
  const { pixels } = new Resvg(svg).render()
  return Array.from({ length: side * side }, (_, at) => [...pixels.subarray(4 * at, 4 * at + 4)] as Pixel)
}
