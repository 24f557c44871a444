import { createScreen, filled } from './screen.ts'
import { openStage } from './stage.ts'
import { begins, channels, play, players } from './story.ts'

/*
 * `npm run demo`: two months of the programme in fast forward, with the real bot and its real adapters, a Slack workspace and a Teams tenant
 * on loopback, and a database in a temporary folder. Everything that is said is printed as it is read where it stands.
 */

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

const screen = createScreen(process.stdout)
screen.plain(
  [
    'ASEM commitments: two months in fast forward',
    '',
    filled(
      'The Heraklion Declaration in summer 2010. A Slack workspace and a Teams tenant stand on this machine, as stand-ins; the bot, its adapters and its database are the real ones. The people and what they report are made up. It starts in some seconds; Ctrl-C ends it.',
    ),
    '',
    ...players.map(
      ({ name, role, platform, place }) =>
        `  ${name.padEnd(15)} ${role.padEnd(34)} ${channels.get(place)!.name} (${platform === 'slack' ? 'Slack' : 'Teams'})`,
    ),
  ].join('\n'),
)
const stage = await openStage(screen, begins, players, channels)
await play(stage)
screen.plain(`\n\n${'─'.repeat(80)}\n${stage.counted()}`)
await stage.world.close()
process.exit()
