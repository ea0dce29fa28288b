import { buffer } from 'node:stream/consumers';
import { isPipe, readPipe } from '../../files/pipe.ts';
import { readBytesSoon } from '../../files/read-file.ts';
import type { Opinion } from '../../hl7/answer.ts';
import { askedWithoutServer, compare } from '../../hl7/compare.ts';
import type { Question } from '../../hl7/second-opinion.ts';
import type { Issue } from '../../model/issue.ts';
import type { Report, ResourceResult } from '../../model/report.ts';
import { type Build, buildGuide, toReport } from '../../pipeline/build.ts';
import { atSource } from '../../pipeline/guide/at-source.ts';
import { guideQuestions } from '../../pipeline/guide/guide-questions.ts';
import { profilesNamed } from '../../pipeline/guide/named-profiles.ts';
import { Phases } from '../../pipeline/phases.ts';
import { inItsPlace, secondOpinion } from '../../pipeline/second-opinion.ts';
import { prepareValidator, type ValidationOptions } from '../../pipeline/validation.ts';
import { concludeSignals, heedSignals, stoppedBy } from '../../process/signals.ts';
import type { Validator } from '../../validate/validator.ts';
import { isStandardInput, type Payload } from '../payload/read-payloads.ts';
import { Unreached } from '../payload/unreached.ts';
import { untilAborted } from '../payload/until-aborted.ts';
import { validated } from '../payload/validated.ts';
import { SlicedValidation } from './sliced-validation.ts';

/** `hl7` shows the HL7 validator's findings, `both` ours and what differs. */
export type SecondEngine = 'hl7' | 'both';

export interface EngineRun {
  readonly report: Report;
  readonly phases: Phases;
  readonly title?: string;
}

const PHASE = 'HL7 validator';

/** Validates the resources of a guide with the HL7 validator, beside ours or in its place. */
export async function validateGuideWith(
  engine: SecondEngine,
  project: string,
  options: ValidationOptions,
  version: string,
): Promise<EngineRun> {
  const build = await buildGuide(project, { ...options, writes: false, asIs: true });
  const { guide, packages, phases, results } = build;
  if (guide === undefined || results.length === 0) return { report: toReport(build, version), phases };
  const questions = guideQuestions(guide);
  const definitions = guide.resources.flatMap(({ resource, usage }) => (usage === 'example' ? [] : [resource]));
  const asked = questions.flatMap((question) => question ?? []);
  const { version: hl7, opinions } = await phases.run(PHASE, () =>
    secondOpinion(asked, { ...options, packages, guide: definitions }),
  );
  const answers = [...opinions];
  const inPlace = questions.map((question, index) => {
    const opinion = question === undefined ? undefined : answers.shift();
    // The guide's JSON is made from FSH: a line in it is no place to mend anything.
    const issues = opinion?.issues.map(({ source: _, ...issue }) => atSource(issue, guide.resources[index]?.origin));
    return opinion === undefined ? undefined : { ...opinion, issues: issues ?? [] };
  });
  const report = reportOf(engine, build, inPlace, hl7, version, options.inquiry);
  return { report, phases, ...(build.title === undefined ? {} : { title: build.title }) };
}

/**
 * The same for files: of NDJSON each line is asked about. A signal ends it early: what ours had found until then is told,
 * without a comparison.
 */
