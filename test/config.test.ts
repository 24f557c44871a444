import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigFault, type Environment, readConfig } from '../src/config.ts'
import { calendarDate } from '../src/time.ts'

const today = calendarDate('2026-11-22')
const read = (environment: Environment = {}) => readConfig(environment, today)

/** The lines of the faults for which the settings are refused. */
function faultsOf(environment: Environment): string[] {
  try {
    read(environment)
  } catch (error) {
    if (!(error instanceof ConfigFault)) throw error
    return error.message.split('\n').slice(1)
  }
  return []
}

const slack = { SLACK_SIGNING_SECRET: 'signing-secret', SLACK_BOT_TOKEN: 'xoxb-token' }
const teams = { TEAMS_APP_ID: 'app', TEAMS_APP_PASSWORD: 'app-password', TEAMS_TENANT_ID: 'tenant-1' }
const server = { DATABASE_URL: 'postgresql://asem:db-password@127.0.0.1:5432/asem' }

describe('settings that are left out', () => {
  it('make a first look, on this machine only, in a folder of its own', () => {
    expect(read()).toEqual({
      host: '127.0.0.1',
      port: 3978,
      dataDir: resolve('.data/first-look'),
      database: { kind: 'folder', path: resolve('.data/first-look/database') },
      firstLook: true,
      logLevel: 'warn',
      programme: resolve('prisma/programmes/heraklion-2009.yaml'),
      programmeStarts: '2026-01-01',
      slack: null,
      teams: null,
      clockStartsAt: null,
    })
  })

  it.each<[string, Environment, boolean]>([
    ['nothing', {}, true],
    ['a port and a folder', { PORT: '4000', DATA_DIR: '/srv/asem' }, true],
    ['Slack', slack, false],
    ['Slack by Socket Mode', { SLACK_APP_TOKEN: 'xapp-token', SLACK_BOT_TOKEN: 'xoxb-token' }, false],
    ['Teams', teams, false],
    ['Teams with the emulator', { TEAMS_DEV: '1' }, false],
    ['a server', server, false],
    ['all of them', { ...slack, ...teams, ...server }, false],
  ])('with %s set: first look %3$s', (_, environment, firstLook) => {
    const config = read(environment)
    expect(config.firstLook).toBe(firstLook)
    expect(config.logLevel).toBe(firstLook ? 'warn' : 'info')
    expect(config.programmeStarts).toBe(firstLook ? '2026-01-01' : null)
  })

  it('are the same as blank ones', () => {
    const blank = { PORT: ' ', HOST: '', DATABASE_URL: '', SLACK_BOT_TOKEN: '  ', CLOCK: '', LOG_LEVEL: '' }
    expect(read(blank)).toEqual(read())
  })
})

