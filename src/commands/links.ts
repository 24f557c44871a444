const linkPattern = /https?:\/\/[^\s<>"]+/gi

/** What examples have where a link goes. */
const placeholder = /(?<!\S)https?:\/\/(?:…|\.{2,})(?!\S)/i

/** Whether an example was said with its `https://…` as it stands. */
export const hasPlaceholder = (words: string): boolean => placeholder.test(words)

/** @returns the addresses in what somebody typed, each once, without the sentence's own punctuation at their end. */
export function linksIn(words: string): string[] {
  const found = (words.match(linkPattern) ?? []).filter((each) => !hasPlaceholder(each))
  return [...new Set(found.map(withoutPunctuation))]
}

/** A bracket that was opened inside an address belongs to it: `https://example.org/note_(final)`. */
function withoutPunctuation(link: string): string {
  const opened = (bracket: string) => link.split(bracket).length - 1
  const spare = { ')': opened(')') - opened('('), ']': opened(']') - opened('[') }
  let end = link.length
  for (; end > 0; end--) {
    const last = link[end - 1]!
    if ((last === ')' || last === ']') && spare[last]-- > 0) continue
    if (!/[.,;:!?]/.test(last)) break
  }
  return link.slice(0, end)
}

/** @returns the words without the addresses at their end; those inside a sentence stay. */
export function withoutTrailingLinks(words: string): string {
  // A space before each keeps the pattern linear: an address may itself contain `https://`.
  return words.replace(/(?:(?:^|\s)\s*https?:\/\/[^\s<>"]+)+\s*$/i, '').trim()
}

/** @returns the words without any address. */
export function withoutLinks(words: string): string {
  return words.replace(linkPattern, ' ').replace(/\s+/g, ' ').trim()
}

/** Characters of one link: longer than those of document libraries, and short enough to be kept with a form. */
export const linkLimit = 1_000

/** @returns the address that words are; null when they are none, or more than one thing. */
export function asLink(words: string): string | null {
  const links = linksIn(words)
  const [link] = links
  const around = words.replace(linkPattern, '').trim()
  return link !== undefined && links.length === 1 && around === '' && URL.canParse(link) ? link : null
}
