import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EnvironmentError } from '../../model/issue.ts';
import type { Definitions, Exported, Sushi } from '../sushi/sushi.ts';

type Files = ReadonlyMap<string, string>;

/** What of the compile before may be used again: see Memory. */
interface Written {
  text(resource: ExportableResource, make: (json?: unknown) => string): string;
  json(name: string, text: string): unknown;
  index(exported: Exported, skipped: readonly string[], make: () => Files): Files;
  guideFiles(exported: Exported, make: () => Files): Files;
}

/** The folder that SUSHI writes to, beside input/. */
export const generatedFolder = 'fsh-generated';

export interface ExportableResource {
  readonly name?: unknown;
  /** Of instances only. */
  readonly _instanceMeta?: { readonly name?: string; readonly usage?: string };
  readonly resourceType?: unknown;
  readonly url?: unknown;
  readonly id?: unknown;
  getFileName(): string;
  toJSON(snapshot?: boolean): unknown;
}

/** A compiled resource that gets a file of its own. */
export interface ExportedResource {
  readonly fileName: string;
  readonly exported: ExportableResource;
  /** Parsed anew from its text: shares nothing with SUSHI's objects. */
  readonly json: unknown;
}

export interface ExportedFiles {
  /** Below fsh-generated/, with forward slashes, to the exact text. */
  readonly files: ReadonlyMap<string, string>;
  /** Outside fsh-generated/: SUSHI makes input/pagecontent/index.md from the configuration's indexPageContent. */
  readonly inputFiles: ReadonlyMap<string, string>;
  readonly resources: readonly ExportedResource[];
}

interface Export {
  readonly exported: Exported;
  readonly definitions: Definitions;
  /** The project's folder, and its input/fsh. */
  readonly root: string;
  readonly fshFolder: string;
  readonly memory: Written | undefined;
}

/** What `sushi build` would write, as texts: the resources from memory, its few other files by way of a temporary folder. */
export function exportFiles(sushi: Sushi, run: Export): ExportedFiles {
  const { memory } = run;
  const files = new Map<string, string>();
  const { resources, skipped } = exportResources(sushi, run);
  for (const { fileName, text } of resources.filter(isPlaced)) files.set(`resources/${fileName}`, text);

  const inputFiles = new Map<string, string>();
  const writeIndex = (folder: string) =>
    sushi.library.utils.writeFSHIndex(folder, run.exported, run.fshFolder, skipped);
  const writeGuide = (folder: string) => {
    if (!run.exported.config.FSHOnly)
      new sushi.guideExport.IGExporter(run.exported, run.definitions, run.root).export(folder);
  };
  const index = () => written(writeIndex);
  const guideFiles = () => written(writeGuide);
  const ofIndex = memory === undefined ? index() : memory.index(run.exported, skipped, index);
  const ofGuide = memory === undefined ? guideFiles() : memory.guideFiles(run.exported, guideFiles);
  for (const [name, text] of [...ofIndex, ...ofGuide]) {
    const inside = name.startsWith(`${generatedFolder}/`);
    if (inside) files.set(name.slice(generatedFolder.length + 1), text);
    else inputFiles.set(name, text);
  }
  return {
    files,
    inputFiles,
    resources: resources.map(({ fileName, exported, text }) => ({
      fileName,
      exported,
      json: memory === undefined ? JSON.parse(text) : memory.json(`resources/${fileName}`, text),
    })),
  };
}

/** What SUSHI writes into a folder, by the names there. */
function written(write: (folder: string) => void): ReadonlyMap<string, string> {
  const folder = temporaryFolder();
  try {
    write(folder);
    return new Map(readAll(folder));
  } catch (error) {
    if (!isOfSystem(error)) throw error;
    const message = `Cannot write to the temporary folder ${os.tmpdir()}. Check that you may write to it, and that its disk has room.`;
    throw new EnvironmentError(message, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Said by the file system: nothing that a change of the project would mend. */
function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(path.join(os.tmpdir(), 'ig-compile-'));
  } catch (error) {
    const message = `Cannot make a temporary folder in ${os.tmpdir()}. Check that it exists, that you may write to it, and that its disk has room.`;
    throw new EnvironmentError(message, { cause: error });
  }
}

interface ResourceText {
  readonly fileName: string;
  readonly exported: ExportableResource;
  readonly text: string;
}

/**
 * Whether the resource's id is as it stands in the file's name. Where no file can have such a name, SUSHI writes it with
 * other letters, or cuts it: that may be the file of another resource.
 */
function isPlaced({ exported: { id }, fileName }: ResourceText): boolean {
  return typeof id !== 'string' || fileName.endsWith(`-${id}.json`);
}

/** As SUSHI's writeFHIRResources, which can only write to disk. */
function exportResources({ library }: Sushi, { exported, definitions, memory }: Export) {
  const resources: ResourceText[] = [];
  const skipped: string[] = [];
  const predefined = new Set(definitions.allPredefinedResources().map(identity));
  const all: ExportableResource[] = [
    ...exported.profiles,
    ...exported.extensions,
    ...exported.logicals,
    ...exported.resources,
    ...exported.valueSets,
    ...exported.codeSystems,
    ...exported.instances.filter((instance) => instance._instanceMeta.usage !== 'Inline'),
  ];
  for (const resource of all) {
    const fileName = resource.getFileName();
    if (predefined.size > 0 && predefined.has(identity(resource))) {
      library.utils.logger.error(
        `Ignoring FSH definition for ${resource.url ?? `${resource.resourceType}/${resource.id}`} since it duplicates existing pre-defined resource.`,
        sourceOf(exported, fileName),
      );
      skipped.push(fileName);
      continue;
    }
    const make = (json?: unknown) => {
      library.utils.checkNullValuesOnArray(resource);
      return `${JSON.stringify(json ?? resource.toJSON(false), null, 2)}\n`;
    };
    const text = memory === undefined ? make() : memory.text(resource, make);
    resources.push({ fileName, exported: resource, text });
  }
  return { resources, skipped };
}

function identity({ resourceType, url, id }: { resourceType?: unknown; url?: unknown; id?: unknown }): string {
  return JSON.stringify([resourceType, url, id]);
}

function sourceOf(exported: Exported, fileName: string) {
  const source = exported.fshMap.get(fileName);
  return source && { file: source.file, location: source.location };
}

function readAll(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file, 'utf8')];
    });
}
