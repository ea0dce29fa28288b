import path from 'node:path';
import { readText } from '../../files/read-file.ts';
import { LONGEST_SOURCE } from '../../files/size.ts';
import type { GuideResource, Usage } from '../../model/definition/compiled.ts';
import { isFhirResource, isJsonObject } from '../../model/fhir.ts';
import { mayHaveOddNumbers, parseWritten } from '../../model/written-digits.ts';
import { type FshText, linesIn } from '../files/fsh-files.ts';
import type { ProjectPaths } from '../files/project-paths.ts';
import { type OriginContext, toOrigin } from '../origin/origin.ts';
import type { Entity } from '../origin/rule-paths.ts';
import type { SliceOrders } from '../origin/slice-order.ts';
import type { Definitions, Sushi, Tank } from '../sushi/sushi.ts';
import { type ExportableResource, type ExportedFiles, type ExportedResource, generatedFolder } from './export-files.ts';

interface Parts {
  readonly sushi: Sushi;
  readonly output: ExportedFiles;
  readonly tank: Tank;
  readonly definitions: Definitions;
  readonly paths: ProjectPaths;
  readonly texts: readonly FshText[];
  readonly sliceOrders: SliceOrders;
  readonly memory: Placed | undefined;
}

/** What of the compile before may be used again: see Memory. */
interface Placed {
  resource(
    parts: Pick<GuideResource, 'resource' | 'file' | 'usage'>,
    entity: string | undefined,
    make: () => GuideResource,
  ): GuideResource;
  json(name: string, text: string): unknown;
}

/** The guide's resources, each with the FSH that it came from. */
export function toGuideResources(parts: Parts): GuideResource[] {
  const { output, definitions, paths, memory } = parts;
  const context = originContext(parts);
  const entities = byName(parts.tank);
  const compiled = output.resources.flatMap((resource) => {
    const { json, exported, fileName } = resource;
    if (!isFhirResource(json)) return [];
    const entity = entities.get(entityName(exported));
    const unplaced = { resource: json, file: `${generatedFolder}/resources/${fileName}`, usage: usageOf(resource) };
    const { resource: first, file, usage } = unplaced;
    const make = (): GuideResource =>
      entity === undefined ? unplaced : { resource: first, file, origin: toOrigin(entity, json, context), usage };
    const key = entity && `${entity.constructorName} ${entity.name}`;
    return [memory === undefined ? make() : memory.resource(unplaced, key, make)];
  });
  const guide = guideResource(output, memory);
  return [...compiled, ...guide, ...predefined(definitions, paths, guide[0], memory)];
}

/** SUSHI lets an instance and a profile share a name. */
function byName(tank: Tank): Map<string, Entity> {
  const entities: Entity[] = [
    ...tank.getAllStructureDefinitions(),
    ...tank.getAllValueSets(),
    ...tank.getAllCodeSystems(),
  ] as unknown[] as Entity[];
  const instances = tank.getAllInstances() as unknown[] as Entity[];
  return new Map([
    ...entities.map((entity): [string, Entity] => [`definition ${entity.name}`, entity]),
    ...instances.map((entity): [string, Entity] => [`instance ${entity.name}`, entity]),
  ]);
}

function entityName(exported: ExportableResource): string {
  const { _instanceMeta: meta } = exported;
  return meta === undefined ? `definition ${exported.name}` : `instance ${meta.name}`;
}

function usageOf({ exported }: ExportedResource): Usage {
  const { _instanceMeta: meta } = exported;
  return meta === undefined || meta.usage === 'Definition' ? 'definition' : 'example';
}

function originContext({ sushi, tank, definitions, paths, texts, sliceOrders }: Parts): OriginContext {
  const { Type } = sushi.library.utils;
  return {
    paths,
    linesOf: linesIn(texts),
    sliceOrders,
    findInstance: (name) => tank.fish(name, Type.Instance) as unknown as Entity | undefined,
    findInvariant: (name) => tank.fish(name, Type.Invariant) as unknown as Entity | undefined,
    findExtensionUrl: (name) =>
      tank.fishForMetadata(name, Type.Extension)?.url ?? definitions.fishForMetadata(name, Type.Extension)?.url,
  };
}

/** SUSHI writes the ImplementationGuide last, over an instance of the same name. */
function guideResource({ files, resources }: ExportedFiles, memory: Placed | undefined): GuideResource[] {
  const compiled = new Set(resources.map(({ fileName }) => `resources/${fileName}`));
  return [...files].flatMap(([name, text]): GuideResource[] => {
    if (!name.startsWith('resources/') || compiled.has(name)) return [];
    const resource: unknown = memory === undefined ? JSON.parse(text) : memory.json(name, text);
    if (!isFhirResource(resource)) return [];
    const guide: GuideResource = { resource, file: `${generatedFolder}/${name}`, usage: 'definition' };
    return [memory === undefined ? guide : memory.resource(guide, undefined, () => guide)];
  });
}

const virtualPath = /^virtual:[^:]*:/;

function predefined(
  definitions: Definitions,
  paths: ProjectPaths,
  guide: GuideResource | undefined,
  memory: Placed | undefined,
): GuideResource[] {
  const examples = listedExamples(guide?.resource);
  const files = definitions
    .findResourceInfos('*', { scope: 'sushi-local' })
    .map(({ resourcePath = '' }) => resourcePath);
  return definitions.allPredefinedResources().flatMap((frozen: unknown, i): GuideResource[] => {
    const file = files[i]?.replace(virtualPath, '');
    if (file === undefined || !isFhirResource(frozen)) return [];
    const isExample =
      path.basename(path.dirname(file)) === 'examples' ||
      examples.has(`${frozen.resourceType}/${frozen.id}`) ||
      typeof frozen.url !== 'string';
    const parts = {
      resource: frozen,
      file: paths.relative(file),
      usage: isExample ? 'example' : 'definition',
    } as const;
    // SUSHI keeps its own copy frozen, and others look at it later.
    const make = (): GuideResource => {
      const read = withDigits(file);
      return { ...parts, resource: isFhirResource(read) ? read : structuredClone(frozen) };
    };
    return [memory === undefined ? make() : memory.resource(parts, undefined, make)];
  });
}

/** What SUSHI has read as doubles, where that loses digits. */
function withDigits(file: string): unknown {
  if (!file.endsWith('.json')) return undefined;
  try {
    const text = readText(file, LONGEST_SOURCE).replace(/^\uFEFF/, '');
    return mayHaveOddNumbers(text) ? parseWritten(text) : undefined;
  } catch {
    return undefined; // gone or changed since SUSHI has read it
  }
}

function listedExamples(guide: unknown): ReadonlySet<string> {
  const definition = isJsonObject(guide) && isJsonObject(guide.definition) ? guide.definition.resource : undefined;
  const list: readonly unknown[] = Array.isArray(definition) ? definition : [];
  const examples = list.flatMap((entry) => {
    if (!isJsonObject(entry) || !isJsonObject(entry.reference)) return [];
    const isExample = entry.exampleBoolean === true || entry.exampleCanonical !== undefined;
    return isExample ? [String(entry.reference.reference)] : [];
  });
  return new Set(examples);
}