export async function validateFilesWith(
  engine: SecondEngine,
  files: readonly string[],
  project: string,
  { profiles: asked, ...options }: ValidationOptions & { readonly profiles: readonly string[] },
  version: string,
): Promise<EngineRun> {
  const phases = new Phases(options.onStep);
  const { value: ready, issues } = await phases.run('Packages and definitions', () =>
    prepareValidator(project, options),
  );
  if (ready === undefined) return { report: toReport({ packages: [], issues, results: [], phases }, version), phases };
  const { packages, definitions = [], guide: title } = ready;
  const profiles = profilesNamed(asked, ready);
  const named = title === undefined ? {} : { title };
  const unreached = new Unreached(files);
  const questions: Question[] = [];
  const lines: (number | undefined)[] = [];
  const results: ResourceResult[] = [];
  heedSignals('The report has what was found until then.');
  try {
    await phases.run('Validate', async () => {
      for await (const { text, result } of validatedTexts(files, unreached, ready.validator, {
        project,
        profiles,
        options,
      })) {
        questions.push({ text: text.bytes.toString('utf8'), profiles });
        lines.push(text.line);
        results.push(result);
      }
      options.signal.throwIfAborted();
    });
    const { version: hl7, opinions } = await phases.run(PHASE, () =>
      secondOpinion(questions, { ...options, packages, guide: definitions }),
    );
    const placed = opinions.map((opinion, index) => ({ ...opinion, issues: onLine(opinion.issues, lines[index]) }));
    const report = reportOf(engine, { packages, issues, results, phases }, placed, hl7, version, options.inquiry);
    return { report, phases, ...named };
  } catch (error) {
    const by = stoppedBy();
    if (by === undefined) throw error;
    // Nobody has asked for our verdict alone where the other one was to take its place.
    const found = engine === 'hl7' ? [] : results;
    const run = { packages, issues: [...issues, unreached.issue(by)], results: found, phases };
    return { report: toReport(run, version), phases, ...named };
  } finally {
    concludeSignals();
  }
}

/** Validates text by text, until the signal is aborted. */
async function* validatedTexts(
  files: readonly string[],
  unreached: Unreached,
  validator: Validator,
  { project, profiles, options }: { project: string; profiles: readonly string[]; options: ValidationOptions },
): AsyncGenerator<{ readonly text: Text; readonly result: ResourceResult }> {
  const { signal, onStep: _, inquiry, ...chosen } = options;
  const setup = { project, options: chosen, profiles, asks: inquiry !== undefined };
  const sliced = new SlicedValidation(validator, setup, signal, inquiry);
  try {
    for await (const text of unreached.watch(untilAborted(textsOf(files), signal))) {
      const { file, bytes, line } = text;
      const { results } = await validated({ file, bytes }, (payload) => sliced.one(payload), signal);
      const [result] = results ?? [];
      if (result === undefined) return;
      unreached.done(text);
      yield { text, result: { ...result, issues: onLine(result.issues, line) } };
    }
  } finally {
    await sliced.close();
  }
}

function reportOf(
  engine: SecondEngine,
  run: Pick<Build, 'packages' | 'issues' | 'results' | 'phases'>,
  opinions: readonly (Opinion | undefined)[],
  hl7: string,
  version: string,
  inquiry: ValidationOptions['inquiry'],
): Report {
  if (engine === 'hl7') {
    const results = run.results.map((result, index) => {
      const opinion = opinions[index];
      return opinion === undefined ? result : inItsPlace(result, opinion);
    });
    return toReport({ ...run, results }, version);
  }
  const { comparison, results } = compare(run.results, opinions, hl7);
  const { session } = inquiry ?? {};
  const issues = session === undefined ? run.issues : [...run.issues, askedWithoutServer(session.basis.server)];
  return { ...toReport({ ...run, issues, results }, version), comparison };
}

/** A payload that is one resource; its line in NDJSON. */
interface Text extends Payload {
  readonly bytes: Buffer;
}

async function* textsOf(files: readonly string[]): AsyncGenerator<Text> {
  for (const file of files) {
    const bytes = await (isStandardInput(file)
      ? buffer(process.stdin)
      : isPipe(file)
        ? buffer(readPipe(file))
        : readBytesSoon(file));
    const text = bytes.toString('utf8');
    if (!isNdjson(file, text)) yield { file, bytes };
    else {
      for (const [index, each] of text.split('\n').entries())
        if (each.trim() !== '') yield { file, bytes: Buffer.from(each), line: index + 1 };
    }
  }
}

/** By the file's name; standard input has none, and is NDJSON when its first line is a whole object and not its last. */
function isNdjson(file: string, text: string): boolean {
  if (!isStandardInput(file)) return /\.ndjson$/i.test(file);
  const [first = '', ...rest] = text.trim().split('\n');
  if (rest.length === 0 || !first.startsWith('{')) return false;
  try {
    JSON.parse(first);
    return true;
  } catch {
    return false;
  }
}

/** A finding in a line of NDJSON stands on that line of the file. */
function onLine(issues: readonly Issue[], line: number | undefined): readonly Issue[] {
  if (line === undefined) return issues;
  return issues.map(({ source, ...issue }) =>
    source === undefined ? issue : { ...issue, source: { file: source.file, line } },
  );
}
