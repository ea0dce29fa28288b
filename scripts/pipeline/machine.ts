import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { readJarList } from '../java/jars.ts';
import { JAVA_REMEDY, javaVersion, OLDEST_JAVA } from '../java/java.ts';
import { missingJars } from '../java/obtain.ts';
import { faultText } from '../model/fault.ts';
import { requirements } from '../publish/preflight.ts';
import { hasRelease, readRelease } from '../publish/release.ts';
import { toolchainFolder } from './guide/toolchain.ts';

/** One thing that a machine has or lacks. */
export interface Probe {
  readonly name: string;
  /** What the project needs it for; `build` is what everyone needs, the rest is for single commands. */
  readonly neededFor: 'build' | 'engine hl7' | 'engine hl7 and publish' | 'publish' | 'browser tests';
  readonly found: boolean;
  /** The version or the figure found, or what is wrong. */
  readonly detail: string;
  /** The command, or the step, that gets it. */
  readonly remedy?: string;
}

const run = promisify(execFile);
const gibibyte = 2 ** 30;
const mebibyte = 2 ** 20;
const PATIENCE_MS = 5_000;

/** Looks at the machine: nothing is changed, nothing is downloaded, and no probe takes longer than five seconds. */
export async function probeMachine(cacheFolder: string): Promise<Probe[]> {
  const probes = await Promise.all([
    nodeVersion(),
    dependencies(),
    cache(cacheFolder),
    memory(),
    program('git', ['--version'], 'build', 'sudo apt-get install git'),
    javaProgram('java'),
    javaProgram('javac'),
    hl7Archives(cacheFolder),
    publisherNeeds(cacheFolder),
    publisherArchives(cacheFolder),
    program(process.env.CHROMIUM ?? 'chromium', ['--version'], 'browser tests', 'sudo apt-get install chromium'),
  ]);
  return probes.flat();
}

function nodeVersion(): Probe {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const found = major > 20 || (major === 20 && minor >= 12);
  return {
    name: 'Node.js',
    neededFor: 'build',
    found,
    detail: process.versions.node,
    remedy: 'install Node.js 20.12 or later',
  };
}

function dependencies(): Probe {
  const base = { name: 'npm packages', neededFor: 'build', remedy: 'npm ci' } as const;
  const { dependencies: wanted = {} } = JSON.parse(readFileSync(join(toolchainFolder, 'package.json'), 'utf8')) as {
    dependencies?: Readonly<Record<string, string>>;
  };
  const missing = Object.keys(wanted).filter((name) => !isInstalled(name, toolchainFolder));
  if (missing.length > 0) return { ...base, found: false, detail: `missing: ${missing.join(', ')}` };
  return { ...base, found: true, detail: 'installed' };
}

function isInstalled(name: string, folder: string): boolean {
  if (existsSync(join(folder, 'node_modules', name, 'package.json'))) return true;
  return folder !== dirname(folder) && isInstalled(name, dirname(folder));
}

async function cache(folder: string): Promise<Probe> {
  const base = { name: 'package cache', neededFor: 'build' } as const;
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    return {
      ...base,
      found: free > 500 * mebibyte,
      detail: `${folder}, ${(free / gibibyte).toFixed(1)} GiB free`,
      remedy: 'free 500 MiB, or name another folder in IG_CACHE',
    };
  } catch (error) {
    const reason = faultText(error);
    return { ...base, found: false, detail: reason, remedy: 'name a writable folder in IG_CACHE' };
  }
}

function memory(): Probe {
  const detail = `${(totalmem() / gibibyte).toFixed(1)} GiB, ${(freemem() / gibibyte).toFixed(1)} GiB free`;
  return {
    name: 'memory',
    neededFor: 'build',
    found: totalmem() > gibibyte,
    detail,
    remedy: 'a machine with 1 GiB or more',
  };
}

async function javaProgram(command: string): Promise<Probe> {
  const neededFor = command === 'java' ? 'engine hl7 and publish' : 'engine hl7';
  const probe = await program(command, ['-version'], neededFor, JAVA_REMEDY);
  const version = javaVersion(probe.detail);
  return probe.found && version !== undefined && version < OLDEST_JAVA
    ? { ...probe, found: false, remedy: JAVA_REMEDY }
    : probe;
}

function hl7Archives(cacheFolder: string): Probe {
  const { jars, version } = readJarList(join(toolchainFolder, 'hl7'));
  const missing = missingJars(jars, join(cacheFolder, 'jars'));
  const megabytes = Math.ceil(missing.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6);
  const base = { name: `HL7 validator ${version}`, neededFor: 'engine hl7' } as const;
  if (missing.length === 0) return { ...base, found: true, detail: `${jars.length} archives` };
  const detail = `${missing.length} of ${jars.length} archives are not downloaded yet`;
  return { ...base, found: false, detail, remedy: `ig validate --engine hl7 downloads them, ${megabytes} MB` };
}

/** What the Publisher needs beside its archives; Java is told of already. */
async function publisherNeeds(cacheFolder: string): Promise<Probe[]> {
  const needs = await requirements(cacheFolder, new AbortController().signal, PATIENCE_MS);
  return needs
    .filter(({ name }) => !name.startsWith('Java'))
    .map(({ name, found, detail, remedy }) => ({
      name: `${name} for the Publisher`,
      neededFor: 'publish',
      found,
      detail,
      remedy,
    }));
}

function publisherArchives(cacheFolder: string): Probe {
  const folder = join(toolchainFolder, 'publisher');
  const { jars, version } = readJarList(folder);
  const base = { name: `IG Publisher ${version}`, neededFor: 'publish' } as const;
  if (hasRelease(readRelease(folder), join(cacheFolder, 'publisher')))
    return { ...base, found: true, detail: 'HL7’s release' };
  const missing = missingJars(jars, join(cacheFolder, 'jars'));
  const megabytes = Math.ceil(missing.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6);
  if (missing.length === 0) return { ...base, found: true, detail: `${jars.length} archives` };
  const detail = `${missing.length} of ${jars.length} archives are not downloaded yet`;
  return { ...base, found: false, detail, remedy: `ig publish downloads them, ${megabytes} MB` };
}

async function program(command: string, args: string[], neededFor: Probe['neededFor'], remedy: string): Promise<Probe> {
  try {
    const { stdout, stderr } = await run(command, args, { timeout: 5000 });
    const detail = `${stdout}${stderr}`.trim().split('\n')[0] ?? '';
    return { name: command, neededFor, found: true, detail };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { name: command, neededFor, found: false, detail: missing ? 'not found' : 'does not answer', remedy };
  }
}
