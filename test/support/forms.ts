import type { Forms } from '../../src/chat/request.ts'

/** A bot without forms. */
export const noForms: Forms = {
  opens: () => null,
  open: async () => null,
  submit: async () => null,
  suggest: async () => [],
}