describe('settings', () => {
  it('choose where the record is: the folder, unless a server is named', () => {
    expect(read({ ...slack, DATA_DIR: '/srv/asem' })).toMatchObject({
      dataDir: '/srv/asem',
      database: { kind: 'folder', path: join('/srv/asem', 'database') },
    })
    expect(read({ ...slack, ...server }).database).toEqual({ kind: 'server', url: server.DATABASE_URL })
    expect(read({ DATABASE_URL: 'postgres://127.0.0.1/asem' }).database.kind).toBe('server')
  })

  it('win over what a first look would choose', () => {
    const own = { LOG_LEVEL: 'debug', PROGRAMME_STARTS: '2030-01-01', PROGRAMME: 'own.yaml', HOST: '0.0.0.0' }
    expect(read(own)).toMatchObject({
      logLevel: 'debug',
      programmeStarts: '2030-01-01',
      programme: resolve('own.yaml'),
      host: '0.0.0.0',
    })
  })

  it('of Slack are taken as they are, with another address of its API only when one is set', () => {
    expect(read(slack).slack).toEqual({ signingSecret: 'signing-secret', botToken: 'xoxb-token' })
    const own = { ...slack, SLACK_API_URL: 'http://127.0.0.1:4001/api/' }
    expect(read(own).slack?.apiUrl).toBe('http://127.0.0.1:4001/api/')
  })

  it('of Slack choose Socket Mode by an app token, in which nothing is signed', () => {
    const socket = { SLACK_APP_TOKEN: 'xapp-token', SLACK_BOT_TOKEN: 'xoxb-token' }
    expect(read(socket).slack).toEqual({ appToken: 'xapp-token', botToken: 'xoxb-token' })
    expect(read({ ...socket, ...slack }).slack).toEqual({ appToken: 'xapp-token', botToken: 'xoxb-token' })
  })

  it('of Teams may admit several tenants, in the order in which they are written', () => {
    const tenantsOf = (TEAMS_TENANT_ID: string) => read({ ...teams, TEAMS_TENANT_ID }).teams?.tenantIds
    expect(tenantsOf('tenant-1')).toEqual(['tenant-1'])
    expect(tenantsOf('tenant-1,tenant-2, tenant-3')).toEqual(['tenant-1', 'tenant-2', 'tenant-3'])
    expect(tenantsOf('tenant-2 tenant-1,\n,tenant-3,')).toEqual(['tenant-2', 'tenant-1', 'tenant-3'])
  })

  it('of Teams have a password, unless the app is a managed identity', () => {
    const { TEAMS_APP_PASSWORD: _, ...managed } = teams
    expect(read(teams).teams?.appPassword).toBe('app-password')
    expect(read({ ...teams, TEAMS_APP_TYPE: 'SingleTenant' }).teams?.appPassword).toBe('app-password')
    for (const TEAMS_APP_TYPE of ['UserAssignedMSI', 'userassignedmsi'])
      expect(read({ ...managed, TEAMS_APP_TYPE }).teams).toMatchObject({ appId: 'app', appPassword: null })
  })

  it("of Teams take calls from Microsoft's hosts unless others are named", () => {
    expect(read(teams).teams?.serviceHosts).toEqual(['smba.trafficmanager.net', '*.botframework.com'])
    const own = { ...teams, TEAMS_SERVICE_HOSTS: 'one.example, two.example' }
    expect(read(own).teams?.serviceHosts).toEqual(['one.example', 'two.example'])
  })

  it.each(['0', '1', '65535'])('take the port %s', (PORT) => {
    expect(read({ PORT }).port).toBe(Number(PORT))
  })
})

