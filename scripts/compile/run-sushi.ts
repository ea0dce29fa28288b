import path from 'node:path';
import type { ConfigText } from '../model/config-text.ts';
import type { GuideResource } from '../model/definition/compiled.ts';
import { faultText } from '../model/fault.ts';
import { hasErrors, type Issue } from '../model/issue.ts';
import type { InstalledPackage } from '../model/package.ts';
import { type FshText, readFshFiles, withUnsaved } from './files/fsh-files.ts';
import type { ProjectPaths } from './files/project-paths.ts';
import { checkNamedFolders, fshFilesIn, hasFshElsewhere } from './files/source-files.ts';
import { findCircularParents } from './limits/circular-parents.ts';
import { checkFshSize } from './limits/fsh-size.ts';
import { checkHeldInstances } from './limits/held-instances.ts';
import { checkInserts } from './limits/insert-bounds.ts';
import { hastenLargeInstances } from './limits/large-instances.ts';
import { boundParameters, type ParameterBounds } from './limits/parameter-bounds.ts';
import { refuseDeepFiles } from './limits/predefined-depth.ts';
import { boundRequiredItems } from './limits/required-items.ts';
import type { ExportWatch, Memory, ParsedProject } from './memory.ts';
import { findChangedDecimals } from './messages/changed-decimals.ts';
import { type SliceOrders, watchSlices } from './origin/slice-order.ts';
import { exportFiles } from './output/export-files.ts';
import { toGuideResources } from './output/guide-resources.ts';
import { isOwnOutput, leaveOutOwnOutput } from './output/own-output.ts';
import { checkDependencies } from './sushi/dependencies.ts';
import { mayHaveDuplicates } from './sushi/duplicate-names.ts';
import { type GuideFacts, toGuideFacts } from './sushi/guide-facts.ts';
import type { LogRecord } from './sushi/log-capture.ts';
import { createPackageDatabase } from './sushi/package-database.ts';
import { createPackageCache, createRegistryClient, noCurrentBuilds } from './sushi/package-loading.ts';
import { parseProject } from './sushi/parse-project.ts';
import { type ParseStore, parseSaved } from './sushi/saved-parse.ts';
import { exportSparing } from './sushi/spare-work.ts';
import type { Definitions, Exported, Sushi, SushiConfiguration, Tank } from './sushi/sushi.ts';
import { parseInTwoStages } from './sushi/two-stage-parse.ts';

/** Parsed definitions kept at hand; SUSHI's own default is 200. A guide of 80 resources reads 72. */
const cachedResources = 100;

export interface SushiRun {
  readonly paths: ProjectPaths;
  readonly packages: readonly InstalledPackage[];
  readonly config: ConfigText | undefined;
  /** Receives what we find ourselves; SUSHI's own messages go through its logger. */
  readonly found: Issue[];
  /** Receives what SUSHI says. */
  readonly records: LogRecord[];
  readonly signal: AbortSignal | undefined;
  readonly parsed: ParseStore | undefined;
  /** Of a compiler that stays warm. */
  readonly memory: Memory | undefined;
}

export interface Compiled {
  readonly resources: readonly GuideResource[];
  readonly files: ReadonlyMap<string, string>;
  readonly inputFiles: ReadonlyMap<string, string>;
  readonly guide?: GuideFacts;
  /** For the remedies of messages: SUSHI's view of the project, as far as it got. */
  readonly tank?: Tank;
  readonly definitions?: Definitions;
  readonly fsh?: readonly FshText[];
  /** SUSHI was stopped on the way: what it said is the echo of that. */
  readonly isCut?: true;
}

const nothing: Compiled = { resources: [], files: new Map(), inputFiles: new Map() };

