import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { describe, expect, test } from 'vitest';
import { readTarball } from '../../scripts/packages/source/tarball.ts';
import type { TarballLimits } from '../../scripts/packages/source/unpack.ts';
import { manifestText, neverAborted, temporaryFolder } from './tiny-package.ts';

interface Entry {
  readonly path: string;
  readonly body?: string | Uint8Array;
  readonly type?: 'File' | 'SymbolicLink' | 'Link' | 'CharacterDevice' | 'Directory';
  readonly linkpath?: string;
  /** Instead of the body's true size. */
  readonly size?: number;
}

const manifest: Entry = { path: 'package/package.json', body: manifestText({ id: 'example.a', version: '1.0.0' }) };
const resource: Entry = { path: 'package/ValueSet-a.json', body: '{"resourceType":"ValueSet","id":"a"}' };

function archive(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ path, body = '', type = 'File', linkpath, size }) => {
    const bytes = Buffer.from(body);
    const header = new Header({
      path,
      type,
      size: size ?? bytes.length,
      mode: 0o644,
      ...(linkpath === undefined ? {} : { linkpath }),
    });
    const block = Buffer.alloc(512);
    header.encode(block);
    return [block, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

async function read(packed: Uint8Array, limits?: TarballLimits) {
  const folder = temporaryFolder();
  const file = join(folder, 'x.tgz');
  writeFileSync(file, packed);
  const outcome = await readTarball(file, 'x.tgz', neverAborted, { id: 'example.a', version: '1.0.0' }, limits);
  expect(readdirSync(folder)).toEqual(['x.tgz']);
  return outcome;
}

test('an ordinary package', async () => {
  const entries = [
    { path: 'package/', type: 'Directory' } as const,
    manifest,
    resource,
    { path: 'package/fr..odd.name.json', body: '{"resourceType":"ValueSet","id":"odd"}' },
    { path: 'package/._ValueSet-a.json', body: 'finder' },
    { path: 'package/example/Patient-1.json', body: '{"resourceType":"Patient"}' },
    { path: '._package', body: 'finder' },
    { path: 'other/readme.txt', body: 'beside the package' },
  ];
  const { value, issues } = await read(gzipSync(archive(entries)));
  expect(issues).toEqual([]);
  expect([...(value?.content.files() ?? [])].map(({ name }) => name)).toEqual(['ValueSet-a.json', 'fr..odd.name.json']);
});

describe('refused with one issue, and nothing written', () => {
  const packed = (...entries: Entry[]) => gzipSync(archive([manifest, resource, ...entries]));
  const small: TarballLimits = { entries: 10, entryBytes: 1000, totalBytes: 20_000, ratio: 20, ratioFromBytes: 4000 };
  const cases: Readonly<Record<string, readonly [packed: Uint8Array, message: RegExp, limits?: TarballLimits]>> = {
    'a path that climbs out': [
      packed({ path: 'package/../../evil.json', body: '{}' }),
      /package\/\.\.\/\.\.\/evil\.json points outside/,
    ],
    'a path that climbs out with backslashes': [packed({ path: 'package\\..\\..\\evil.json' }), /points outside/],
    'an absolute path': [packed({ path: '/etc/evil.json' }), /\/etc\/evil\.json points outside/],
    'a path on another drive': [packed({ path: 'C:/evil.json' }), /points outside/],
    'a symbolic link': [
      packed({ path: 'package/link.json', type: 'SymbolicLink', linkpath: '/etc/passwd' }),
      /is a SymbolicLink/,
    ],
    'a hard link': [packed({ path: 'package/link.json', type: 'Link', linkpath: 'package/package.json' }), /is a Link/],
    'a device': [packed({ path: 'package/null', type: 'CharacterDevice' }), /is a CharacterDevice/],
    'too many entries': [
      packed(...Array.from({ length: 12 }, (_, at) => ({ path: `package/${at}.json`, body: randomBytes(300) }))),
      /more than 10 entries/,
      small,
    ],
    'an entry too large': [
      packed({ path: 'package/large.json', body: randomBytes(1001) }),
      /package\/large\.json has more than/,
      small,
    ],
    'more than is allowed together': [
      packed(...Array.from({ length: 8 }, (_, at) => ({ path: `package/${at}.bin`, body: randomBytes(900) }))),
      /unpacks to more than/,
      { ...small, totalBytes: 5000 },
    ],
    'a bomb in an entry': [
      packed({ path: 'package/zeros.json', body: Buffer.alloc(100 << 20) }),
      /more than 200 times its size/,
    ],
    'a bomb behind the archive': [gzipSync(Buffer.alloc(100 << 20)), /more than 200 times its size/],
    'cut short': [packed({ path: 'package/b.json', body: randomBytes(4000) }).subarray(0, 2000), /ends in the middle/],
    'an archive cut short and packed whole': [gzipSync(archive([manifest, { ...resource, size: 5000 }])), /damaged/],
    'not gzip': [archive([manifest]), /not packed with gzip/],
    'an HTML page': [Buffer.from('<html>404</html>'), /not packed with gzip/],
    'no tar archive': [gzipSync(randomBytes(5000)), /no package\/package\.json|damaged/],
    'an empty file': [Buffer.alloc(0), /ends in the middle|no package\/package\.json/],
    'no package.json': [gzipSync(archive([resource])), /no package\/package\.json/],
    'package.json not JSON': [gzipSync(archive([{ ...manifest, body: '{' }])), /package\.json is not JSON/],
    'package.json without a version': [gzipSync(archive([{ ...manifest, body: '{"name":"example.a"}' }])), /version/],
    'another package': [
      gzipSync(archive([{ ...manifest, body: manifestText({ id: 'example.b', version: '1.0.0' }) }])),
      /says it is example\.b#1\.0\.0, but example\.a#1\.0\.0 was asked for/,
    ],
    'another version': [
      gzipSync(archive([{ ...manifest, body: manifestText({ id: 'example.a', version: '2.0.0' }) }])),
      /says it is example\.a#2\.0\.0, but example\.a#1\.0\.0/,
    ],
  };
  for (const [claim, [bytes, message, limits]] of Object.entries(cases)) {
    test(claim, async () => {
      const { value, issues } = await read(bytes, limits);
      expect(value).toBeUndefined();
      expect(issues).toHaveLength(1);
      expect(issues[0]?.severity).toBe('error');
      expect(issues[0]?.message).toMatch(message);
    });
  }

  test('a file that is not there', async () => {
    const { issues } = await readTarball(join(temporaryFolder(), 'x.tgz'), 'x.tgz', neverAborted);
    expect(issues[0]?.message).toMatch(/no such file/);
  });
});
