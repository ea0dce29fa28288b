import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { places } from '../../../scripts/pipeline/release/publication/places.ts';
import { publishRelease, recoverRelease } from '../../../scripts/pipeline/release/publication/publish-release.ts';
import { builtGuide, contentOf, scratch, webSite } from './fake-guide.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const dying = fileURLToPath(new URL('dying.ts', import.meta.url));
const signal = new AbortController().signal;
const folder = scratch();
const guide = join(folder, 'guide');
const start = join(folder, 'start');

function publish(web: string) {
  const write = () => ({ html: '', json: '', markdown: '' });
  const now = new Date('2026-11-30T12:00:00Z');
  return publishRelease(guide, { web, isDryRun: false, allowsStandIns: false, now, write, signal });
}

beforeAll(async () => {
  mkdirSync(start);
  await builtGuide(guide, { version: '1.0.0', stage: 'release', isFirst: true });
  await publish(webSite(start));
  await builtGuide(guide, { version: '1.1.0', stage: 'release' });
});

/** A copy of the site with 1.0.0, beside which nothing is. */
function site(name: string): { readonly parent: string; readonly web: string } {
  const parent = join(folder, name.replaceAll(' ', '-'));
  cpSync(start, parent, { recursive: true });
  return { parent, web: join(parent, 'web') };
}

