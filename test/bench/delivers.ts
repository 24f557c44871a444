import { createSlack } from '../../adapters/slack/app.ts'
import { createDeliverer } from '../../src/jobs/deliver.ts'
import { createLog } from '../../src/log.ts'
import { compose } from '../../src/notifications/index.ts'
import { openStore } from '../../src/store/database.ts'
import { createClock } from '../../src/time.ts'
import { noForms } from '../support/forms.ts'
import type { Delivered, Delivering } from './deliveries.ts'
import { benchNow } from './record.ts'

/** A process of the bench that delivers what is due whenever it is told to. */

const { place, slackApiUrl } = JSON.parse(process.argv[2]!) as Delivering
const clock = createClock(benchNow)
const log = createLog('warn')
const store = await openStore(place, () => clock.now())
const slack = createSlack({
  signingSecret: 'bench-signing-secret',
  machineTime: () => new Date(),
  botToken: 'xoxb-bench',
  apiUrl: slackApiUrl,
  handle: async () => null,
  notify: async () => null,
  forms: noForms,
  log,
})
const deliverer = createDeliverer({ store, clock, log, messengers: { slack: slack.messenger! }, compose })

process.on('message', async () => {
  const attempts = await deliverer.runDue()
  globalThis.gc!()
  process.send!({ attempts, heap: process.memoryUsage().heapUsed } satisfies Delivered)
})
process.on('disconnect', () => process.exit())
process.send!({})
