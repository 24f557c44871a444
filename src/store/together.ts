/** After so many milliseconds one that hangs keeps nobody waiting any longer. */
const holdsUpMs = 100

/**
 * Asks together what is asked at the same time: one goes at once; what comes while it is under way goes together when it is back, in
 * one statement. Nothing is answered from what was read before it was asked.
 *
 * @param ask resolves to an answer for each, in their order; when it rejects, each is asked alone, so that none spoils the others'
 * @param most how many are asked at once
 */
export function together<Item, Answer>(
  ask: (items: Item[]) => Promise<Answer[]>,
  most: number,
): (item: Item) => Promise<Answer> {
  type Waiting = { item: Item; resolve(answer: Answer): void; reject(error: unknown): void }
  const waiting: Waiting[] = []
  let free = true

  function next(): void {
    if (!free || waiting.length === 0) return
    free = false
    const release = (): void => {
      if (released) return
      released = true
      clearTimeout(timer)
      free = true
      next()
    }
    let released = false
    const timer = setTimeout(release, holdsUpMs)
    void carryOut(waiting.splice(0, most)).finally(release)
  }

  async function carryOut(batch: Waiting[]): Promise<void> {
    try {
      const answers = await ask(batch.map(({ item }) => item))
      batch.forEach(({ resolve }, place) => {
        resolve(answers[place]!)
      })
    } catch (error) {
      if (batch.length === 1) return batch[0]!.reject(error)
      await Promise.all(batch.map((each) => carryOut([each])))
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      next()
    })
}
