import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { zip } from '../../scripts/files/zip.ts';
import { readArchiveFiles } from '../../scripts/packages/source/archive-files.ts';
import { withoutPaths } from '../../scripts/pipeline/publishing/without-paths.ts';

const canonical = 'https://example.org/fhir';
const ran = '/home/someone/cache/publisher/.run-17/first';
let output: string;

beforeEach(() => {
  output = mkdtempSync(join(tmpdir(), 'paths-'));
});
afterEach(() => rmSync(output, { recursive: true }));

async function packed(manifest: object): Promise<string> {
  const name = 'package.tgz';
  writeFileSync(join(output, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(output, 'other.json'), '{"a":1}');
  await create({ file: join(output, name), gzip: true, cwd: output, prefix: 'package' }, [
    'package.json',
    'other.json',
  ]);
  withoutPaths(output, ran, canonical);
  const files = await readArchiveFiles(join(output, name));
  expect(JSON.parse(String(files.get('package/other.json')))).toEqual({ a: 1 });
  return String(files.get('package/package.json'));
}

test('the manifest of a package names the canonical of the guide, and all else is as it was', async () => {
  const text = await packed({ name: 'x', url: `file://${ran}/ig/output`, title: 'T' });
  expect(JSON.parse(text)).toEqual({ name: 'x', url: canonical, title: 'T' });
});

test('the archive of the whole site has the packages that are beside it, and all else as it was', async () => {
  const whole = join(output, 'full-ig.zip');
  const page = Buffer.from('<p>page</p>');
  writeFileSync(
    whole,
    zip(
      new Map<string, Uint8Array>([
        ['site/index.html', page],
        ['site/package.tgz', Buffer.from(`file://${ran}`)],
        ['site/last.html', page],
      ]),
    ),
  );
  await packed({ name: 'x', url: `file://${ran}/ig/output` });
  // Read by a program that is not ours: a reader takes what his has.
  const read = (name: string) => spawnSync('unzip', ['-p', whole, name]).stdout;
  expect(spawnSync('unzip', ['-t', whole], { encoding: 'utf8' }).stdout).toContain('No errors detected');
  expect(read('site/package.tgz')).toEqual(readFileSync(join(output, 'package.tgz')));
  expect([read('site/index.html'), read('site/last.html')]).toEqual([page, page]);
});

test('a package that names no folder is not written anew', () => {
  const archive = gzipSync('nothing');
  writeFileSync(join(output, 'package.tgz'), archive);
  withoutPaths(output, ran, canonical);
  expect(readFileSync(join(output, 'package.tgz'))).toEqual(archive);
});

test('the reports of the Publisher name files of the guide, and pages are not touched', () => {
  const page = `<p>${ran}</p>`;
  writeFileSync(join(output, 'index.html'), page);
  const told = [
    `url(${ran}/ig/outputdata:image/png;base64,AA)`,
    `${ran}/ig/fsh-generated/resources/Bundle-x.json`,
    `file://${ran}/ig/output/index.html`,
    `<a href="#l${ran.replaceAll('/', '_')}_ig_fsh-generated_x">`,
    `in ${ran}/ig, and ${ran}/home`,
  ];
  writeFileSync(join(output, 'qa.html'), told.join('\n'));
  withoutPaths(output, ran, canonical);
  expect(readFileSync(join(output, 'qa.html'), 'utf8').split('\n')).toEqual([
    'url(data:image/png;base64,AA)',
    'fsh-generated/resources/Bundle-x.json',
    './output/index.html',
    '<a href="#l_fsh-generated_x">',
    'in ., and ./home',
  ]);
  expect(readFileSync(join(output, 'index.html'), 'utf8')).toBe(page);
});
