import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';

/** The canonical of the guide of these tests; its folder in the web site is ig/guide. */
export const canonical = 'https://example.org/ig/guide';

const stages = {
  'ci-build': { releaseLabel: 'ci-build', guideStatus: 'draft', banner: 'in the works' },
  'public-comment': {
    releaseLabel: 'public-comment',
    guideStatus: 'draft',
    mode: 'working',
    status: 'public-comment',
    suffix: 'comment',
    banner: 'for comment',
  },
  correction: {
    releaseLabel: 'update',
    guideStatus: 'active',
    mode: 'technical-correction',
    status: 'update',
    banner: 'corrected',
  },
  release: {
    releaseLabel: 'release',
    guideStatus: 'active',
    mode: 'milestone',
    status: 'trial-use',
    banner: 'released',
  },
};

export interface BuiltGuide {
  readonly version: string;
  readonly stage: keyof typeof stages;
  readonly isFirst?: boolean;
  /** Files of the site beside its own, or in their place; undefined leaves one out. */
  readonly site?: Readonly<Record<string, string | undefined>>;
  /** Of package.json in the package. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** Profiles in the package, by id: how often a subject must be there. */
  readonly minimum?: number;
}

function write(folder: string, files: Readonly<Record<string, string | object | undefined>>): void {
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const created: string[] = [];
process.once('exit', () => {
  for (const folder of created) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed with its process. */
export function scratch(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'publication-')));
  created.push(folder);
  return folder;
}

/** A page as a template makes it and the Publisher leaves it. */
export function page(version: string, banner: string, content = ''): string {
  return `<!DOCTYPE html>
<html lang="en"><body>
<p>Version ${version} · <span class="release-label">${banner}</span></p>
<!--ReleaseHeader--><p id="publish-box">Guide - Downloaded Version ${version}</p></p><!--EndReleaseHeader-->
${content}
</body></html>
`;
}

/** A guide in a stage, with the site that the Publisher has made of it. */
export async function builtGuide(folder: string, guide: BuiltGuide): Promise<string> {
  const { version, stage, isFirst = false, site = {}, manifest = {}, minimum = 0 } = guide;
  const own = stages[stage];
  const first = {
    first: true,
    category: 'Health',
    title: 'The guide',
    introduction: 'A guide.',
    'ci-build': 'https://example.org/build',
  };
  const profile = {
    resourceType: 'StructureDefinition',
    id: 'weight',
    url: `${canonical}/StructureDefinition/weight`,
    version,
    name: 'Weight',
    status: 'active',
    fhirVersion: '4.0.1',
    kind: 'resource',
    abstract: false,
    type: 'Basic',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Basic',
    derivation: 'constraint',
    differential: {
      element: [
        { id: 'Basic', path: 'Basic' },
        { id: 'Basic.subject', path: 'Basic.subject', min: minimum },
      ],
    },
  };
  write(folder, {
    'sushi-config.yaml': `id: fr.example.guide\ncanonical: ${canonical}\nversion: ${version}\nstatus: ${own.guideStatus}\nreleaseLabel: ${own.releaseLabel}\nfhirVersion: 4.0.1\n`,
    'stages.yaml': stages,
    'publication-request.json': {
      'package-id': 'fr.example.guide',
      version,
      path: `${canonical}/${version}`,
      ...('mode' in own ? { mode: own.mode, status: own.status } : {}),
      sequence: 'R1',
      desc: `What ${version} brings.`,
      ...(isFirst ? first : {}),
    },
    'package/package.json': {
      name: 'fr.example.guide',
      version,
      canonical,
      url: `${canonical}/${version}`,
      fhirVersions: ['4.0.1'],
      dependencies: { 'hl7.fhir.r4.core': '4.0.1' },
      ...manifest,
    },
    'package/StructureDefinition-weight.json': profile,
  });
  rmSync(join(folder, 'build'), { recursive: true, force: true });
  const home = join(folder, 'build', 'site');
  write(home, {
    'index.html': page(version, own.banner, 'Home'),
    'StructureDefinition-weight.html': page(version, own.banner, 'Weight'),
    'StructureDefinition-weight.json': profile,
    'qa.html': '<p>QA</p>',
    'qa.json': { 'package-id': 'fr.example.guide', 'ig-ver': version, version: '4.0.1', errs: 0, url: canonical },
    'full-ig.zip': `an archive of ${version}`,
    'assets/guide.css': 'p { margin: 0 }',
    ...site,
  });
  await create({ gzip: true, cwd: folder, file: join(home, 'package.tgz'), portable: true }, ['package']);
  for (const [name, content] of Object.entries(site))
    if (content === undefined) rmSync(join(home, name), { force: true });
  return folder;
}

/** A web site that is set up, with pages of its own and another guide. */
export function webSite(parent: string): string {
  const web = join(parent, 'web');
  write(web, {
    'publish-setup.json': {
      website: { url: 'https://example.org/ig', 'clone-xml-json': false },
      'layout-rules': [{ npm: 'fr.example.*', canonical: 'https://example.org/ig/{3}', destination: '/ig/{3}' }],
      feeds: { package: 'package-feed.xml' },
    },
    'package-registry.json': { packages: [{ path: 'ig/other/package-list.json', 'package-id': 'fr.example.other' }] },
    'package-feed.xml': '<rss><channel>\n    <item><title>other</title></item></channel></rss>\n',
    'index.html': 'The site.',
    'ig/other/1.0.0/index.html': 'Another guide.',
    '.git/HEAD': 'ref: refs/heads/main\n',
  });
  return web;
}

/** Every file of a folder, with its content. */
export function contentOf(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  return new Map(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'base64')]),
  );
}
