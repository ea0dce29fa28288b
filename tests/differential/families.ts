import { bundles } from './bundles.ts';
import { claims } from './claims.ts';
import { codes } from './codes.ts';
import { extensions } from './extensions.ts';
import type { Family } from './family.ts';
import { formats } from './formats.ts';
import { invariants } from './invariants.ts';
import { links } from './links.ts';
import { narratives } from './narratives.ts';
import { structure } from './structure.ts';
import { vitalSigns } from './vital-signs.ts';

/** Every way of changing a resource, by name. */
export const families: Family = {
  unchanged: () => true,
  ...structure,
  ...formats,
  ...codes,
  ...links,
  ...extensions,
  ...narratives,
  ...claims,
  ...bundles,
  ...vitalSigns,
  ...invariants,
};
