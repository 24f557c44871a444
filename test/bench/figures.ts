/** One figure of what the bot does by itself, and what is to be reached on PostgreSQL. */
export type Figure = { of: string; value: number; least?: number; most?: number }

export const median = (values: number[]): number => quantile(values, 0.5)

/** @returns the smallest value that this share of them does not pass; NaN for none */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Figures as a table in markdown, each with its target and whether it held. */
export function figureTable(figures: Figure[]): string {
  const line = ({ of, value, least, most }: Figure): string => {
    const held = value >= (least ?? Number.NEGATIVE_INFINITY) && value <= (most ?? Number.POSITIVE_INFINITY)
    const wanted = [least === undefined ? [] : `≥ ${least}`, most === undefined ? [] : `≤ ${most}`].flat()
    return `| ${of} | ${value.toPrecision(3)} | ${wanted.join(', ')} ${held ? '✔' : '✘'} |`
  }
  return [
    '| by itself, on PostgreSQL | measured | to reach |',
    '| --- | --- | --- |',
    ...figures.map(line),
  ].join('\n')
}
