import { isJsonObject, type JsonObject } from '../model/fhir.ts';
import type { Issue } from '../model/issue.ts';
import { found } from './found.ts';
import type { GuideFacts } from './guide-facts.ts';
import { readJsonText, textOf } from './json-text.ts';
import { compareVersionTexts } from './versions.ts';

/** What a folder with a web site has, as far as a release depends on it. */
export interface SiteFiles {
  /** Its text by a path inside of the site; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** Whether a path inside of the site is there. */
  readonly has: (path: string) => boolean;
}

/** What is known of the site, for the checks of the request. */
export interface SiteFacts {
  readonly isPublished: boolean;
  readonly issues: readonly Issue[];
}

/** Holds a release against the web site that it is to be put into: its layout, its registry, its list of versions. */
export function checkSite(guide: GuideFacts, request: JsonObject | undefined, site: SiteFiles): SiteFacts {
  const issues: Issue[] = [];
  const setup = readSetup(site, issues);
  const folder = setup === undefined ? undefined : destinationOf(guide, setup, issues);
  checkRegistry(site, issues);
  if (folder === undefined) return { isPublished: false, issues };
  const place = (name: string) => (folder === '' ? name : `${folder}/${name}`);
  const text = site.read(place('package-list.json'));
  const path = request && textOf(request, 'path');
  const target = path?.slice(path.lastIndexOf('/') + 1) ?? guide.version;
  if (target !== '' && !target.includes('..') && site.has(place(target)))
    issues.push(
      found(
        'release-site',
        `The web site has a folder ${place(target)} already. Take another version: what is published stays.`,
        { file: place(target) },
      ),
    );
  if (text === undefined) return { isPublished: false, issues };
  checkList(guide, request, text, place('package-list.json'), issues);
  return { isPublished: true, issues };
}

function readSetup(site: SiteFiles, issues: Issue[]): JsonObject | undefined {
  const file = 'publish-setup.json';
  const text = site.read(file);
  if (text === undefined) {
    issues.push(
      found(
        'release-site',
        `The web site has no ${file}. Write one: website.url, layout-rules with npm, canonical and destination.`,
        { file },
      ),
    );
    return undefined;
  }
  const setup = readJsonText(text, file);
  if ('fault' in setup) {
    issues.push(found('release-site', `${file} cannot be read as JSON: ${setup.fault}.`, { file, line: 1 }));
    return undefined;
  }
  const website = isJsonObject(setup.value.website) ? setup.value.website : {};
  if (textOf(website, 'url') === undefined)
    issues.push(
      found('release-site', 'website.url is missing. Write where the web site is read.', setup.at('website')),
    );
  if (!('clone-xml-json' in website))
    issues.push(found('release-site', 'website.clone-xml-json is missing. Write true or false.', setup.at('website')));
  return setup.value;
}

/** What a web site that is set up says of itself. */
export interface SiteLayout {
  /** The folder of the guide in it; empty where that is the whole site. */
  readonly folder: string;
  /** Paths of feeds in it. */
  readonly feeds: { readonly package?: string; readonly publication?: string };
}

/** Where a guide is in a web site; undefined where {@link checkSite} has found why not. */
export function siteLayout(guide: GuideFacts, site: SiteFiles): SiteLayout | undefined {
  const setup = readSetup(site, []);
  const folder = setup === undefined ? undefined : destinationOf(guide, setup, []);
  if (setup === undefined || folder === undefined) return undefined;
  const feeds = isJsonObject(setup.feeds) ? setup.feeds : {};
  const [ofPackages, ofPublications] = [textOf(feeds, 'package'), textOf(feeds, 'publication')];
  return {
    folder,
    feeds: {
      ...(ofPackages === undefined ? {} : { package: ofPackages }),
      ...(ofPublications === undefined ? {} : { publication: ofPublications }),
    },
  };
}

