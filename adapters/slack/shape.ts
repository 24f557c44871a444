/**
 * Whether a payload, as Bolt read it, has what every payload of Slack has. Bolt and its listeners trip over others, and
 * over some so that the whole process would end.
 */
export function hasSlacksShape(body: unknown): boolean {
  if (!isRecord(body)) return false
  const { event, actions, view } = body
  if (event !== undefined) return isRecord(event) && typeof event.type === 'string'
  if (actions !== undefined && !(Array.isArray(actions) && actions.length > 0 && actions.every(isRecord)))
    return false
  return view === undefined || isRecord(view)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
