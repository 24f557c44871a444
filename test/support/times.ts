/** In the long form of a run (`npm run test:long`), how many times as much is left to chance, or killed; 1 in a run of `npm test`. */
const longer = Number(process.env.TIMES ?? 1)

/** How often chance is tried, or how long that may take, in the form of this run. */
export const times = (inSuite: number): number => inSuite * longer
