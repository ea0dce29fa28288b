import { homedir } from 'node:os';
import { join } from 'node:path';
import { validatorProgram } from '../../hl7/second-opinion.ts';
import { jarName, readJarList } from '../../java/jars.ts';
import { type ObtainOptions, obtainJars } from '../../java/obtain.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { faultOfAddress } from '../../network/address.ts';
import { silenceFrom } from '../../network/patience.ts';
import { type FileRequestOptions, requestFile } from '../../network/request-file.ts';
import type { ArchiveSet } from '../../packages/bundle/fit.ts';
import { cacheFolder } from '../../packages/disk/cache.ts';
import { asCacheError } from '../../packages/disk/disk-fault.ts';
import { publisherProgram } from '../../publish/run-publisher.ts';
import { toolchainFolder } from '../guide/toolchain.ts';

/** The Java programs whose archives are pinned; each has a folder of that name with its list in the toolchain. */
export const archiveParts = ['hl7', 'publisher'] as const;
export type ArchivePart = (typeof archiveParts)[number];

const programs: Readonly<Record<ArchivePart, ObtainOptions['program']>> = {
  hl7: validatorProgram,
  publisher: publisherProgram,
};

const MAVEN_CENTRAL = 'https://repo.maven.apache.org/maven2';
const ATTEMPTS = 3;

/** Where archives come from: Maven Central or the mirror of it that is named, and what Maven has on this machine. */
export function mavenRepositories(
  signal: AbortSignal,
): Pick<ObtainOptions, 'repository' | 'localRepository' | 'download'> {
  const { IG_MAVEN_REPOSITORY: named } = process.env;
  const fault = named === undefined || named === '' ? undefined : faultOfAddress(named);
  if (fault !== undefined)
    throw new EnvironmentError(
      `IG_MAVEN_REPOSITORY must be the http or https address of a Maven repository; found ${fault}.`,
    );
  const patience = { signal, silenceMs: silenceFrom(process.env), attempts: ATTEMPTS };
  return {
    repository: named === undefined || named === '' ? MAVEN_CENTRAL : named,
    localRepository: join(homedir(), '.m2', 'repository'),
    download: (url, file, bytes) => requestFile(url, file, { ...patience, ...exactly(bytes) }),
  };
}

/** For what is pinned: a byte more is a byte of something else. */
export function exactly(bytes: number): Pick<FileRequestOptions, 'mostBytes' | 'most'> {
  return { mostBytes: bytes, most: `the ${bytes} bytes that are wanted` };
}

/** What the archives of each program are, and where they are kept. */
export function archiveSets(): (ArchiveSet & { readonly part: ArchivePart })[] {
  const folder = join(cacheFolder(process.env), 'jars');
  return archiveParts.map((part) => {
    const { jars } = readJarList(join(toolchainFolder, part));
    const archives = jars.map((jar) => ({ name: jarName(jar), bytes: jar.bytes, sha256: jar.sha256 }));
    return { part, label: programs[part].name, folder, archives };
  });
}

/** Brings those archives of a program that this machine does not have yet. */
export async function obtainArchives(
  part: ArchivePart,
  options: Pick<ObtainOptions, 'offline' | 'signal' | 'onStep'>,
): Promise<void> {
  const cache = cacheFolder(process.env);
  const { jars } = readJarList(join(toolchainFolder, part));
  const settings = { ...options, ...mavenRepositories(options.signal), program: programs[part] };
  await obtainJars(jars, { ...settings, folder: join(cache, 'jars') }).catch((error: unknown) => {
    throw asCacheError(error, cache);
  });
}
