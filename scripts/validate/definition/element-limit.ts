/** ElementDefinition.max as a number. */
export function limit(max: string | undefined): number {
  return max === undefined || max === '*' ? Number.POSITIVE_INFINITY : Number(max);
}
