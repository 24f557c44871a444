/**
 * Letters, digits, dashes, quotes and spaces that look like, or stand for, those of a Latin keyboard. For comparing what was
 * typed with names, command words and dates; what people report is never changed by it.
 */

type Looks = [letter: string, like: string]

const oneByOne = (letters: string, like: string): Looks[] =>
  [...letters].map((letter, at) => [letter, like[at]!])
const all = (letters: string, like: string): Looks[] => [...letters].map((letter) => [letter, like])

/** The zeros of scripts in use among members: Arabic, Persian, Devanagari, Thai, Lao, Burmese, Khmer, Mongolian. */
const zeros = [0x660, 0x6f0, 0x966, 0xe50, 0xed0, 0x1040, 0x17e0, 0x1810]

const looks = new Map<string, string>([
  // Greek and Cyrillic by their looks, which a capital and its small letter may not share.
  ...oneByOne('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿαβεηικνορτυχωϲϳγ', 'abezhikmnoptyxcjabenikvoptuxwcjy'),
  ...oneByOne('АВЕЅІЈКМНОРСТУХѴԚԜавеѕіјкмнорстухѵԁһԛԝгп', 'abesijkmhopctyxvqwabesijkmhopctyxvdhqwrn'),
  // Latin letters that no decomposition takes apart.
  ...oneByOne('ıłŁøØđĐ', 'illoodd'),
  ...all('‐‑‒–—―−─ーｰ﹣', '-'),
  ...all('‘’‚‛′´', "'"),
  ...all('“”„‟″«»', '"'),
  ...all('。・·', '.'),
  ...all('、', ','),
  ...zeros.flatMap((zero) =>
    [...'0123456789'].map((digit, at): Looks => [String.fromCharCode(zero + at), digit]),
  ),
  // `！` to `～`, the full-width forms of ASCII.
  ...Array.from(
    { length: 94 },
    (_, at): Looks => [String.fromCharCode(0xff01 + at), String.fromCharCode(0x21 + at).toLowerCase()],
  ),
])

const isAscii = (words: string): boolean => !/[^\0-\x7f]/.test(words)

/**
 * The same words in small Latin letters, character for character, so that a place in the one is a place in the other. Every
 * dash is `-`, every space a space.
 */
export function evenLetters(words: string): string {
  if (isAscii(words)) return words.toLowerCase()
  return words.replace(/[^\0-\x7f]|[A-Z]/g, (letter) => {
    const like = looks.get(letter)
    if (like) return like
    if (/[^\S\n]/.test(letter)) return ' '
    const small = letter.toLowerCase()
    return small.length === letter.length ? small : letter
  })
}

/** Small Latin letters without accents: how command words and questions are read. */
export const smallLetters = (words: string): string =>
  isAscii(words) ? words.toLowerCase() : evenLetters(withoutMarks(words))

/** The letters by which names are compared: no accents, no case, no width, no punctuation, one space. */
export function plainLetters(words: string): string {
  return withoutPunctuation(isAscii(words) ? words : withoutMarks(words))
}

/** The same, with letters of other alphabets as the Latin ones that they look like. */
export function lookAlikeLetters(words: string): string {
  return withoutPunctuation(smallLetters(words))
}

/** Accents go, and characters that have no width. */
const withoutMarks = (words: string): string => words.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '')

const withoutPunctuation = (words: string): string =>
  words
    .toLowerCase()
    .replace(/<[@#!][^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/&(?:amp|lt|gt|nbsp);/g, ' ')
    .replace(/[‐-―−ー]/g, '-')
    .replace(/[^\p{L}\p{N}/.-]+/gu, ' ')
    .trim()
