import { join } from 'node:path';
import { readJarList } from '../../java/jars.ts';
import { missingJars, obtainJars } from '../../java/obtain.ts';
import { EnvironmentError, type Issue } from '../../model/issue.ts';
import { silenceFrom } from '../../network/patience.ts';
import { requestFile } from '../../network/request-file.ts';
import { requestJson } from '../../network/request-json.ts';
import { cacheFolder } from '../../packages/disk/cache.ts';
import { hasRelease, obtainRelease, readRelease } from '../../publish/release.ts';
import { publisherProgram } from '../../publish/run-publisher.ts';
import { toolchainFolder } from '../guide/toolchain.ts';
import { exactly, mavenRepositories } from '../packages/archives.ts';

/** Where the Publisher comes from: assembled from Maven Central, or HL7's own release of one archive. */
export const publisherSources = ['maven', 'release'] as const;
export type PublisherSource = (typeof publisherSources)[number];

export interface ArchiveOptions {
  /** Without it, what is here already; then Maven Central, then the release. */
  readonly source?: PublisherSource | undefined;
  readonly offline: boolean;
  readonly signal: AbortSignal;
  readonly onStep?: (text: string) => void;
}

export interface Archives {
  readonly version: string;
  readonly source: PublisherSource;
  readonly jars: readonly string[];
  readonly issues: readonly Issue[];
}

const ATTEMPTS = 5;

/** Brings the Publisher, in the version that this program pins. @throws EnvironmentError when it cannot be had */
export async function obtainPublisher(options: ArchiveOptions): Promise<Archives> {
  if (options.source === 'release') return fromRelease(options);
  if (options.source === 'maven') return fromMaven(options);
  const folder = join(cacheFolder(process.env), 'publisher');
  const { jars } = readJarList(publisherFolder());
  const isHere = missingJars(jars, jarFolder()).length === 0;
  if (!isHere && hasRelease(readRelease(publisherFolder()), folder)) return fromRelease(options);
  try {
    return await fromMaven(options);
  } catch (error) {
    if (options.offline || !(error instanceof EnvironmentError) || options.signal.aborted) throw error;
    return await fromRelease(options).catch((other: unknown) => {
      options.signal.throwIfAborted();
      throw other instanceof EnvironmentError ? new EnvironmentError(`${error.message} And: ${other.message}`) : other;
    });
  }
}

/** What pins the Publisher: its version, its archives and their checksums. */
function publisherFolder(): string {
  return join(toolchainFolder, 'publisher');
}

function jarFolder(): string {
  return join(cacheFolder(process.env), 'jars');
}

async function fromMaven({ offline, signal, onStep }: ArchiveOptions): Promise<Archives> {
  const { version, jars } = readJarList(publisherFolder());
  const paths = await obtainJars(jars, {
    ...mavenRepositories(signal),
    program: publisherProgram,
    folder: jarFolder(),
    offline,
    signal,
    ...(onStep === undefined ? {} : { onStep }),
  });
  return { version, source: 'maven', jars: paths, issues: [] };
}

async function fromRelease({ offline, signal, onStep }: ArchiveOptions): Promise<Archives> {
  const release = readRelease(publisherFolder());
  const request = { signal, silenceMs: silenceFrom(process.env), attempts: ATTEMPTS };
  const { jar, unpinned } = await obtainRelease(release, {
    folder: join(cacheFolder(process.env), 'publisher'),
    offline,
    download: (url, file, bytes, onBytes) =>
      requestFile(url, file, { ...request, ...exactly(bytes), resume: true }, onBytes),
    readJson: (url) => requestJson(url, request),
    signal,
    ...(onStep === undefined ? {} : { onStep }),
  });
  const issues: Issue[] =
    unpinned === undefined
      ? []
      : [
          {
            severity: 'warning',
            code: 'incomplete',
            rule: 'publisher-unpinned',
            message: `The checksum of the IG Publisher ${release.version} is not pinned here: it was taken from the page of its release. Put it into publisher/release.json: "pinned": { "bytes": ${unpinned.bytes}, "sha256": "${unpinned.sha256}" }`,
          },
        ];
  return { version: release.version, source: 'release', jars: [jar], issues };
}
