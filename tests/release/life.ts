// `npm run release:life`: the whole life of this guide with the real IG Publisher, without a network: a working version,
// a public comment, 1.0.0 and 1.0.1, published into a scratch web site. It takes a quarter of an hour, and ends with
// what each step took; a step that is not as it must be ends it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestOf } from '../../scripts/pipeline/release/publication/manifest.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'release-life-'));
const [guide, web] = [join(folder, 'guide'), join(folder, 'web')];
const home = join(web, 'ig/fhir/mesmesures');
const took: string[] = [];

function must(condition: boolean, what: string): void {
  if (!condition) throw new Error(`Not as it must be: ${what}. What was made is in ${folder}.`);
  process.stdout.write(`  ${what}\n`);
}

/** @returns what the program prints */
function ig(name: string, args: readonly string[], code = 0): string {
  const start = performance.now();
  const run = spawnSync(process.execPath, [join(root, 'bin/ig.js'), ...args, '--quiet'], {
    cwd: guide,
    encoding: 'utf8',
  });
  took.push(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  process.stdout.write(`${name}\n`);
  must(
    run.status === code,
    `ends with ${code} (${run.status})${run.status === code ? '' : `\n${run.stdout}${run.stderr}`}`,
  );
  return run.stdout;
}

function git(...args: readonly string[]): void {
  const person = ['-c', 'user.name=Life', '-c', 'user.email=life@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...person, ...args], { cwd: guide, stdio: ['ignore', 'ignore', 'inherit'] });
}

function edit(file: string, change: (text: string) => string): void {
  const text = readFileSync(join(guide, file), 'utf8');
  const next = change(text);
  if (next === text) throw new Error(`${file} is as it was.`);
  writeFileSync(join(guide, file), next);
}

function setVersion(version: string, what: string): void {
  edit('sushi-config.yaml', (text) => text.replace(/^version: .*$/m, `version: ${version}`));
  edit('input/pagecontent/change-log.md', (text) => `${text}\n### ${version}\n\n${what}\n`);
}

/** The words that the head of each page of a site shows, without those of the Publisher's own reports. */
function banners(site: string): ReadonlySet<string> {
  const pages = readdirSync(site).filter((name) => name.endsWith('.html') && !/^(qa|history)/.test(name));
  return new Set(
    pages.map((name) => {
      const html = readFileSync(join(site, name), 'utf8');
      const label = /<span class="release-label">([^<]*)</.exec(html)?.[1]?.trim();
      return `${/Version ([\w.-]+) ·/.exec(html)?.[1]}: ${label}`;
    }),
  );
}

const shows = (site: string, words: string) =>
  must([...banners(site)].join() === words, `each page of ${site.slice(folder.length + 1)} shows “${words}”`);

/** Every file of the versions that are there, so that they can be held against what they are later. */
async function earlier(...versions: readonly string[]): Promise<() => Promise<void>> {
  const before = await Promise.all(versions.map((version) => manifestOf(join(home, version))));
  return async () => {
    for (const [index, version] of versions.entries()) {
      const [was, is] = [before[index] ?? new Map(), await manifestOf(join(home, version))];
      const same = was.size === is.size && [...was].every(([path, { sha256 }]) => is.get(path)?.sha256 === sha256);
      must(same, `${version} is as it was, byte for byte: ${was.size} files`);
    }
  };
}

function sumsHold(version: string): void {
  const check = spawnSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], {
    cwd: join(home, version),
    encoding: 'utf8',
  });
  must(check.status === 0, `the checksums of ${version} hold ${check.stdout}`);
}

function says(file: string, text: string): void {
  must(readFileSync(join(web, file), 'utf8').includes(text), `${file} says “${text}”`);
}

function write(file: string, content: object): void {
  mkdirSync(dirname(join(web, file)), { recursive: true });
  writeFileSync(join(web, file), JSON.stringify(content));
}

execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, guide]);
write('publish-setup.json', {
  website: { url: 'https://interop.esante.gouv.fr/ig/fhir', 'clone-xml-json': false },
  'layout-rules': [
    { npm: 'ans.fhir.fr.*', canonical: 'https://interop.esante.gouv.fr/ig/fhir/{4}', destination: 'ig/fhir/{4}' },
  ],
});
write('package-registry.json', { packages: [] });
writeFileSync(join(web, 'index.html'), 'Le site.');

setVersion('1.0.0', 'Première version.');
git('commit', '--quiet', '--all', '--message', '1.0.0');
ig('The working version is built', ['publish', '--offline', '--frozen']);
shows(join(guide, 'build/site'), '1.0.0: version de travail (intégration continue)');
const refused = ig('It is not published', ['release', 'publish', '.', '--web', web], 1);
must(refused.includes('is in the stage ci-build, which is not published'), 'its stage is refused');

const publish = ['--web', web, '--offline', '--frozen', '--allow-stand-ins'];
ig('The public comment is built and published', ['release', 'publish', 'public-comment', ...publish]);
shows(join(home, '1.0.0-comment'), '1.0.0-comment: en concertation');
must(!readdirSync(home).includes('index.html'), 'nothing is current yet');
sumsHold('1.0.0-comment');

const commentStays = await earlier('1.0.0-comment');
edit('publication-request.json', (text) => {
  const { first, category, title, introduction, 'ci-build': _, ...request } = JSON.parse(text);
  must(
    [first, category, title, introduction].every((each) => each !== undefined),
    'the first request is the first',
  );
  return JSON.stringify(request, undefined, 2);
});
git('commit', '--quiet', '--all', '--message', 'Not the first any more');
ig('1.0.0 is built and published', ['release', 'publish', 'release', ...publish]);
shows(join(home, '1.0.0'), '1.0.0: version publiée');
shows(home, '1.0.0: version publiée');
says('ig/fhir/mesmesures/index.html', 'la version en vigueur');
says('ig/fhir/mesmesures/1.0.0/release/notes.md', '1.0.0-comment → 1.0.0');
sumsHold('1.0.0');
await commentStays();

const bothStay = await earlier('1.0.0-comment', '1.0.0');
setVersion('1.0.1', 'Une correction des textes.');
git('commit', '--quiet', '--all', '--message', '1.0.1');
ig('The patch is built and published', ['release', 'publish', 'release', ...publish]);
shows(join(home, '1.0.1'), '1.0.1: version publiée');
shows(home, '1.0.1: version publiée');
says('ig/fhir/mesmesures/1.0.1/release/notes.md', '1.0.0 → 1.0.1');
says('ig/fhir/mesmesures/history.html', '1.0.0-comment');
sumsHold('1.0.1');
await bothStay();
must(readdirSync(folder).toSorted().join() === 'guide,web', 'nothing else is left');

const files = await manifestOf(web);
const bytes = [...files.values()].reduce((sum, each) => sum + each.bytes, 0);
process.stdout.write(`\n${took.join('\n')}\nThe web site: ${files.size} files, ${(bytes / 1e6).toFixed(0)} MB.\n`);
rmSync(folder, { recursive: true, force: true });
