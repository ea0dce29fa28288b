import { elementPath } from '../../model/issue.ts';
import type { ComparisonReport, Replay } from '../result/report.ts';
import type { Failure } from '../result/witness.ts';
import { type Impact, impacts, worst } from '../rules/impact.ts';
import { type Alike, alike } from './alike.ts';
import { acceptedText, countsText, headings, says, shortName, versionText, whom } from './wording.ts';

export interface TextOptions {
  /** Whether editorial changes are told one by one. */
  readonly verbose: boolean;
}

/** The comparison for a reader at a terminal, the gravest first. */
export function* comparisonText(report: ComparisonReport, { verbose }: TextOptions): Generator<string> {
  const { from, to, changes, notCompared, notes } = report;
  yield `${from.id} ${from.version} → ${from.id === to.id ? '' : `${to.id} `}${to.version}\n`;
  yield* replayText(report);
  for (const impact of impacts) {
    const own = changes.filter((change) => worst(change.class) === impact && change.accepted === undefined);
    if (own.length === 0) continue;
    if (impact === 'editorial' && !verbose) continue;
    yield `\n${headings[impact]} (${own.length})\n`;
    yield* section(alike(own), impact);
  }
  if (!verbose && report.summary.editorial > 0)
    yield `\n${headings.editorial} (${report.summary.editorial}): told with --verbose\n`;
  const accepted = changes.filter((change) => change.accepted !== undefined);
  if (accepted.length > 0) {
    yield `\nAccepted (${accepted.length})\n`;
    yield* section(alike(accepted), undefined);
  }
  if (notCompared.length > 0) {
    yield `\nNot compared: neither side has these ${notCompared.length} value sets among its packages\n`;
    const shown = verbose ? notCompared : notCompared.slice(0, FIRST);
    for (const each of shown) yield `  ${each}\n`;
    if (shown.length < notCompared.length) yield `  and ${notCompared.length - shown.length} more (--verbose)\n`;
  }
  if (notes.length > 0) yield `\nWhat this rests on\n${notes.map((note) => `  ${note}\n`).join('')}`;
  yield `\n${countsText(report)}. ${versionText(report)}\n`;
}

const FIRST = 5;

/** What was valid and is not any more comes first. */
function* replayText({ replay, from, to }: ComparisonReport): Generator<string> {
  if (replay === undefined) return;
  const { oldExamples, newExamples } = replay;
  yield* failed(
    oldExamples.noLongerValid,
    oldExamples,
    `Examples of ${from.version} that are not valid under ${to.version}`,
  );
  yield* failed(
    newExamples.notValidBefore,
    newExamples,
    `Examples of ${to.version} that are not valid under ${from.version}`,
  );
}

function* failed(
  failures: readonly Failure[],
  { valid, notTried }: Pick<Replay['oldExamples'], 'valid' | 'notTried'>,
  heading: string,
): Generator<string> {
  const tried = failures.length + valid;
  if (tried + notTried === 0) return;
  const aside =
    notTried === 0 ? '' : `; ${notTried} not tried, without a profile of both versions or not valid under their own`;
  yield `\n${heading}: ${failures.length} of ${tried}${aside}\n`;
  for (const { file, issues } of failures.slice(0, FIRST)) {
    const [first, ...others] = issues;
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    yield `  ${file}  ${(first && elementPath(first)) ?? ''} ${first?.message ?? ''}${more}\n`;
  }
  if (failures.length > FIRST) yield `  and ${failures.length - FIRST} more (json has all)\n`;
}

/** @param impact the class of all of them; absent where they are of several and accepted */
function* section(groups: readonly Alike[], impact: Impact | undefined): Generator<string> {
  const byArtefact = new Map<string, Alike[]>();
  for (const each of groups) {
    const name = each.artefacts.length > 1 ? '' : each.change.artefact;
    byArtefact.set(name, [...(byArtefact.get(name) ?? []), each]);
  }
  const shared = byArtefact.get('') ?? [];
  byArtefact.delete('');
  for (const each of shared) yield* entry(each, impact, '  ');
  for (const [artefact, own] of byArtefact) {
    yield `  ${artefact}\n`;
    for (const each of own) yield* entry(each, impact, '    ');
  }
}

function* entry(
  { change, artefacts, elements, changes, inheritedBy }: Alike,
  impact: Impact | undefined,
  indent: string,
): Generator<string> {
  const { reason, rule } = change;
  const subject = elements.length === 0 ? '' : `${some(elements, MOST_ELEMENTS)} `;
  yield `${indent}${subject}${says(change)}\n`;
  if (change.accepted !== undefined) yield `${indent}    accepted: ${acceptedText(change.accepted)}\n`;
  else if (impact !== 'editorial') yield `${indent}    ${whom(change)}. ${reason}\n`;
  if (artefacts.length > 1) yield `${indent}    in ${some(artefacts.map(shortName), MOST_NAMES)}\n`;
  if (inheritedBy.length > 0) yield `${indent}    so in ${some(inheritedBy.map(shortName), MOST_NAMES)}\n`;
  const witness = changes.find((each) => each.witness !== undefined)?.witness;
  if (witness !== undefined) yield `${indent}    shown by ${witness.file}: ${witness.issues[0]?.message ?? ''}\n`;
  yield `${indent}    ${rule} ${some(
    changes.map(({ fingerprint }) => fingerprint),
    1,
  )}\n`;
}

const MOST_NAMES = 12;
const MOST_ELEMENTS = 6;

function some(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return rest <= 0 ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${rest} more`;
}