/** What a web site has, if it is the old one or the new one as a whole. */
function versionOf(web: string): 'old' | 'new' | 'mixed' {
  const content = contentOf(web);
  const old = contentOf(join(start, 'web'));
  const isOld = content.size === old.size && [...old].every(([name, text]) => content.get(name) === text);
  if (isOld) return 'old';
  const current = contentOf(join(guide, 'build/site'));
  const isNew = [...current.keys()].every((name) => content.has(`ig/guide/1.1.0/${name}`) && content.has(`ig/guide/${name}`)) &&
    [...old].every(([name, text]) => !/^ig\/(other|guide\/1\.0\.0)\//.test(name) || content.get(name) === text) &&
    ['package-registry.json', 'package-feed.xml', 'ig/guide/package-list.json', 'ig/guide/history.html'].every((name) => Buffer.from(content.get(name) ?? '', 'base64').includes('1.1.0')); // biome-ignore format: three conditions
  return isNew ? 'new' : 'mixed';
}

describe('killed at any place, a publication leaves the old site or the new one, and can be finished or taken back:', () => {
  const toMoved = places.slice(places.indexOf('ready'));
  const killed = new Map<string, ReturnType<typeof site>>();
  beforeAll(async () => {
    // Two at a time: each start of a program takes a second of the machine.
    const open = [...places];
    const work = async () => {
      for (let place = open.shift(); place !== undefined; place = open.shift()) {
        const own = site(`killed at ${place}`);
        killed.set(place, own);
        const child = spawn(process.execPath, ['--import', 'tsx', dying, own.web, guide, place], { stdio: 'inherit' });
        const [, by] = await once(child, 'exit');
        if (by !== 'SIGKILL') throw new Error(`It did not come to the place "${place}".`);
      }
    };
    await Promise.all([work(), work()]);
  }, 120_000);

  for (const place of places)
    test(place, async () => {
      const { parent, web } = killed.get(place) ?? site('none');
      if (existsSync(web)) expect(versionOf(web)).not.toBe('mixed');
      else expect(place).toBe('between');
      const twin = join(folder, `twin-${place.replaceAll(' ', '-')}`);
      cpSync(parent, twin, { recursive: true, verbatimSymlinks: true });
      const again = join(folder, `again-${place.replaceAll(' ', '-')}`);
      cpSync(parent, again, { recursive: true, verbatimSymlinks: true });

      // Finished
      if (place === 'locked' || place === 'removed')
        await expect(recoverRelease(web, 'resume', signal)).rejects.toThrow('No publication into');
      else if (!toMoved.includes(place))
        await expect(recoverRelease(web, 'resume', signal)).rejects.toThrow('Publish it again');
      else expect(await recoverRelease(web, 'resume', signal)).toBe('fr.example.guide#1.1.0');
      expect(versionOf(web)).toBe(toMoved.includes(place) ? 'new' : 'old');
      expect(readdirSync(parent)).toEqual(['web']);

      // Taken back
      const other = join(twin, 'web');
      if (place === 'locked' || place === 'removed')
        await expect(recoverRelease(other, 'undo', signal)).rejects.toThrow('No publication into');
      else if (place === 'noted')
        await expect(recoverRelease(other, 'undo', signal)).rejects.toThrow('is published in');
      else expect(await recoverRelease(other, 'undo', signal)).toBe('fr.example.guide#1.1.0');
      expect(versionOf(other)).toBe(place === 'noted' || place === 'removed' ? 'new' : 'old');
      if (place !== 'noted') expect(readdirSync(twin)).toEqual(['web']);

      // Published once more without a word: only where nothing had been ready
      if (toMoved.includes(place) && place !== 'removed') {
        await expect(publish(join(again, 'web'))).rejects.toThrow(
          /was interrupted\. Finish it with .* --resume, or take it back with --undo/,
        );
      } else if (place !== 'removed') {
        expect((await publish(join(again, 'web'))).plan).toBeDefined();
        expect(versionOf(join(again, 'web'))).toBe('new');
        expect(readdirSync(again)).toEqual(['web']);
      }
    });
});

test('of two publications at once one is made, and the other is told to wait', async () => {
  const { parent, web } = site('two at once');
  const child = fork(dying, [web, guide, 'verified'], { execArgv: ['--import', 'tsx'], stdio: 'inherit' });
  await once(child, 'message');
  await expect(publish(web)).rejects.toThrow(`Another publication into ${web} is running (process ${child.pid})`);
  await expect(recoverRelease(web, 'undo', signal)).rejects.toThrow('is running');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect((await publish(web)).plan).toBeDefined();
  expect(versionOf(web)).toBe('new');
  expect(readdirSync(parent)).toEqual(['web']);
});

test('what would be finished is not, where the web site has changed since', async () => {
  const { web } = site('changed since');
  const child = spawn(process.execPath, ['--import', 'tsx', dying, web, guide, 'ready'], { stdio: 'inherit' });
  await once(child, 'exit');
  writeFileSync(join(web, 'index.html'), 'Changed.');
  await expect(recoverRelease(web, 'resume', signal)).rejects.toThrow('has changed since');
  expect(await recoverRelease(web, 'undo', signal)).toBe('fr.example.guide#1.1.0');
  expect(contentOf(web).get('index.html')).toBe(Buffer.from('Changed.').toString('base64'));
});

describe('what has the name of what publications leave, and is none of it', () => {
  test.each([
    ['a folder with something else in it', (place: string) => writeIn(place, 'mine.txt')],
    ['a folder with another journal', (place: string) => writeIn(place, 'journal.json')],
    ['a file', (place: string) => writeFileSync(place, 'mine')],
  ])('%s is left alone', async (name, make) => {
    const { parent, web } = site(name);
    const place = join(parent, '.web.release');
    make(place);
    const before = statSync(place).isDirectory() ? contentOf(place) : readFileSync(place, 'utf8');
    const wanted = /\.web\.release was not made by a publication.* move it away/;
    await expect(recoverRelease(web, 'undo', signal)).rejects.toThrow(wanted);
    await expect(recoverRelease(web, 'resume', signal)).rejects.toThrow(wanted);
    await expect(publish(web)).rejects.toThrow(wanted);
    expect(statSync(place).isDirectory() ? contentOf(place) : readFileSync(place, 'utf8')).toEqual(before);
    expect(versionOf(web)).toBe('old');
  });

  test('a folder that a process left before it could write anything is taken over', async () => {
    const { parent, web } = site('left empty');
    mkdirSync(join(parent, '.web.release'));
    writeFileSync(join(parent, '.web.release', 'journal.json.new'), '{"sta');
    await publish(web);
    expect(versionOf(web)).toBe('new');
  });

  test('a link that leads back to itself', async () => {
    const { parent } = site('a circle');
    symlinkSync('b', join(parent, 'a'));
    symlinkSync('a', join(parent, 'b'));
    await expect(recoverRelease(join(parent, 'a'), 'resume', signal)).rejects.toThrow(
      /a link that leads back to itself/,
    );
  });
});

function writeIn(folder: string, name: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, name), 'mine');
}