/** The folder of the guide inside of the site, by the layout rule for its id; undefined where it must not be there. */
function destinationOf({ id, canonical, at }: GuideFacts, setup: JsonObject, issues: Issue[]): string | undefined {
  const parts = id.split('.');
  const rules = Array.isArray(setup['layout-rules']) ? setup['layout-rules'].filter(isJsonObject) : [];
  const rule = rules.find((each) => {
    const wanted = textOf(each, 'npm')?.split('.') ?? [];
    return wanted.length === parts.length && wanted.every((part, index) => part === '*' || part === parts[index]);
  });
  const file = 'publish-setup.json';
  if (rule === undefined) {
    issues.push(
      found(
        'release-site',
        `No layout rule of the web site is for ${id}. Add one to layout-rules, with npm "${parts.map((part, index) => (index < parts.length - 1 ? part : '*')).join('.')}".`,
        { file, line: 1 },
      ),
    );
    return undefined;
  }
  const filled = (name: string) =>
    textOf(rule, name)?.replace(/\{(\d+)\}/g, (_, number: string) => parts[Number(number) - 1] ?? '');
  const wanted = filled('canonical');
  if (wanted !== canonical) {
    issues.push(
      found(
        'release-site',
        `The layout rule of the web site gives this guide the canonical ${wanted ?? '(none)'}. Correct the rule, or the canonical of the guide.`,
        at('canonical'),
      ),
    );
    return undefined;
  }
  const base = filled('url') ?? (isJsonObject(setup.website) ? textOf(setup.website, 'url') : undefined);
  if (base !== undefined && !canonical.startsWith(base))
    issues.push(
      found(
        'release-site',
        `The canonical ${canonical} is not below ${base}, where the web site is read. Correct one of them.`,
        at('canonical'),
      ),
    );
  const folder = (filled('destination') ?? '').replace(/^\/+|\/+$/g, '');
  if (folder.split('/').some((part) => part === '..' || part === '.')) {
    issues.push(
      found('release-site', `The layout rule of the web site leads out of it: ${folder}. Correct its destination.`, {
        file,
        line: 1,
      }),
    );
    return undefined;
  }
  return folder;
}

function checkRegistry(site: SiteFiles, issues: Issue[]): void {
  const file = 'package-registry.json';
  const text = site.read(file);
  if (text === undefined)
    issues.push(
      found(
        'release-site',
        `The web site has no ${file}. Make one with the IG Publisher: -generate-package-registry <folder>`,
        { file },
      ),
    );
  else if (text.trim() === '')
    issues.push(
      found(
        'release-site',
        `${file} is empty, which ends the IG Publisher. Make it anew: -generate-package-registry <folder>`,
        { file, line: 1 },
      ),
    );
  else {
    const registry = readJsonText(text, file);
    if ('fault' in registry)
      issues.push(found('release-site', `${file} cannot be read as JSON: ${registry.fault}.`, { file, line: 1 }));
  }
}

/** The list of versions: it must be of this guide, and have room for the version. */
function checkList(
  guide: GuideFacts,
  request: JsonObject | undefined,
  text: string,
  file: string,
  issues: Issue[],
): void {
  const list = readJsonText(text, file);
  if ('fault' in list) {
    issues.push(found('release-site', `${file} cannot be read as JSON: ${list.fault}.`, { file, line: 1 }));
    return;
  }
  const { value, at } = list;
  for (const [name, wanted] of [
    ['package-id', guide.id],
    ['canonical', guide.canonical],
  ] as const)
    if (textOf(value, name) !== wanted)
      issues.push(
        found(
          'release-site',
          `${name} of the list of versions is "${textOf(value, name) ?? ''}", and of the guide "${wanted}". Correct the one that is wrong.`,
          at(name),
        ),
      );
  if (textOf(value, 'category') === undefined)
    issues.push(found('release-site', 'The list of versions has no category. Write it.', at('category')));
  const entries = Array.isArray(value.list) ? value.list.filter(isJsonObject) : [];
  if (!entries.some((each) => textOf(each, 'version') === 'current'))
    issues.push(
      found(
        'release-site',
        'The list of versions has no entry "current" for the continuous build. Add it.',
        at('list'),
      ),
    );
  const published = entries.filter((each) => ![undefined, 'current'].includes(textOf(each, 'version')));
  const lineOf = (version: string) => ({
    file,
    line:
      Math.max(
        text.split('\n').findIndex((line) => line.includes(JSON.stringify(version))),
        0,
      ) + 1,
  });
  const versions = published.flatMap((each) => textOf(each, 'version') ?? []);
  if (versions.includes(guide.version))
    issues.push(
      found(
        'release-version',
        `Version ${guide.version} is published already. Take the next one.`,
        lineOf(guide.version),
      ),
    );
  const latest = versions.toSorted(compareVersionTexts).at(-1);
  if (latest !== undefined && compareVersionTexts(guide.version, latest) < 0)
    issues.push(
      found(
        'release-version',
        `Version ${guide.version} is before ${latest}, which is published. Take a later one.`,
        guide.at('version'),
      ),
    );
  const path = request && textOf(request, 'path');
  if (path !== undefined && entries.some((each) => textOf(each, 'path') === path))
    issues.push(
      found('release-site', `A version is published at ${path} already. Take another path.`, {
        file: 'publication-request.json',
        line: 1,
      }),
    );
  checkSequence(request, published, issues);
  checkEntries(published, lineOf, issues);
}

