/** Seconds until the next attempt, after the first, second … one; the last goes for all later ones. */
const distances = [5, 15, 60, 300, 900, 1800]

/** After so many hours without success a message is given up, visibly. Source: product's rule, "given up after 24 hours". */
export const givenUpAfterHours = 24

/**
 * Milliseconds until the next attempt.
 *
 * @param attempts how many there have been, from 1; @param asked what the platform asked for (`Retry-After`), milliseconds
 * @param random 0 to 1: attempts that failed together do not come together again
 */
export function backOff(attempts: number, asked: number | null, random: number): number {
  const seconds = distances[Math.min(attempts, distances.length) - 1] ?? distances[0]!
  const ours = seconds * 1000 * (1 + random / 4)
  // What the platform asked for is kept to, however soon it is: it knows its own limits.
  return asked === null ? ours : Math.max(asked, 0) + random * 250
}
