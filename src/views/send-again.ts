import { code, small, strong, text, type View } from '../chat/view.ts'

/** @param doubtful whether it may have been posted before */
export function sentAgainView(number: number, doubtful: boolean): View {
  return {
    blocks: [
      text(strong('Recorded.'), ` Message ${number} is posted again, as things stand now.`),
      ...(doubtful
        ? [small('If the first one did arrive, both stand there: the older one can be deleted there.')]
        : []),
      small(code('deliveries'), ' shows what becomes of it.'),
    ],
  }
}
