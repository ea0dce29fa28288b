import { createHash } from 'node:crypto';
import type { Sushi } from './sushi.ts';

/** The SUSHI that our remedies were written for and held against. */
const KNOWN_VERSION = '3.21.0';

/** SHA-256 of the source texts of the functions that a remedy takes the place of, or is fitted to. */
const knownTexts = {
  parseDoc: '00fce652a1f368f1fb167fdb5ab73527aa461340d7421da249af1ec5b54e73d2',
  setImpliedPropertiesOnInstance: '2199f579a5a6d6232b780b636dac3234579cf4c85d60d23efc6211efb420d6ad',
  'FSHTank.internalFish': '787848e826fa5efffa06c39d50686a44a4f0aec15490df3f39975de292a10cfc',
  'FSHTank.resolveAlias': '79aa4928d8590427658ab82be13d4379fd567e76211ad1faaee6db90556e422c',
  'Package.internalFish': '91faaea7ba3087eaf478068241aed0e31f35ea96289404a3e4f1e2418921d5a7',
  'StructureDefinition.getOwnStructureDefinition': '47b8ce5dcb2e2e17ccdf73d307cfb5262dabef3f27cf8326f815247ebfb5621d',
  'ElementDefinition.getOwnStructureDefinition': '53f7a97798bb4acfd7440ba3b58f1f2ae867872131fe5bd5d57c25b4ad0f7100',
  'Package.fishForFHIR': 'fc32227444a275a2bc4f3ebde66f0b9752de44edf096265b3df5d0adbaf36f8a',
  'StructureDefinitionExporter.exportStructDef': '1ad828657e71db1dc7baea76e5e5eb155a12658cf417b391afdb1c86dbf76e3f',
  'InstanceExporter.exportInstance': 'db55560d3f5e970d330847954d69c79ce4c9bf52f5aa5cb873f578f07a236d6c',
  'FHIRExporter.export': '60c2e8f67111cc8945f7c4546a7505922bae4536ec8da42b0176f952fa2288a1',
} as const;

/**
 * Whether a function of SUSHI is the one that a remedy was written for. Of another version, or of one that was edited,
 * SUSHI's own way is taken: slower, and right.
 */
export function isKnown({ library }: Sushi, name: keyof typeof knownTexts, found: unknown): boolean {
  if (typeof found !== 'function' || library.utils.getLocalSushiVersion() !== KNOWN_VERSION) return false;
  return createHash('sha256').update(Function.prototype.toString.call(found)).digest('hex') === knownTexts[name];
}
