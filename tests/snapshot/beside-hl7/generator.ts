import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { makeHome } from '../../../scripts/hl7/home.ts';
import { validatorProgram } from '../../../scripts/hl7/second-opinion.ts';
import { readJarList } from '../../../scripts/java/jars.ts';
import { obtainJars } from '../../../scripts/java/obtain.ts';
import { runProcess } from '../../../scripts/java/run-process.ts';
import type { StructureDefinition } from '../../../scripts/model/fhir.ts';
import { type InstalledPackage, packageKey } from '../../../scripts/model/package.ts';
import { cacheFolder } from '../../../scripts/packages/disk/cache.ts';
import { materialise } from '../../../scripts/packages/disk/materialise.ts';
import { toolchainFolder } from '../../../scripts/pipeline/guide/toolchain.ts';
import { mavenRepositories } from '../../../scripts/pipeline/packages/archives.ts';

export const CORE = 'hl7.fhir.r4.core';
export const EXTENSIONS = 'hl7.fhir.uv.extensions.r4';

/** What HL7's generator made of one canonical. */
export interface Answer {
  readonly canonical: string;
  readonly definition?: StructureDefinition;
  readonly refusal?: string;
}

interface GeneratorOptions {
  readonly signal: AbortSignal;
  /** Definitions of a guide, which are in none of the packages: their differentials are what it starts from. */
  readonly guide?: readonly StructureDefinition[];
}

/** Has HL7's own generator make the snapshots of these canonicals, with our packages and without a network. */
export async function askGenerator(
  packages: readonly InstalledPackage[],
  canonicals: readonly string[],
  { signal, guide = [] }: GeneratorOptions,
): Promise<Answer[]> {
  const cache = cacheFolder(process.env);
  const { jars } = readJarList(join(toolchainFolder, 'hl7'));
  const folder = join(cache, 'jars');
  const maven = mavenRepositories(signal);
  const paths = await obtainJars(jars, { ...maven, program: validatorProgram, folder, signal });
  const run = mkdtempSync(join(tmpdir(), 'ig-snapshots-'));
  try {
    mkdirSync(join(run, 'tmp'));
    const { home } = await makeHome(packages, run, { store: join(cache, 'fhir-packages'), materialise, signal });
    const versionOf = (id: string) => packages.find((each) => each.id === id)?.version;
    const first = [CORE, 'hl7.terminology.r4', EXTENSIONS];
    const rank = ({ id }: InstalledPackage) => (first.includes(id) ? first.indexOf(id) : first.length);
    const settings = {
      packages: [...packages.toSorted((a, b) => rank(a) - rank(b)).map(packageKey), ...writeGuide(guide, run)],
      terminology: versionOf('hl7.terminology.r4'),
      extensions: versionOf(EXTENSIONS),
      canonicals,
    };
    const answers: Answer[] = [];
    const complaints: string[] = [];
    const code = await runProcess(
      'java',
      ['-Xmx3g', `-Duser.home=${home}`, `-Djava.io.tmpdir=${join(run, 'tmp')}`, '-cp', paths.join(delimiter)].concat(
        join(import.meta.dirname, 'SnapshotMaker.java'),
      ),
      {
        signal,
        input: `${JSON.stringify(settings)}\n`,
        onLine: (line, stream) => {
          if (stream === 'stdout') answers.push(JSON.parse(line) as Answer);
          else complaints.push(line);
        },
      },
    );
    if (code !== 0) throw new Error(`HL7's generator ended with ${code}: ${complaints.slice(-5).join('\n')}`);
    return answers;
  } finally {
    rmSync(run, { recursive: true, force: true });
  }
}

/** The folder with the differentials, if there are any. */
function writeGuide(guide: readonly StructureDefinition[], run: string): string[] {
  if (guide.length === 0) return [];
  const folder = join(run, 'guide');
  mkdirSync(folder);
  for (const [index, { snapshot: _, ...differential }] of guide.entries())
    writeFileSync(join(folder, `${index}.json`), JSON.stringify(differential));
  return [folder];
}
