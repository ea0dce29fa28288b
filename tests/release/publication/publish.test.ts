import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type PublicationOptions,
  publishRelease,
} from '../../../scripts/pipeline/release/publication/publish-release.ts';
import { withVersion } from '../../../scripts/release/publication/package-list.ts';
import { guide as facts } from '../guide.ts';
import { type BuiltGuide, builtGuide, canonical, contentOf, page, scratch, webSite } from './fake-guide.ts';

const signal = new AbortController().signal;

/** A web site, and a guide that is published into it. */
function stand() {
  const folder = scratch();
  const web = webSite(folder);
  const publish = async (guide: BuiltGuide, options: Partial<PublicationOptions> = {}) => {
    const project = await builtGuide(join(folder, 'guide'), guide);
    return publishRelease(project, {
      web,
      isDryRun: false,
      allowsStandIns: false,
      now: new Date('2026-11-30T12:00:00Z'),
      write: (report) => ({
        html: `compared with ${report.from.version}`,
        json: JSON.stringify(report.summary),
        markdown: `${report.changes.length} changes\n`,
      }),
      signal,
      ...options,
    });
  };
  const read = (path: string) => readFileSync(join(web, path), 'utf8');
  return { folder, web, publish, read, json: (path: string) => JSON.parse(read(path)) };
}

const first: BuiltGuide = { version: '1.0.0', stage: 'release', isFirst: true };
const errors = ({ issues }: Awaited<ReturnType<typeof publishRelease>>) =>
  issues.filter(({ severity }) => severity === 'error').map(({ rule, message }) => `${rule}: ${message}`);

test('the life of a guide: what is published stays byte for byte, and the canonical shows the current version', async () => {
  const { folder, web, publish, read, json } = stand();
  const before = contentOf(web);

  const comment = await publish({ version: '1.0.0-comment', stage: 'public-comment', isFirst: true });
  expect(errors(comment)).toEqual([]);
  expect(comment.plan?.current).toEqual({ changed: [], removed: [] });
  expect(read('ig/guide/1.0.0-comment/index.html')).toContain('<span class="release-label">for comment</span>');
  expect(readdirSync(join(web, 'ig/guide'))).toEqual(['1.0.0-comment', 'history.html', 'package-list.json']);

  const afterComment = contentOf(join(web, 'ig/guide/1.0.0-comment'));
  const released = await publish({
    version: '1.0.0',
    stage: 'release',
    site: { 'old-page.html': page('1.0.0', 'released') },
  });
  expect(errors(released)).toEqual([]);
  expect(read('ig/guide/index.html')).toContain('<span class="release-label">released</span>');
  expect(read('ig/guide/index.html')).toMatch(/<body class="published">[\s\S]*the current version/);
  expect(read('ig/guide/index.html')).not.toMatch(/Downloaded|<\/p><\/p>/);
  expect(read('ig/guide/1.0.0/index.html')).toContain('at its own address');
  expect(read('ig/guide/StructureDefinition/weight/index.html')).toContain('url=../../StructureDefinition-weight.html');

  const afterRelease = contentOf(join(web, 'ig/guide/1.0.0'));
  const patch = await publish({ version: '1.0.1', stage: 'release' });
  expect(errors(patch)).toEqual([]);
  expect(read('ig/guide/1.0.1/release/comparison.html')).toBe('compared with 1.0.0');
  expect(read('ig/guide/1.0.1/release/notes.md')).toMatch(
    /# The guide 1\.0\.1[\s\S]*What 1\.0\.1 brings\.[\s\S]*changes/,
  );
  expect(read('ig/guide/index.html')).toContain('Version 1.0.1');
  expect(patch.plan?.current.removed).toEqual(['ig/guide/old-page.html']);
  expect(patch.plan?.lists).toEqual([
    'ig/guide/history.html',
    'ig/guide/package-list.json',
    'package-feed.xml',
    'package-registry.json',
  ]);

  expect(contentOf(join(web, 'ig/guide/1.0.0-comment'))).toEqual(afterComment);
  expect(contentOf(join(web, 'ig/guide/1.0.0'))).toEqual(afterRelease);
  const now = contentOf(web);
  for (const [name, content] of before)
    if (!['package-registry.json', 'package-feed.xml'].includes(name)) expect(now.get(name), name).toBe(content);
  expect(readdirSync(folder).toSorted()).toEqual(['guide', 'web']);

  const list = json('ig/guide/package-list.json').list.map(({ version, current }: Record<string, unknown>) => [
    version,
    current,
  ]);
  expect(list).toEqual([['current', undefined], ['1.0.1', true], ['1.0.0', undefined], ['1.0.0-comment', undefined]]); // biome-ignore format: a list
  expect(json('package-registry.json').packages).toEqual([
    { path: 'ig/other/package-list.json', 'package-id': 'fr.example.other' },
    {
      path: 'ig/guide/package-list.json',
      'package-id': 'fr.example.guide',
      title: 'The guide',
      canonical,
      category: 'Health',
      'ci-build': 'https://example.org/build',
      'version-count': 3,
      latest: { version: '1.0.1', date: '2026-11-30', path: `${canonical}/1.0.1` },
      milestone: { version: '1.0.1', date: '2026-11-30', path: `${canonical}/1.0.1` },
    },
  ]);
  expect(read('package-feed.xml')).toMatch(
    /<channel>\n {4}<item>\n {6}<title>fr\.example\.guide#1\.0\.1<[\s\S]*#1\.0\.0<[\s\S]*comment<[\s\S]*<title>other</,
  );
  expect(json('ig/guide/1.0.1/release/bill-of-materials.cdx.json')).toMatchObject({
    bomFormat: 'CycloneDX',
    metadata: { component: { name: 'fr.example.guide', version: '1.0.1' } },
  });
});

