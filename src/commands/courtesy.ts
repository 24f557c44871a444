import { evenLetters } from './letters.ts'

/** What is said to be polite, and asks for nothing. */
export type Courtesy = 'thanks' | 'goodbye' | 'yes' | 'no'

const hello =
  'hello|helo|hallo|hi+|hey+|dear|greetings|good (?:morning|afternoon|evening|day)|morning|bonjour|konnichiwa|annyeong(?:haseyo)?|sawadee|xin chao|selamat (?:pagi|siang|sore)|hola|ciao|kalimera'
const everyone =
  '(?:,? (?:there|all|everyone|everybody|team|bot|asem|colleagues?|friends?|sir|madam|again|to you))*'
const ask = '(?:(?:to )?(?:know|ask|see|have|get|check|understand)(?: you)?(?: if| whether)?)'

/** What stands in front of what is meant. */
const front = new RegExp(
  `(?:(?:${hello})${everyone}|please|pls|plz|kindly|sorry|excuse me|ok|okay|so|well|and|also|just|(?:a )?(?:quick )?question` +
    `|(?:can|could|would|will) (?:you|u|i|we)(?: (?:please|pls|kindly))?(?: ${ask})?|may i(?: ${ask})?` +
    `|i(?: would|'d) like (?:you )?${ask}|i(?: would|'d) like (?:you )?to|(?:i|we) (?:want|need|wish|have) (?:you )?${ask}` +
    `|(?:i|we) (?:want|wish|need|would like|'d like)(?: (?:you )?to)?|let (?:me|us) (?:know|see)|do you know|if possible` +
    `|tell (?:me|us)|inform (?:me|us)|advise(?: (?:me|us))?|remind (?:me|us)(?: (?:of|about))?)(?![a-z\\d'-])[\\s,.:;!?-]*`,
  'y',
)

const back =
  /(?:[\s,.!?-]+(?:please|pls|plz|thanks|thank you|thx|many thanks|thanks in advance|thank you in advance|(?:best|kind) regards|regards|cheers|asap|now|right now|at the moment|currently|so far|then|exactly|again|ok|okay))+$/

const thanks =
  /^(?:(?:many|ok|okay|great|perfect|good|super|fine|very good|noted|well received) ?)*(?:thanks|thank you|thank u|thankyou|thx|tks|ty|cheers|much appreciated|great|perfect|well done|good job|merci|arigato(?: gozaimasu)?|danke|gracias|grazie|terima kasih|obrigad[oa]|noted|received|got it)(?: (?:you|a lot|very much|so much|much|all|everyone|bot|asem|again|and (?:best |kind )?regards|in advance|for [^?]{1,60}))*$/
const goodbye =
  /^(?:(?:ok|thanks|thank you) )*(?:bye(?: bye)?|goodbye|good bye|good night|see you(?: (?:soon|later|tomorrow))?|have a (?:nice|good) (?:day|weekend|evening))$/
const yes = /^(?:yes|yep|yeah|sure|correct|right|exactly|indeed|yes please|ok|okay|agreed|do it|go ahead)$/
const no =
  /^(?:(?:no|nope|sorry|thanks|thank you|never ?mind|cancel|stop|forget it|not now|nothing)(?: |$))+$/

/** Times that courtesies may follow one another in front of a line. */
const mostCourtesies = 8

/** @returns how many characters of greeting and "please could you" stand in front of what is meant. */
export function courtesyInFront(line: string): number {
  const even = evenLetters(line.slice(0, 200))
  let end = 0
  for (let turn = 0; turn < mostCourtesies; turn++) {
    front.lastIndex = end
    const found = front.exec(even)
    if (!found) break
    end += found[0].length
  }
  return end
}

/** `question`, small letters without end punctuation, without "please" and "thanks" behind it. */
export const withoutCourtesyBehind = (question: string): string => question.replace(back, '')

/** @param words a line in small letters, without punctuation and emoji */
export function courtesyOf(words: string): Courtesy | null {
  if (thanks.test(words)) return 'thanks'
  if (goodbye.test(words)) return 'goodbye'
  if (yes.test(words)) return 'yes'
  return no.test(words) ? 'no' : null
}
