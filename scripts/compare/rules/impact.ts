/** What a change means to a side, the gravest first. */
export const impacts = ['breaking', 'may-break', 'obligation', 'compatible', 'editorial'] as const;
export type Impact = (typeof impacts)[number];

/** Of a change, for who makes instances (of an API: its server) and for who reads them (of an API: its clients). */
export interface Impacts {
  readonly producer: Impact;
  readonly consumer: Impact;
}

/** The graver of the two. */
export function worst({ producer, consumer }: Impacts): Impact {
  return impacts.indexOf(producer) <= impacts.indexOf(consumer) ? producer : consumer;
}
