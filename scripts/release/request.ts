import type { Issue } from '../model/issue.ts';
import { found } from './found.ts';
import type { GuideFacts } from './guide-facts.ts';
import { type JsonText, readJsonText, textOf } from './json-text.ts';
import type { Stage } from './stages.ts';
import { labels, modes, statuses } from './vocabulary.ts';

export const REQUEST = 'publication-request.json';

/** What the request is held against. */
export interface RequestContext {
  readonly guide: GuideFacts;
  /** The stage that is to be published; absent where the guide has none. */
  readonly stage?: Stage | undefined;
  /** Whether the web site has a version already; undefined where no web site is looked at. */
  readonly isPublished?: boolean | undefined;
  /** The text of a file of the project; undefined where there is none, or the path leads out of it. */
  readonly read: (path: string) => string | undefined;
}

const firstOnly = ['category', 'title', 'introduction', 'ci-build'] as const;
/** Words that say what a release is, not what versions belong together. */
const wordsOfKind: ReadonlySet<string> = new Set(
  [...labels, ...statuses, 'final-text'].filter((each) => each !== 'release'),
);
const SEMVER = /^\d+\.\d+\.\d+(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;

/** All that the publication asks of the request, but for what depends on the web site. */
export function checkRequest(text: string | undefined, context: RequestContext): Issue[] {
  const top = { file: REQUEST, line: 1 };
  if (text === undefined)
    return [
      found(
        'release-request',
        `There is no ${REQUEST}. ig release stage <stage> writes one; docs/release.md says what it has.`,
        top,
      ),
    ];
  const request = readJsonText(text, REQUEST);
  if ('fault' in request) return [found('release-request', `It cannot be read as JSON: ${request.fault}.`, top)];
  return [
    ...checkPlaceholders(request),
    ...checkIdentity(request, context),
    ...checkPath(request, context),
    ...checkKind(request, context),
    ...checkTexts(request, context),
    ...checkFirst(request, context),
  ];
}

function checkPlaceholders({ value, at }: JsonText): Issue[] {
  return Object.entries(value).flatMap(([name, part]) =>
    typeof part === 'string' && /^\s*[[<{]?\s*(todo|tbd|xxx|fixme)\b/i.test(part)
      ? [
          found(
            'release-request',
            `${name} is "${part.slice(0, 60)}", which is a placeholder. Write what it should say.`,
            at(name),
          ),
        ]
      : [],
  );
}

function checkIdentity({ value, at }: JsonText, { guide }: RequestContext): Issue[] {
  const issues: Issue[] = [];
  const id = textOf(value, 'package-id');
  if (id !== guide.id)
    issues.push(
      found(
        'release-request',
        `package-id ${id === undefined ? 'is missing' : `is "${id}"`}. Write "${guide.id}", the id of the guide.`,
        at('package-id'),
      ),
    );
  const version = textOf(value, 'version');
  if (version !== guide.version)
    issues.push(
      found(
        'release-version',
        `version ${version === undefined ? 'is missing' : `is "${version}"`}. Write "${guide.version}", the version of the guide.`,
        at('version'),
      ),
    );
  if (!SEMVER.test(guide.version))
    issues.push(
      found(
        'release-version',
        `Version "${guide.version}" is no version such as 1.0.0 or 1.0.0-ballot. Correct it.`,
        guide.at('version'),
      ),
    );
  for (const name of ['date', 'canonical'])
    if (name in value)
      issues.push(found('release-request', `${name} is set when it is published. Remove it.`, at(name)));
  return issues;
}

function checkPath({ value, at }: JsonText, { guide }: RequestContext): Issue[] {
  const path = textOf(value, 'path');
  const wanted = `${guide.canonical.replace(/\/$/, '')}/${guide.version}`;
  const told = (message: string, severity?: 'warning') => [
    found('release-request', `${message} Write "${wanted}".`, at('path'), severity),
  ];
  if (path === undefined) return told('path is missing.');
  const base = `${guide.canonical.replace(/\/$/, '')}/`;
  const folder = path.slice(base.length);
  if (!path.startsWith(base) || folder === '' || folder.includes('/') || folder.startsWith('.'))
    return told(`path "${path}" is not one folder below the canonical of the guide.`);
  const sequence = textOf(value, 'sequence')?.replaceAll(' ', '');
  return folder === guide.version || folder === sequence || folder.startsWith(`${guide.version}-`)
    ? []
    : told(`path "${path}" names neither the version nor the sequence.`, 'warning');
}

function checkKind({ value, at }: JsonText, { guide, stage }: RequestContext): Issue[] {
  const issues: Issue[] = [];
  const [mode, status] = [textOf(value, 'mode'), textOf(value, 'status')];
  if (mode === undefined || !(modes as readonly string[]).includes(mode))
    issues.push(
      found(
        'release-request',
        `mode ${mode === undefined ? 'is missing' : `is "${mode}"`}. Write ${modes.join(', ')}.`,
        at('mode'),
      ),
    );
  else if ((mode === 'working') !== guide.version.includes('-'))
    issues.push(
      found(
        'release-version',
        mode === 'working'
          ? `A working release has a label in its version, such as ${guide.version}-ballot. Add one, or take another mode.`
          : `A release of mode ${mode} has no label in its version. Take ${guide.version.split('-')[0]}, or mode working.`,
        at('mode'),
      ),
    );
  if (mode === 'technical-correction')
    issues.push(
      found(
        'release-request',
        'The IG Publisher does not publish technical corrections for now. Publish a patch version, mode milestone.',
        at('mode'),
        'warning',
      ),
    );
  if (status === undefined || !(statuses as readonly string[]).includes(status))
    issues.push(
      found(
        'release-request',
        `status ${status === undefined ? 'is missing' : `is "${status}"`}. Write one of ${statuses.join(', ')}.`,
        at('status'),
      ),
    );
  const label = guide.releaseLabel;
  if (label !== undefined && !(labels as readonly string[]).includes(label))
    issues.push(
      found(
        'release-request',
        `releaseLabel is "${label}", which no template knows. Write one of ${labels.join(', ')}.`,
        guide.at('releaseLabel'),
        'warning',
      ),
    );
  if (stage !== undefined) {
    for (const [name, has, wants] of [
      ['mode', mode, stage.mode],
      ['status', status, stage.status],
    ] as const)
      if (wants !== undefined && has !== wants)
        issues.push(
          found(
            'release-request',
            `${name} is "${has ?? ''}", and the stage ${stage.name} has "${wants}". Write "${wants}", or publish another stage.`,
            at(name),
          ),
        );
  } else if (mode !== undefined && guide.releaseLabel === 'ci-build')
    issues.push(
      found(
        'release-request',
        'What is published would call itself ci-build in its pages. Set releaseLabel in sushi-config.yaml.',
        guide.at('releaseLabel'),
      ),
    );
  if (stage === undefined && mode !== undefined && mode !== 'working' && guide.status === 'draft' && status !== 'draft')
    issues.push(
      found(
        'release-request',
        `A release of status "${status ?? ''}" has artefacts that are drafts. Set status in sushi-config.yaml, or publish a draft.`,
        guide.at('status'),
        'warning',
      ),
    );
  return issues;
}

function checkTexts({ value, at }: JsonText, { read }: RequestContext): Issue[] {
  const issues: Issue[] = [];
  if (textOf(value, 'sequence') === undefined)
    issues.push(
      found(
        'release-request',
        'sequence is missing. Write what groups the versions, such as "R1" or "Releases".',
        at('sequence'),
      ),
    );
  const [sequence, status] = [textOf(value, 'sequence'), textOf(value, 'status')];
  if (sequence !== undefined && sequence !== status && wordsOfKind.has(sequence))
    issues.push(
      found(
        'release-request',
        `sequence is "${sequence}", which is the word for a kind of release, and status is "${status ?? ''}". Write what groups the versions, such as "R1" or "Releases".`,
        at('sequence'),
        'warning',
      ),
    );
  const [desc, descmd] = [textOf(value, 'desc'), textOf(value, 'descmd')];
  if (desc === undefined)
    issues.push(
      found(
        'release-request',
        'desc is missing. Write in a sentence what this version brings.',
        at('desc'),
        descmd === undefined ? 'error' : 'warning',
      ),
    );
  if (descmd !== undefined) {
    const markdown = descmd.startsWith('@') ? read(descmd.slice(1)) : descmd;
    if (markdown === undefined)
      issues.push(
        found(
          'release-request',
          `descmd names the file ${descmd.slice(1)}, which the guide does not have. Write it, or correct the name.`,
          at('descmd'),
        ),
      );
    else if (/['"]/.test(markdown))
      issues.push(
        found(
          'release-request',
          'descmd has quotation marks, which the IG Publisher refuses there. Use “ ” and ’ instead.',
          at('descmd'),
        ),
      );
  }
  const changes = textOf(value, 'changes');
  if (changes !== undefined && /^([a-z][a-z0-9+.-]*:|\/)/i.test(changes))
    issues.push(
      found(
        'release-request',
        `changes is "${changes}". Write the address of a page of the guide, such as "change-log.html".`,
        at('changes'),
      ),
    );
  return issues;
}

function checkFirst({ value, at }: JsonText, { isPublished }: RequestContext): Issue[] {
  const isFirst = value.first === true || value.first === 'true';
  const issues: Issue[] = [];
  if (isPublished === true && isFirst)
    issues.push(
      found('release-request', 'first is true, and the web site has a version already. Remove it.', at('first')),
    );
  if (isPublished === false && !isFirst)
    issues.push(
      found('release-request', 'The web site has no version of this guide yet. Write "first": true.', at('first')),
    );
  if (isPublished ?? !isFirst) {
    for (const name of firstOnly)
      if (name in value && !isFirst)
        issues.push(found('release-request', `${name} is only told with the first version. Remove it.`, at(name)));
    return issues;
  }
  for (const name of firstOnly)
    if (textOf(value, name) === undefined)
      issues.push(
        found('release-request', `${name} is missing, which the first version has to tell. Write it.`, at(name)),
      );
  return issues;
}