function checkSequence(request: JsonObject | undefined, published: readonly JsonObject[], issues: Issue[]): void {
  if (request === undefined) return;
  const current = published.find((each) => each.current === true);
  const [mode, sequence] = [textOf(request, 'mode'), textOf(request, 'sequence')];
  const source = { file: 'publication-request.json', line: 1 };
  const told = (message: string, severity?: 'warning') =>
    issues.push(found('release-request', message, source, severity));
  const last = published
    .toSorted((a, b) => compareVersionTexts(textOf(a, 'version') ?? '', textOf(b, 'version') ?? ''))
    .at(-1);
  const running = last && textOf(last, 'sequence');
  if (mode === 'technical-correction') {
    if (current === undefined) told('There is nothing to correct: no version of the web site is the current one.');
    else if (textOf(current, 'sequence') !== sequence)
      told(`A technical correction stays in the sequence "${textOf(current, 'sequence') ?? ''}". Write that one.`);
    return;
  }
  const ofSequence = published.filter((each) => textOf(each, 'sequence') === sequence);
  const isClosed = ofSequence.some((each) => each.current === true);
  if (mode === 'working' && sequence === running && last?.current !== true && isClosed)
    told(
      `The sequence "${sequence ?? ''}" has a current version already. Check that a working release belongs there.`,
      'warning',
    );
  if (running !== undefined && sequence !== running && isClosed)
    told(
      `The sequence "${sequence ?? ''}" is closed, and "${running}" has begun. Check that the release belongs there.`,
      'warning',
    );
}

/** What a list says of itself: a release with the label of a pre-release, and a status that its version does not bear. */
function checkEntries(
  published: readonly JsonObject[],
  lineOf: (version: string) => { file: string; line: number },
  issues: Issue[],
): void {
  for (const each of published) {
    const version = textOf(each, 'version') ?? '';
    const [, label] = /-(ballot|preview|public-comment|comment|draft)\b/.exec(version) ?? [];
    const status = textOf(each, 'status');
    if (label !== undefined && (status === 'release' || status === 'normative'))
      issues.push(
        found(
          'release-site',
          `The list of versions calls ${version} a "${status}". Correct its status.`,
          lineOf(version),
          'warning',
        ),
      );
    const sequence = textOf(each, 'sequence');
    if (sequence === 'final-text' && status !== 'normative' && status !== 'release')
      issues.push(
        found(
          'release-site',
          `The list of versions calls ${version} a "${status ?? ''}" in the sequence "${sequence}". Correct one of them.`,
          lineOf(version),
          'warning',
        ),
      );
    const desc = textOf(each, 'desc') ?? '';
    const [, other] = new RegExp(`\\b${version.replace(/[.]/g, '\\.')}-([a-z][\\w.]*)`, 'i').exec(desc) ?? [];
    if (label === undefined && other !== undefined)
      issues.push(
        found(
          'release-site',
          `The list of versions describes ${version} as ${version}-${other}. Correct its text.`,
          lineOf(version),
          'warning',
        ),
      );
  }
}