/** The steps of `sushi build`, in its order; whatever stops one is already in the log or in `found`. */
export async function runSushi(sushi: Sushi, run: SushiRun): Promise<Compiled> {
  const { paths, packages, found, signal, memory } = run;
  const { utils } = sushi.library;

  const make = () => readConfig(sushi, run);
  const config = memory === undefined ? make() : memory.config(make);
  if (config === undefined) return nothing;
  const guide = toGuideFacts(config);
  const missing = checkDependencies(sushi, config, packages, run.config);
  found.push(...missing);
  if (missing.length > 0) return { ...nothing, guide };

  const named = checkNamedFolders(paths, resourceFolders(guide, paths));
  found.push(...named);
  if (hasErrors(named)) return { ...nothing, guide };

  const fshFolder = path.join(paths.root, 'input', 'fsh');
  if (hasFshElsewhere(paths)) {
    found.push(elsewhere);
    return { ...nothing, guide };
  }
  const texts = readFsh(fshFolder, run);
  if (memory?.isSame(texts, found) === true) return nothing;
  const large = checkFshSize(texts, paths, memory?.sizes);
  found.push(...large);
  if (large.length > 0) return { ...nothing, guide };
  const bounds = boundParameters(sushi, paths);
  const parseInFull = await parseInTwoStages(sushi);
  let parsed: ParsedProject;
  try {
    parsed = parseTexts(sushi, { texts, config, bounds }, run);
  } finally {
    parseInFull();
    bounds.stop();
  }
  const { tank, written } = parsed;
  const unbounded = bounds.issue();
  if (unbounded !== undefined) {
    found.push(unbounded);
    return { ...nothing, guide, isCut: true };
  }
  if (mayHaveDuplicates(sushi, tank)) tank.checkDuplicateNameEntities();
  const circles = [
    ...findCircularParents(written, texts, paths),
    ...checkHeldInstances(written, paths, parsed.counted?.uses),
    ...checkInserts(written, paths, parsed.counted?.weights),
  ];
  found.push(...circles);
  if (circles.length > 0) return { ...nothing, guide, tank: written, fsh: texts };

  signal?.throwIfAborted();
  const load = () => loadDefinitions(sushi, config, run);
  const definitions = await (memory === undefined ? load() : memory.definitions(load));
  if (definitions.fishForFHIR('StructureDefinition', utils.Type.Resource) === undefined) {
    found.push(incompleteCore);
    return { ...nothing, guide };
  }
  signal?.throwIfAborted();
  const made = await exportGuide(sushi, { tank, definitions }, memory);
  if (made === undefined) return nothing;
  const { exported, sliceOrders } = made;
  found.push(...findChangedDecimals(tank, texts, paths));
  const output = exportFiles(sushi, { exported, definitions, root: paths.root, fshFolder, memory: memory?.outputs });
  const resources = toGuideResources({
    sushi,
    output,
    tank,
    definitions,
    paths,
    texts,
    sliceOrders,
    memory: memory?.outputs,
  });
  return { resources, files: output.files, inputFiles: output.inputFiles, guide, tank, definitions, fsh: texts };
}

interface ToParse {
  readonly texts: readonly FshText[];
  readonly config: SushiConfiguration;
  readonly bounds: ParameterBounds;
}

function parseTexts(
  sushi: Sushi,
  { texts, config, bounds }: ToParse,
  { memory, parsed: store, records }: SushiRun,
): ParsedProject {
  if (memory !== undefined) return memory.parse(texts, config, bounds);
  if (store !== undefined) return parseSaved(sushi, texts, config, { bounds, records, store });
  return parseProject(sushi, texts, config);
}

interface Made {
  readonly exported: Exported;
  readonly sliceOrders: SliceOrders;
}

