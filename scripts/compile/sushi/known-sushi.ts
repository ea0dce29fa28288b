import { createHash } from 'node:crypto';
import type { Sushi } from './sushi.ts';

/** The SUSHI that our remedies were written for and held against. */
const KNOWN_VERSION = '3.21.0';

/** SHA-256 of the source texts of the functions that a remedy takes the place of, or is fitted to. */
const knownTexts = {
  parseDoc: '00fce652a1f368f1fb167fdb5ab73527aa461340d7421da249af1ec5b54e73d2',
  setImpliedPropertiesOnInstance: '2199f579a5a6d6232b780b636dac3234579cf4c85d60d23efc6211efb420d6ad',
  'FSHTank.checkDuplicateNameEntities': 'd0f048440cb1f874e70911397d4c337773b7a99cf159721bfd267a50d04593e1',
  'FSHTank.internalFish': '787848e826fa5efffa06c39d50686a44a4f0aec15490df3f39975de292a10cfc',
  'FSHTank.resolveAlias': '79aa4928d8590427658ab82be13d4379fd567e76211ad1faaee6db90556e422c',
  'Package.internalFish': '91faaea7ba3087eaf478068241aed0e31f35ea96289404a3e4f1e2418921d5a7',
  'StructureDefinition.getOwnStructureDefinition': '47b8ce5dcb2e2e17ccdf73d307cfb5262dabef3f27cf8326f815247ebfb5621d',
  'ElementDefinition.getOwnStructureDefinition': '53f7a97798bb4acfd7440ba3b58f1f2ae867872131fe5bd5d57c25b4ad0f7100',
  'ElementDefinition.findConnectedElements': 'ca7e1ddfd63aceaf6cca036dbd0549d646178f4028a6495d1a32fca9a7d2bc51',
  'ElementDefinition.getSlices': 'f53ee07b08e5900778ca9fc7e575dd6e629b6be64115d1b0327c5369fa182226',
  'StructureDefinition.findElementByPath': '0a18483c8a3cc289910c733300af075b79da953ca99e83bd63ef160bc5d09d7f',
  'Package.fishForFHIR': 'fc32227444a275a2bc4f3ebde66f0b9752de44edf096265b3df5d0adbaf36f8a',
  'StructureDefinitionExporter.exportStructDef': '1ad828657e71db1dc7baea76e5e5eb155a12658cf417b391afdb1c86dbf76e3f',
  'InstanceExporter.exportInstance': 'db55560d3f5e970d330847954d69c79ce4c9bf52f5aa5cb873f578f07a236d6c',
  'FHIRExporter.export': '60c2e8f67111cc8945f7c4546a7505922bae4536ec8da42b0176f952fa2288a1',
  applyInsertRules: 'd04054c9bd30c06366e64424aa438abbf254e91b7f6cf50e36138f30c2e5c007',
  'FSHImporter.import': '4db001cb467092f0f072b6b229a292338bd1276114d4ec78707956b952dccd6a',
  'FSHImporter.visitDoc': 'dda6ba9d08bb2c3180982c181fa99e58dfa56c5af396a949e6a6a312d696a8aa',
  'StructureDefinitionExporter.fishForFHIR': '2c38ae27d12a8883d303d8adfa1f3ae2d5ac098546d886a47bb9fa087bacc2f7',
  'StructureDefinitionExporter.setRules': 'da369aef8c1853bb380a6d3fd5630aa69b74cd42069291763e650633a5df0b37',
  applyDeferredRules: '20efa9351b1d01481f3e59758a99493f74fbeb0df9f900e78aec51dfd3580131',
  'InstanceExporter.fishForFHIR': '8d1f811566f0662491248dc5503c043ce5fee82d02c7e7d139336e77b2bef6a9',
  'InstanceExporter.setAssignedValues': '1bdc979a96792b64ebbf34dcb8c9598e2547ffe582f97a2ad56dcd595b73f31e',
  exportValueSet: '2947ddceea8b828d896e47224d1e9671087403ccd82bddda3298acf13c6a6caa',
  exportCodeSystem: 'f30b034f61913b6f95cfcd8d2cc4a50e1d0e16c3859c2c8c24bc5599aa8f31f8',
  exportMapping: '81900cbf23303a5e2ea35ef5ada7779c4743d019c89e38a32e6aac528e923c89',
  'MasterFisher.fishForFHIR': 'da810f9919d56f83be9fa12597fec7b0685a9831d2657ad75e23d56d160dd609',
  'MasterFisher.fishForMetadata': '80f509b29f57c005a720df1f76f1c25f2c4737ac827ee035244b0531997a5061',
  'MasterFisher.fishForMetadatas': '45317187e71b487f95c1abdcc045167e1bcbedb1992b662c206b4c4b4501cf3d',
} as const;

/**
 * Whether a function of SUSHI is the one that a remedy was written for. Of another version, or of one that was edited,
 * SUSHI's own way is taken: slower, and right.
 */
export function isKnown({ library }: Sushi, name: keyof typeof knownTexts, found: unknown): boolean {
  if (typeof found !== 'function' || versionOf(library.utils.getLocalSushiVersion) !== KNOWN_VERSION) return false;
  const digest =
    digests.get(found) ?? createHash('sha256').update(Function.prototype.toString.call(found)).digest('hex');
  digests.set(found, digest);
  return digest === knownTexts[name];
}

// A compiler that stays warm asks each time: the text of a function is digested once, and SUSHI's package.json read once.
const digests = new WeakMap<object, string>();
const versions = new WeakMap<object, string | null>();

function versionOf(getVersion: () => string | null): string | null {
  const known = versions.get(getVersion);
  if (known !== undefined) return known;
  const version = getVersion();
  versions.set(getVersion, version);
  return version;
}
