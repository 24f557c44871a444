import { code, type Inline, text, type View } from '../chat/view.ts'

const answers: Record<'thanks' | 'goodbye' | 'yes' | 'no', Inline[]> = {
  thanks: [
    'You are welcome. ',
    code('mine'),
    ' shows what is yours, ',
    code('help'),
    ' what else you can ask.',
  ],
  goodbye: ['Goodbye.'],
  yes: ['I keep no question open: please send the complete line. This message changed nothing.'],
  no: ['All right. This message changed nothing.'],
}

/** The answer to thanks, to goodbye, and to a "yes" or "no" that nothing was waiting for. */
export const courtesyView = (courtesy: keyof typeof answers): View => ({
  blocks: [text(...answers[courtesy])],
})