/** @returns undefined when what was remembered does not do */
async function exportGuide(
  sushi: Sushi,
  { tank, definitions }: { readonly tank: Tank; readonly definitions: Definitions },
  memory: Memory | undefined,
): Promise<Made | undefined> {
  const sliceOrders = watchSlices(sushi);
  const required = await boundRequiredItems();
  const takeBack = await hastenLargeInstances(sushi);
  const watch: ExportWatch | undefined = memory?.watch(required, sliceOrders);
  let exported: Exported;
  try {
    exported = exportSparing(sushi, tank, definitions, watch);
  } finally {
    takeBack();
    required.stop();
    sliceOrders.stop();
  }
  if (watch === undefined) return { exported, sliceOrders };
  const orders = watch.end();
  return orders && { exported, sliceOrders: orders };
}

function readConfig(sushi: Sushi, { paths, config, found }: SushiRun): SushiConfiguration | undefined {
  const errorsBefore = sushi.library.utils.stats.numError;
  try {
    return sushi.library.utils.readConfig(paths.root);
  } catch (error) {
    // SUSHI throws after it has logged why; only what it did not expect itself is left to say.
    if (sushi.library.utils.stats.numError > errorsBefore) return undefined;
    found.push(unexpected(error, config?.file));
    return undefined;
  }
}

function readFsh(fshFolder: string, { paths, found, memory }: SushiRun): FshText[] {
  const unsaved = memory?.unsaved;
  const saved = fshFilesIn(fshFolder);
  const files = unsaved === undefined ? saved : withUnsaved(saved, fshFolder, paths, unsaved);
  if (files.length === 0) {
    found.push({
      severity: 'information',
      code: 'informational',
      rule: 'no-fsh',
      message:
        'There is no FSH file under input/fsh: the guide consists of its predefined resources and its configuration.',
      source: { file: 'input/fsh' },
    });
  }
  return readFshFiles(files, paths, found, unsaved);
}

/** The folders of resources that the guide names itself: https://fshschool.org/docs/sushi/tips/#specifying-additional-resource-paths */
function resourceFolders({ parameters }: GuideFacts, { root }: ProjectPaths): string[] {
  const named = parameters
    .filter(({ code }) => code === 'path-resource')
    .map(({ value }) => value.replace(/\/\*$/, ''));
  return named.filter((folder) => !/^\/*input(\/|$)/.test(folder) && !isOwnOutput(folder, root));
}

async function loadDefinitions(sushi: Sushi, config: SushiConfiguration, run: SushiRun): Promise<Definitions> {
  const { paths, packages } = run;
  const definitions = await sushi.library.fhirdefs.createFHIRDefinitions({
    packageDB: createPackageDatabase(packages),
    packageCache: createPackageCache(packages),
    registryClient: createRegistryClient(packages),
    currentBuildClient: noCurrentBuilds,
    options: { resourceCacheSize: cachedResources },
  });
  await sushi.library.utils.loadExternalDependencies(definitions, config);
  refuseDeepFiles(definitions);
  leaveOutOwnOutput(definitions, paths.root);
  const inputFolder = path.join(paths.root, 'input');
  await sushi.guideExport.loadPredefinedResources(definitions, inputFolder, paths.root, config.parameters);
  return definitions;
}

const elsewhere: Issue = {
  severity: 'error',
  code: 'not-supported',
  rule: 'project-layout',
  message:
    'The FSH files are not under input/fsh, where SUSHI looks for them. Move them to input/fsh, and the configuration to sushi-config.yaml.',
};

const incompleteCore: Issue = {
  severity: 'error',
  code: 'not-found',
  rule: 'package-incomplete',
  message:
    'The package with the definitions of FHIR itself has no StructureDefinition of StructureDefinition. Run "ig packages verify".',
};

function unexpected(error: unknown, file: string | undefined): Issue {
  const reason = faultText(error);
  return {
    severity: 'error',
    code: 'processing',
    rule: 'config-unreadable',
    message: `The configuration cannot be read: ${reason.replace(/\.?$/, '.')} Compare it with https://fshschool.org/docs/sushi/configuration/; a number that is meant as a text needs quotation marks.`,
    ...(file === undefined ? {} : { source: { file } }),
  };
}