test('what a public comment has broken is asked of the release before it, not of the comment', async () => {
  const { publish, web } = stand();
  await publish(first);
  expect(errors(await publish({ version: '1.1.0-comment', stage: 'public-comment' }))).toEqual([]);
  const breaks = await publish({ version: '1.1.0', stage: 'release', minimum: 1 });
  expect(errors(breaks).join()).toMatch(
    /Version 1\.1\.0 is not enough for what changed since 1\.0\.0: 1 breaking.*at least 2\.0\.0/,
  );
  expect(errors(await publish({ version: '1.1.0', stage: 'release' }))).toEqual([]);
  expect(readFileSync(join(web, 'ig/guide/1.1.0/release/comparison.html'), 'utf8')).toBe('compared with 1.1.0-comment');
});

test('of earlier entries of a list nothing changes but which one is current; the continuous build stays as it is', () => {
  const build = { version: 'current', path: 'https://example.org/build', current: true };
  const earlier = { version: '1.0.0', current: true, desc: 'As it was.', more: [1] };
  const request = { mode: 'milestone', path: `${canonical}/1.1.0`, status: 'trial-use', sequence: 'R1', desc: 'New.' };
  const release = { guide: facts({ version: '1.1.0' }), request, date: '2026-11-30' };
  const { list, ...others } = withVersion({ title: 'T', list: [build, earlier] }, release);
  const fresh = { version: '1.1.0', path: `${canonical}/1.1.0`, status: 'trial-use', sequence: 'R1', fhirversion: '4.0.1', date: '2026-11-30', current: true, desc: 'New.' }; // biome-ignore format: one line
  expect([list, others]).toEqual([[build, fresh, { version: '1.0.0', desc: 'As it was.', more: [1] }], { title: 'T' }]);
  const working = withVersion({ list: [build, earlier] }, { ...release, request: { ...request, mode: 'working' } });
  expect(working.list).toEqual([build, { ...fresh, current: undefined }, earlier]);
});

