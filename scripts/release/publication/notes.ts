import type { PublishedVersion, VersionList } from './package-list.ts';

export interface NotesContent {
  readonly list: VersionList;
  readonly version: PublishedVersion;
  /** The markdown of `descmd`, in place of the sentence of `desc`. */
  readonly descmd?: string | undefined;
  readonly banner: string;
  readonly fhirVersion: string;
  /** The version that it is compared with, and the comparison as markdown; absent for the first one. */
  readonly changes?: { readonly since: string; readonly markdown: string };
  /** The digests of what is downloaded, sha256 by name. */
  readonly digests: ReadonlyMap<string, string>;
}

/** What is told of a release, as markdown. */
export function releaseNotes({ list, version, descmd, banner, fhirVersion, changes, digests }: NotesContent): string {
  const sums = [...digests].map(([name, digest]) => `| \`${name}\` | \`${digest}\` |\n`).join('');
  return `# ${plain(list.title)} ${version.version}

${descmd ?? plain(version.desc)}

- ${plain(banner)}, ${version.date}, sequence “${plain(version.sequence)}”, status ${version.status}
- ${version.path}
- \`${list.id}#${version.version}\`, FHIR ${fhirVersion}

${changes === undefined ? 'The first version: there is none to compare it with.\n' : changes.markdown}
## Files

| file | SHA-256 |
| --- | --- |
${sums}
\`SHA256SUMS\` has the digests of all files of this version: \`sha256sum --check SHA256SUMS\`. \`release/bill-of-materials.cdx.json\` says what it was made from.
`;
}

/** Words as markdown that means just these words. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, (character) => `\\${character}`);
}
