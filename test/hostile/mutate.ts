import type { Random } from './random.ts'
import { hostile } from './words.ts'

/** Payloads with something of them changed: as bytes, as fields of a form, as JSON. */

const keys = ['__proto__', 'constructor', 'type', 'team_id', 'user', 'payload', 'value', 'ssl_check', '']

function oddValue(random: Random): unknown {
  const odd = [null, true, -1, 1e308, '', [], {}, [[]], { type: 'message' }, 'x'.repeat(100_000), '1']
  return random.chance(0.4) ? hostile(random) : random.pick(odd)
}

/** One change somewhere in a value that may be JSON. */
export function changedJson(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.05)) return oddValue(random)
  const entries = Object.entries(value)
  if (entries.length === 0) return oddValue(random)
  const at = random.int(entries.length)
  const [key, inside] = entries[at]!
  if (typeof inside === 'object' && inside !== null && random.chance(0.7))
    entries[at] = [key, changedJson(random, inside)]
  else {
    const how = random.pick(['take out', 'put', 'add', 'wrap', 'rename'] as const)
    if (how === 'take out') entries.splice(at, 1)
    if (how === 'put') entries[at] = [key, oddValue(random)]
    if (how === 'add') entries.push([random.pick(keys), oddValue(random)])
    if (how === 'wrap') entries[at] = [key, random.chance(0.5) ? [inside] : { [random.pick(keys)]: inside }]
    if (how === 'rename') entries[at] = [random.pick(keys), inside]
  }
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries)
}

/** One change of a form's fields. */
export function changedForm(random: Random, form: string): string {
  const fields = form.split('&')
  const at = random.int(fields.length)
  const [key = '', value = ''] = fields[at]!.split('=')
  const odd = new URLSearchParams({ odd: hostile(random).slice(0, 2_000) }).toString().slice('odd='.length)
  const how = random.pick([
    'take out',
    'twice',
    'put',
    'add',
    'nest',
    'rename',
    'bare',
    'undecodable',
  ] as const)
  if (how === 'take out') fields.splice(at, 1)
  if (how === 'twice') fields.push(`${key}=${odd}`)
  if (how === 'put') fields[at] = `${key}=${odd}`
  if (how === 'add') fields.push(`${random.pick(keys)}=${odd}`)
  if (how === 'nest') fields[at] = `${key}[${random.pick(['', '0', '__proto__', 'a'])}]=${value}`
  if (how === 'rename') fields[at] = `${random.pick(keys)}=${value}`
  if (how === 'bare') fields[at] = key
  if (how === 'undecodable') fields[at] = `${key}=%E0%A4%A%${value}`
  return fields.join('&')
}

/** One change of the bytes. */
export function changedBytes(random: Random, body: Buffer): Buffer {
  if (body.length === 0) return random.bytes(1 + random.int(20))
  const at = random.int(body.length)
  const [before, after] = [body.subarray(0, at), body.subarray(at)]
  const how = random.pick(['turn', 'cut', 'put in', 'take out', 'twice', 'invalid'] as const)
  if (how === 'cut') return Buffer.from(before)
  if (how === 'put in') return Buffer.concat([before, random.bytes(1 + random.int(8)), after])
  if (how === 'take out') return Buffer.concat([before, after.subarray(1 + random.int(8))])
  if (how === 'twice') return Buffer.concat([before, after, after])
  if (how === 'invalid') return Buffer.concat([before, Buffer.from([0xc3, 0x28, 0xed, 0xa0, 0x80]), after])
  const turned = Buffer.from(body)
  turned[at] = turned[at]! ^ (1 << random.int(8))
  return turned
}