test('a dry run names all that would be added, and changes nothing', async () => {
  const { folder, web, publish } = stand();
  const before = contentOf(web);
  const { plan } = await publish(first, { isDryRun: true });
  expect(plan?.added).toContain('ig/guide/1.0.0/SHA256SUMS');
  expect(plan?.added).toContain('ig/guide/index.html');
  expect(plan?.lists).toEqual(['package-feed.xml', 'package-registry.json']);
  expect(plan?.unchanged.files).toBe(3); // of this test’s site, without the repository
  expect(contentOf(web)).toEqual(before);
  expect(readdirSync(folder).toSorted()).toEqual(['guide', 'web']);
});

describe('is refused, and changes nothing:', () => {
  const refused: readonly (readonly [string, Partial<BuiltGuide>, RegExp, ((web: string) => void)?])[] = [
    ['a version that is there', { version: '1.0.0' }, /release-version: Version 1\.0\.0 is published already/],
    ['a version before', { version: '0.9.0' }, /release-version: Version 0\.9\.0 is before 1\.0\.0/],
    ['a stage that is not published', { version: '1.1.0', stage: 'ci-build' }, /The guide is in the stage ci-build, which is not published\. Make a copy/],
    ['a technical correction', { version: '1.1.0', stage: 'correction' }, /release-stage: A technical correction changes what is published/],
    ['what says that it is not for publication', { manifest: { notForPublication: true } }, /release-build: package\.tgz says of itself that it is not for publication/],
    ['another package', { manifest: { version: '1.0.5' } }, /package\.tgz is of fr\.example\.guide 1\.0\.5/],
    ['a site of another version', { site: { 'qa.json': '{"package-id":"fr.example.guide","ig-ver":"1.0.9"}' } }, /The site was built with ig-ver "1\.0\.9"/],
    ['a site without its archive', { site: { 'full-ig.zip': undefined } }, /The site has no full-ig\.zip/],
    ['no site', { site: { 'index.html': undefined } }, /There is no built site\. Run ig publish/],
    ['a wrong banner', { site: { 'a.html': page('1.1.0', 'in the works') } }, /release-banner: a\.html: the banner is "in the works"\. In the stage release it must be "released"/],
    ['no banner', { site: { 'a.html': '<html></html>' } }, /release-banner: a\.html: no banner tells the stage/],
    ['a version that does not follow from what changed', { version: '1.0.1', minimum: 1 }, /release-version: Version 1\.0\.1 is not enough for what changed since 1\.0\.0: 1 breaking/],
    ['an empty registry', {}, /release-site: package-registry\.json is empty/, (web) => writeFileSync(join(web, 'package-registry.json'), '')],
    ['a list that names what is not there', {}, /names 1\.0\.0, and there is no folder ig\/guide\/1\.0\.0/, (web) => rmSync(join(web, 'ig/guide/1.0.0'), { recursive: true })],
    ['a list that names another version', {}, /that folder has version 1\.0\.7/, (web) => writeFileSync(join(web, 'ig/guide/1.0.0/qa.json'), '{"ig-ver":"1.0.7"}')],
    ['a list that leaves a version out', {}, /The folder ig\/guide\/1\.0\.5 has a package, and the list of versions does not name it/, (web) => {
      mkdirSync(join(web, 'ig/guide/1.0.5'));
      writeFileSync(join(web, 'ig/guide/1.0.5/package.tgz'), 'x');
    }],
    ['pages at the canonical of another version', {}, /calls 1\.0\.0 current, and the pages at the canonical are of 1\.0\.7/, (web) => writeFileSync(join(web, 'ig/guide/qa.json'), '{"ig-ver":"1.0.7"}')],
    ['a version that was changed afterwards', {}, /Version 1\.0\.0 is not what was published: StructureDefinition-weight\.html is other than SHA256SUMS says/, (web) => writeFileSync(join(web, 'ig/guide/1.0.0/StructureDefinition-weight.html'), 'x')],
  ]; // biome-ignore format: one line a case
  for (const [name, guide, wanted, damage] of refused)
    test(name, async () => {
      const { folder, web, publish } = stand();
      expect(errors(await publish(first))).toEqual([]);
      damage?.(web);
      const before = contentOf(web);
      const result = await publish({ version: '1.1.0', stage: 'release', ...guide });
      expect(errors(result).join('\n')).toMatch(wanted);
      expect(result.plan).toBeUndefined();
      expect(contentOf(web)).toEqual(before);
      expect(readdirSync(folder).toSorted()).toEqual(['guide', 'web']);
    });

  test('a page in the place of a version, or of what belongs to the release', async () => {
    const { publish, web } = stand();
    const before = contentOf(web);
    for (const path of ['1.0.0/index.html', 'release/notes.md', 'package-list.json', 'SHA256SUMS'])
      await expect(publish({ ...first, site: { [path]: 'x' } })).rejects.toThrow(path.split('/')[0]);
    expect(contentOf(web)).toEqual(before);
  });

  test('a feed in the place of what is published, and a page in that of another guide', async () => {
    const { publish, web, json } = stand();
    await publish(first);
    const setup = { ...json('publish-setup.json'), feeds: { package: 'ig/guide/1.0.0/feed.xml' } };
    writeFileSync(join(web, 'ig/guide/1.0.0/feed.xml'), '<rss><channel></channel></rss>');
    const [settings, other] = [join(web, 'publish-setup.json'), join(web, 'ig/guide/part/package-list.json')];
    writeFileSync(settings, JSON.stringify(setup));
    const next: BuiltGuide = { version: '1.1.0', stage: 'release' };
    await expect(publish(next)).rejects.toThrow('would change ig/guide/1.0.0/feed.xml, which must stay as it is');
    writeFileSync(settings, JSON.stringify({ ...setup, feeds: {} }));
    mkdirSync(join(web, 'ig/guide/part'));
    writeFileSync(other, '{}');
    const before = contentOf(web);
    await expect(publish({ ...next, site: { 'part/a.html': page('1.1.0', 'released') } })).rejects.toThrow(
      'The site has part/a.html',
    );
    expect(contentOf(web)).toEqual(before);
  });

  test('a link in the web site that leads elsewhere', async () => {
    const { publish, web, folder } = stand();
    await publish({ ...first, site: { 'old/a.html': page('1.0.0', 'released') } });
    const outside = join(folder, 'outside');
    for (const name of ['assets', 'old']) {
      rmSync(join(web, 'ig/guide', name), { recursive: true });
      mkdirSync(join(outside, name), { recursive: true });
      symlinkSync(join(outside, name), join(web, 'ig/guide', name));
      writeFileSync(join(outside, name, 'a.html'), 'mine');
      await expect(publish({ version: '1.1.0', stage: 'release' })).rejects.toThrow(
        'a link in the web site leads elsewhere',
      );
      expect(readdirSync(join(outside, name))).toEqual(['a.html']);
      rmSync(join(web, 'ig/guide', name));
      mkdirSync(join(web, 'ig/guide', name));
    }
  });

  test('a web site by a link: what is moved is what the link leads to', async () => {
    const { publish, web, folder } = stand();
    symlinkSync(web, join(folder, 'link'));
    await publish(first, { web: join(folder, 'link') });
    expect(readdirSync(folder).toSorted()).toEqual(['guide', 'link', 'web']);
    expect(readdirSync(join(folder, 'link/ig/guide'))).toContain('1.0.0');
  });

  test('a folder that is not there, and one that the guide lies in', async () => {
    const { publish, folder } = stand();
    await expect(publish(first, { web: join(folder, 'none') })).rejects.toThrow('There is no folder');
    await expect(publish(first, { web: folder })).rejects.toThrow('lies in');
  });
});
