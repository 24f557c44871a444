import type { Shown } from './fixtures.ts'
import type { Record } from './record.ts'

/** The home of each kind of person. */
export async function homes({ bot, people }: Record): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const [name, { who }] of Object.entries(people)) {
    if (name === 'mori') continue
    const at = { platform: who.platform, tenant: who.tenant, conversation: `direct:${who.user}` }
    const view = await bot.homes.open({ from: who, at, ref: null })
    shown.push({ group: 'homes', name: `home-${name}`, view, posted: false })
  }
  return shown
}
