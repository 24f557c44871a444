import { small, type View } from '../chat/view.ts'

/** What stands where a message was that is gone, and that its place would not let go. */
export const takenBackView: View = { blocks: [small('This message was taken back.')] }
