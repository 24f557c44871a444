import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { drawnOnSlack, drawnOnTeams } from './drawn.ts'
import { fixtures } from './fixtures.ts'
import { pageOf } from './page.ts'
import { findChromium, takePictures } from './pictures.ts'

/*
 * npm run gallery [-- NAME …]: everything the bot shows, on one page in .gallery/, and a picture of each (of those whose name holds one
 * of the words, where there are any).
 */

const folder = resolve(import.meta.dirname, '../../.gallery')
const page = join(folder, 'index.html')
const all = await fixtures()
mkdirSync(folder, { recursive: true })
writeFileSync(page, pageOf(drawnOnSlack(all), drawnOnTeams(all)))
console.log(`${all.shown.length} views and ${all.asked.length} forms: ${page}`)

const browser = findChromium(process.env.CHROMIUM)
if (!browser) {
  console.log(
    'No Chromium is here to take pictures with. Set CHROMIUM=/path to one, or open the page yourself.',
  )
} else {
  const { taken, trouble } = await takePictures(browser, page, folder, process.argv.slice(2))
  console.log(`${taken} pictures in ${folder}`)
  for (const each of new Set(trouble)) console.error(each)
  if (trouble.length > 0) process.exitCode = 1
}
