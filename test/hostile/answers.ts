type Fields = Record<string, unknown>

/** What in a Slack message would notify somebody, or be Slack's own notation: nothing, if people's words stay words. */
export function pingsOnSlack(message: object): string[] {
  const found: string[] = []
  const look = (value: unknown, top: boolean): void => {
    if (typeof value !== 'object' || value === null) return
    const { type, text } = value as Fields
    if (['broadcast', 'user', 'usergroup', 'channel', 'team'].includes(String(type))) found.push(String(type))
    // Text is markup at the top of a message and in mrkdwn; in plain_text and rich_text it is shown as it stands.
    if (typeof text === 'string' && (top || type === 'mrkdwn'))
      found.push(...(text.match(/<[!@#][^>]*>/g) ?? []))
    for (const inside of Object.values(value)) look(inside, false)
  }
  look(message, true)
  return found
}

/** The same of an activity for Teams: a mention is an entity, and markup that asks for one. */
export function pingsOnTeams(activity: object): string[] {
  const { text, summary, attachments } = activity as Fields
  // What a button sends back is not shown.
  const shown = (key: string, value: unknown) => (key === 'data' || key === 'dataset' ? undefined : value)
  const json = JSON.stringify([text, summary, attachments], shown)
  return [
    ...('entities' in activity ? ['entities'] : []),
    ...(json.match(/<\s*\/?\s*at\b/gi) ?? []),
    ...(json.match(/\{\{\s*(?:DATE|TIME)/gi) ?? []),
  ]
}
