import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import type { GuideFacts } from '../guide-facts.ts';
import { textOf } from '../json-text.ts';
import { compareVersionTexts } from '../versions.ts';

/** A version as a web site's list of versions has it. */
export interface PublishedVersion {
  readonly version: string;
  /** Its address. */
  readonly path: string;
  readonly status: string;
  readonly sequence: string;
  /** As `2026-11-30`. */
  readonly date: string;
  readonly desc: string;
  /** Whether its pages are those at the canonical itself. */
  readonly current: boolean;
}

/** What a list of versions says: https://confluence.hl7.org/spaces/FHIR/pages/66928420 */
export interface VersionList {
  readonly id: string;
  readonly title: string;
  readonly canonical: string;
  readonly category: string;
  /** Where the continuous build is read. */
  readonly ciBuild?: string;
  /** As they stand in the list: the latest publication first. */
  readonly versions: readonly PublishedVersion[];
}

/** What is published next. */
export interface Release {
  readonly guide: GuideFacts;
  /** publication-request.json, which has passed its checks. */
  readonly request: JsonObject;
  /** The markdown of `descmd`, where it names a file. */
  readonly descmd?: string | undefined;
  /** As `2026-11-30`. */
  readonly date: string;
}

/** Whether a release's pages become those at the canonical itself, as the Publisher has it. */
export function becomesCurrent(request: JsonObject): boolean {
  return textOf(request, 'mode') !== 'working';
}

/**
 * package-list.json with one version more. Nothing of earlier entries changes, but for `current`, which one has.
 * @param before the list as it is, a JSON object; undefined where the site has none of this guide
 */
export function withVersion(before: JsonObject | undefined, { guide, request, descmd, date }: Release): JsonObject {
  const list = before ?? newList(guide, request);
  const entries = (Array.isArray(list.list) ? list.list : []).filter(isJsonObject);
  const isCurrent = becomesCurrent(request);
  const fresh: JsonObject = {
    version: guide.version,
    path: textOf(request, 'path'),
    status: textOf(request, 'status'),
    sequence: textOf(request, 'sequence'),
    fhirversion: guide.fhirVersion,
    date,
    ...(isCurrent ? { current: true } : {}),
    ...present('desc', textOf(request, 'desc')),
    ...present('descmd', descmd),
    ...present('changes', textOf(request, 'changes')),
  };
  const development = entries.filter((each) => textOf(each, 'version') === 'current');
  const earlier = entries.filter((each) => textOf(each, 'version') !== 'current');
  const versions = isCurrent ? earlier.map(({ current: _, ...entry }) => entry) : earlier;
  return { ...list, list: [...development, fresh, ...versions] };
}

function newList({ id, canonical }: GuideFacts, request: JsonObject): JsonObject {
  return {
    'package-id': id,
    canonical,
    title: textOf(request, 'title'),
    category: textOf(request, 'category'),
    introduction: textOf(request, 'introduction'),
    list: [
      {
        version: 'current',
        path: textOf(request, 'ci-build'),
        status: 'ci-build',
        sequence: 'ci-build',
        desc: 'Continuous Integration Build (latest in version control) - Content subject to frequent changes',
      },
    ],
  };
}

function present(name: string, value: string | undefined): JsonObject {
  return value === undefined ? {} : { [name]: value };
}

/** Reads a list of versions; what is missing of an entry is empty, and an entry without a version is passed over. */
export function versionList(list: JsonObject): VersionList {
  const entries = (Array.isArray(list.list) ? list.list : []).filter(isJsonObject);
  const ciBuild = entries.find((each) => textOf(each, 'version') === 'current');
  const address = ciBuild && textOf(ciBuild, 'path');
  return {
    id: textOf(list, 'package-id') ?? '',
    title: textOf(list, 'title') ?? textOf(list, 'package-id') ?? '',
    canonical: textOf(list, 'canonical') ?? '',
    category: textOf(list, 'category') ?? '',
    ...(address === undefined ? {} : { ciBuild: address }),
    versions: entries.flatMap((each) => {
      const version = textOf(each, 'version');
      if (version === undefined || version === 'current') return [];
      const text = (name: string) => textOf(each, name) ?? '';
      return [
        {
          version,
          path: text('path'),
          status: text('status'),
          sequence: text('sequence'),
          date: text('date'),
          desc: text('desc'),
          current: each.current === true,
        },
      ];
    }),
  };
}

/** The version that a release follows: the latest one that is before it, of those that are wanted. */
export function previousVersion(
  list: VersionList,
  version: string,
  wants: (version: PublishedVersion) => boolean = () => true,
): PublishedVersion | undefined {
  return list.versions
    .filter((each) => wants(each) && compareVersionTexts(each.version, version) < 0)
    .toSorted((a, b) => compareVersionTexts(a.version, b.version))
    .at(-1);
}

/** The folder of a version inside of that of the guide; undefined where its address is not one folder below the canonical. */
export function folderOf({ path }: Pick<PublishedVersion, 'path'>, canonical: string): string | undefined {
  const base = `${canonical.replace(/\/$/, '')}/`;
  const folder = path.startsWith(base) ? path.slice(base.length).replace(/\/$/, '') : '';
  return folder === '' || /[/\\\0]/.test(folder) || folder.startsWith('.') ? undefined : folder;
}
