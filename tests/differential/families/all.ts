import type { Families } from '../subject.ts';
import { bundleFamilies } from './bundles.ts';
import { codeFamilies } from './codes.ts';
import { dataTypeFamilies } from './datatypes.ts';
import { definitionFamilies } from './definitions.ts';
import { extensionFamilies } from './extensions.ts';
import { primitiveFamilies } from './primitives.ts';
import { referenceFamilies } from './references.ts';
import { structureFamilies } from './structure.ts';
import { textFamilies } from './texts.ts';
import { observationFamilies } from './vital-signs.ts';

/** Every way in which a resource is changed, by name. */
export const families: Families = {
  ...structureFamilies,
  ...primitiveFamilies,
  ...codeFamilies,
  ...extensionFamilies,
  ...referenceFamilies,
  ...textFamilies,
  ...dataTypeFamilies,
  ...bundleFamilies,
  ...definitionFamilies,
  ...observationFamilies,
};