describe('a fault', () => {
  it.each<[string, Environment]>([
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '80a' }],
    ['PORT', { PORT: '39.5' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://127.0.0.1/asem' }],
    ['PROGRAMME_STARTS', { PROGRAMME_STARTS: '2026-02-30' }],
    ['PROGRAMME_STARTS', { PROGRAMME_STARTS: '1 January 2026' }],
    ['SLACK_SIGNING_SECRET', { SLACK_BOT_TOKEN: 'xoxb-token' }],
    ['SLACK_BOT_TOKEN', { SLACK_SIGNING_SECRET: 'signing-secret' }],
    ['SLACK_BOT_TOKEN', { SLACK_APP_TOKEN: 'xapp-token' }],
    ['SLACK_APP_TOKEN', { SLACK_APP_TOKEN: 'xoxb-token', SLACK_BOT_TOKEN: 'xoxb-token' }],
    ['SLACK_API_URL', { ...slack, SLACK_API_URL: 'not an address' }],
    ['TEAMS_APP_ID', { ...teams, TEAMS_APP_ID: '' }],
    ['TEAMS_APP_PASSWORD', { ...teams, TEAMS_APP_PASSWORD: '' }],
    ['TEAMS_APP_PASSWORD', { ...teams, TEAMS_APP_TYPE: 'UserAssignedMSI' }],
    ['TEAMS_APP_TYPE', { ...teams, TEAMS_APP_TYPE: 'MultiTenant' }],
    ['TEAMS_TENANT_ID', { ...teams, TEAMS_TENANT_ID: ' , ' }],
    ['TEAMS_TENANT_ID', { TEAMS_APP_ID: 'app', TEAMS_APP_TYPE: 'UserAssignedMSI' }],
    ['TEAMS_DEV', { TEAMS_DEV: '1', HOST: '0.0.0.0' }],
    ['CLOCK', { CLOCK: 'yesterday', CLOCK_DEV: '1' }],
    ['CLOCK', { CLOCK: '2010-06-07T08:00:00Z' }],
  ])('in %s is named, and nothing else is: %j', (name, environment) => {
    const faults = faultsOf(environment)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(new RegExp(`^  ${name}: \\w`))
  })

  it('is told together with all others', () => {
    const faults = faultsOf({
      PORT: 'x',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://',
      PROGRAMME_STARTS: 'soon',
      SLACK_APP_TOKEN: 'app-1',
      TEAMS_APP_ID: 'app',
      CLOCK: 'noon',
    })
    expect(faults.map((fault) => fault.trim().split(':')[0])).toEqual([
      'PORT',
      'LOG_LEVEL',
      'DATABASE_URL',
      'PROGRAMME_STARTS',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
      'TEAMS_APP_PASSWORD',
      'TEAMS_TENANT_ID',
      'CLOCK',
      'CLOCK',
    ])
  })

  it('never repeats a secret', () => {
    const told = faultsOf({
      PORT: 'x',
      DATABASE_URL: 'mysql://asem:db-password@127.0.0.1/asem',
      SLACK_APP_TOKEN: 'wrong-token',
      TEAMS_APP_PASSWORD: 'app-password',
    }).join('\n')
    expect(told).toContain('DATABASE_URL')
    expect(told).not.toMatch(/db-password|wrong-token|app-password/)
  })
})

describe('settings for development', () => {
  it.each(['127.0.0.1', '::1', 'localhost'])('TEAMS_DEV is taken with HOST=%s', (HOST) => {
    expect(read({ TEAMS_DEV: '1', HOST }).teams).toMatchObject({ dev: true, tenantIds: [] })
  })

  it.each(['0.0.0.0', '::', '192.168.1.7', 'bot.example.org', '127.0.0.1.example.org'])(
    'TEAMS_DEV is refused with HOST=%s, also when all else of Teams is set',
    (HOST) => {
      expect(faultsOf({ ...teams, TEAMS_DEV: '1', HOST }).join()).toContain('TEAMS_DEV: only with HOST')
      expect(read({ ...teams, HOST }).teams?.dev).toBe(false)
    },
  )

  it('TEAMS_DEV means it only as 1', () => {
    expect(read({ ...teams, TEAMS_DEV: 'true' }).teams?.dev).toBe(false)
  })

  it('CLOCK is taken only with CLOCK_DEV=1, as an instant with its offset', () => {
    const clock = (CLOCK: string, CLOCK_DEV?: string) => ({ CLOCK, CLOCK_DEV })
    const eight = new Date('2010-06-07T08:00:00Z')
    expect(read(clock('2010-06-07T08:00:00Z', '1')).clockStartsAt).toEqual(eight)
    expect(read(clock('2010-06-07T11:00:00+03:00', '1')).clockStartsAt).toEqual(eight)
    for (const dev of [undefined, '0', 'true', ''])
      expect(faultsOf(clock('2010-06-07T08:00:00Z', dev)).join()).toContain(
        'CLOCK: refused unless CLOCK_DEV=1',
      )
    for (const wrong of ['2010-06-07', '2010-06-07T08:00:00', '2010-06-07T25:00:00Z'])
      expect(faultsOf(clock(wrong, '1')).join()).toContain('CLOCK: expected an instant')
    expect(read({ CLOCK_DEV: '1' }).clockStartsAt).toBeNull()
  })
})
