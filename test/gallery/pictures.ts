import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

/** Where a Chromium usually is. */
const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** @param named in the settings @returns the Chromium to use; null when none is there */
export function findChromium(named: string | undefined): string | null {
  return (named ? [named] : usual).find((path) => existsSync(path)) ?? null
}

/** Without a sandbox, which root cannot have, and without asking the network for anything. */
const options = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** What the page did that it should not: errors, and requests. */
export type Trouble = string[]

/**
 * Takes a picture of each article of a page, at the width of a desk and of a phone.
 *
 * @param only words of names; every one where there are none
 */
export async function takePictures(
  executablePath: string,
  page: string,
  folder: string,
  only: string[],
): Promise<{ taken: number; trouble: Trouble }> {
  const browser = await chromium.launch({ executablePath, args: options })
  const trouble: Trouble = []
  let taken = 0
  try {
    for (const [width, name] of [
      [1740, 'desk'],
      [776, 'phone'],
    ] as const) {
      const shown = await browser.newPage({ viewport: { width, height: 900 } })
      shown.on('pageerror', (error) => trouble.push(error.message))
      shown.on('request', (request) => {
        if (!/^(file|data):/.test(request.url())) trouble.push(`asked for ${request.url()}`)
      })
      await shown.goto(pathToFileURL(page).href)
      if (name === 'phone') await shown.addScriptTag({ content: "document.body.className = 'phone'" })
      mkdirSync(join(folder, name), { recursive: true })
      for (const article of await shown.locator('article').all()) {
        const id = (await article.getAttribute('id')) ?? ''
        if (only.length > 0 && !only.some((each) => id.includes(each))) continue
        await article.screenshot({ path: join(folder, name, `${id}.png`) })
        taken += 1
      }
      await shown.close()
    }
  } finally {
    await browser.close()
  }
  return { taken, trouble }
}
