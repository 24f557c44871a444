import type { Field, Option } from '../../src/chat/form.ts'

/** What a field is answered against: what it holds, what was found for it, and how more is. */
type Around = { held: string | undefined; found: Option[]; suggest(typed: string): Promise<Option[]> }

/** The value that was meant, none where it stays empty; or why it is asked again, with what was found. */
export type Heard = { value: string | undefined } | { again: string; found: Option[] }

const again = (words: string, found: Option[] = []): Heard => ({ again: words, found })

/** Reads the answer to one field: nothing typed keeps what it holds. */
export async function hear(field: Field, line: string, { held, found, suggest }: Around): Promise<Heard> {
  const said = line.trim()
  if (said === '')
    return held !== undefined || !field.required
      ? { value: held }
      : again('This cannot be left empty. Say cancel to end the form.', found)
  if (said === '-' && !field.required) return { value: undefined }
  switch (field.kind) {
    case 'choice': {
      const chosen = chosenOf(field.options, said)
      return chosen
        ? { value: chosen.value }
        : again(`"${said}" is none of these. Say cancel to end the form.`)
    }
    case 'search':
      return searched(said, found, suggest)
    case 'yes/no':
      if (/^(?:y|yes)$/i.test(said)) return { value: 'yes' }
      return /^(?:n|no)$/i.test(said) ? { value: 'no' } : again('Say yes or no.')
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(said)
        ? { value: said }
        : again('Write the day with its year, month and day, as 2011-03-31.')
    case 'text':
    case 'long text':
    case 'link':
      return { value: said }
  }
}

/** So many are found at most: there may be more. */
const mostFound = 20

async function searched(said: string, before: Option[], suggest: Around['suggest']): Promise<Heard> {
  // A part of the words is chosen by only where these are all there are.
  const numbered = /^\d{1,3}$/.test(said) || before.length < mostFound
  const chosen = numbered ? chosenOf(before, said) : exactly(before, said)
  if (chosen) return { value: chosen.value }
  const found = await suggest(said)
  const only = exactly(found, said)
  if (only) return { value: only.value }
  return found.length === 0
    ? again(`Nothing is found for "${said}". Try other words, or say cancel to end the form.`)
    : again('Which of these? Say its number, or other words.', found)
}

const even = (words: string): string => words.toLowerCase().replace(/\s+/g, ' ').trim()

const exactly = (options: Option[], said: string): Option | undefined =>
  options.find(({ label, value }) => even(value) === even(said) || even(label) === even(said))

/** By its number, its words, or a part of the words that no other has. */
function chosenOf(options: Option[], said: string): Option | undefined {
  const exact = exactly(options, said)
  if (exact) return exact
  if (/^\d{1,3}$/.test(said)) return options[Number(said) - 1]
  const holding = options.filter(({ label }) => even(label).includes(even(said)))
  return holding.length === 1 ? holding[0] : undefined
}
