/** The places of a publication, in their order: what is on the disk differs from one to the next. */
export const places = [
  'locked',
  'noted as begun',
  'copied',
  'version made',
  'root made',
  'lists made',
  'verified',
  'ready',
  'between',
  'moved',
  'noted',
  'removed',
] as const;

type Place = (typeof places)[number];

/** Called when a place is reached. */
export type Step = (place: Place) => void;
