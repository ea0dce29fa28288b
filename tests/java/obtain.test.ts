import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type Jar, jarName, readJarList } from '../../scripts/java/jars.ts';
import { type ObtainOptions, obtainJars } from '../../scripts/java/obtain.ts';
import { EnvironmentError } from '../../scripts/model/issue.ts';
import { requestFile } from '../../scripts/network/request-file.ts';
import { closedServer, serve } from '../packages/loopback-registry.ts';

const contents: Readonly<Record<string, string>> = { 'org/a/1/a-1.jar': 'first', 'org/b/2/b-2.jar': 'second archive' };
const jars: Jar[] = Object.entries(contents).map(([path, text]) => ({
  path,
  bytes: text.length,
  sha256: createHash('sha256').update(text).digest('hex'),
}));

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ig-hl7-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const answer: RequestListener = ({ url = '' }, response) => {
  const text = contents[url.replace('/maven2/', '')];
  if (text === undefined) response.writeHead(404).end();
  else response.end(text);
};

function optionsFor(repository: string, more: Partial<ObtainOptions> = {}): ObtainOptions {
  const { signal } = new AbortController();
  return {
    program: { name: 'the HL7 validator', getItBy: 'once with --engine hl7 and without --offline' },
    folder: temporaryFolder(),
    repository,
    signal,
    download: (url, file, bytes) =>
      requestFile(url, file, { signal, silenceMs: 2_000, attempts: 1, mostBytes: bytes, most: `the ${bytes} bytes` }),
    ...more,
  };
}

async function refusal(listener: RequestListener, more: Partial<ObtainOptions> = {}) {
  const options = optionsFor(`${await serve(listener)}/maven2`, more);
  const error: unknown = await obtainJars(jars, options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EnvironmentError);
  return { message: error instanceof Error ? error.message : '', kept: readdirSync(options.folder).sort() };
}

test('archives are downloaded once, each under its name', async () => {
  const asked: string[] = [];
  const repository = await serve((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  const options = optionsFor(`${repository}/maven2/`);
  const paths = await obtainJars(jars, options);
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(Object.values(contents));
  expect(readdirSync(options.folder).sort()).toEqual(['a-1.jar', 'b-2.jar']);
  await obtainJars(jars, options);
  expect(asked.sort()).toEqual(['/maven2/org/a/1/a-1.jar', '/maven2/org/b/2/b-2.jar']);
});

test('an archive that is not there: which, where, and what to do; the others are kept', async () => {
  const { message, kept } = await refusal((request, response) => {
    if (request.url?.includes('b-2')) setTimeout(() => response.writeHead(404).end(), 50);
    else answer(request, response);
  });
  expect(message).toMatch(/^b-2\.jar of the HL7 validator cannot be had from .*HTTP 404/);
  expect(message).toContain('IG_MAVEN_REPOSITORY');
  expect(kept).toEqual(['a-1.jar']);
});

test('an answer that is cut short is no archive', async () => {
  const { message, kept } = await refusal((_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('first');
    setTimeout(() => response.destroy(), 20);
  });
  expect(message).toContain('cannot be had');
  expect(kept).toEqual([]);
});

test('a server that falls silent is given up', async () => {
  const { message, kept } = await refusal((_, response) => {
    response.writeHead(200, { 'content-length': '5' });
    response.write('fi');
  });
  expect(message).toContain('it said nothing for 2 s');
  expect(kept).toEqual([]);
});

test('other bytes than the pinned ones are refused, whatever their number', async () => {
  const swapped = await refusal((request, response) => {
    if (request.url?.includes('a-1')) response.end('FIRST');
    else answer(request, response);
  });
  expect(swapped.message).toMatch(/a-1\.jar is refused: its sha256 is \w{64}, and \w{64} is wanted/);
  expect(swapped.kept).not.toContain('a-1.jar');
  const longer = await refusal((_, response) => response.end('a page of a proxy'));
  expect(longer.message).toMatch(/its answer is longer than the (5|14) bytes/);
  expect(longer.kept).toEqual([]);
});

test('a machine without a network says so', async () => {
  const error: unknown = await obtainJars(jars, optionsFor(await closedServer())).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EnvironmentError);
  expect(String(error)).toContain('it refuses the connection');
});

test('Maven’s repository on this machine spares the download, where its content is right', async () => {
  const localRepository = temporaryFolder();
  for (const [path, text] of [...Object.entries(contents).slice(0, 1), ['org/b/2/b-2.jar', 'another content']]) {
    const file = join(localRepository, path ?? '');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text ?? '');
  }
  const { message, kept } = await refusal(answer, { localRepository, offline: true });
  expect(message).toContain('1 of its 2 archives are missing, and with --offline nothing is downloaded');
  expect(kept).toEqual(['a-1.jar']);
});

test('the list of archives is whole: the validator itself, and no name twice', () => {
  const { version, jars: listed } = readJarList(fileURLToPath(new URL('../../hl7', import.meta.url)));
  expect(listed.map(({ path }) => path)).toContain(
    `ca/uhn/hapi/fhir/org.hl7.fhir.validation/${version}/org.hl7.fhir.validation-${version}.jar`,
  );
  expect(new Set(listed.map(jarName)).size).toBe(listed.length);
});
