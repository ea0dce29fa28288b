/** The lists of SUSHI's package. */
export const lists = [
  'profiles',
  'extensions',
  'logicals',
  'resources',
  'valueSets',
  'codeSystems',
  'instances',
] as const;
export type ListName = (typeof lists)[number];

/** What SUSHI makes of an entity, as far as we look into it. */
export interface Exported {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly url?: unknown;
  readonly resourceType?: unknown;
  readonly _instanceMeta?: { readonly name?: unknown; readonly usage?: unknown };
  getFileName(): string;
  toJSON(snapshot?: boolean): unknown;
}
