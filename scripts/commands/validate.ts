import { resolve } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Judge } from '../api/judge.ts';
import type { FileFault } from '../files/file-fault.ts';
import { unreadableFile } from '../files/payload-text.ts';
import type { ResourceResult } from '../model/report.ts';
import { toReport, withIssuesOnly } from '../pipeline/build.ts';
import { profilesNamed } from '../pipeline/guide/named-profiles.ts';
import { nearestProject } from '../pipeline/guide/nearest-project.ts';
import { Phases } from '../pipeline/phases.ts';
import { decided, type Inquiry } from '../pipeline/terminology.ts';
import { prepareValidator } from '../pipeline/validation.ts';
import { concludeSignals, heedSignals, stoppedBy } from '../process/signals.ts';
import { superviseCommand } from '../process/supervise.ts';
import { languageOfTag } from '../verifier/languages.ts';
import { Workspace } from '../workspace/workspace.ts';
import type { CommandContext } from './options/context.ts';
import { knownRules } from './options/known-rules.ts';
import { repeatable } from './options/repeatable.ts';
import { openInquiry, withTerminology } from './options/terminology-options.ts';
import { timeLimit } from './options/time-limit.ts';
import { countOf } from './output/count-of.ts';
import { formatOnScreen } from './output/destinations.ts';
import { createProgress } from './output/progress.ts';
import { deliver, deliverAsFound, withReporting } from './output/reporting.ts';
import { spareInputs, targetsOf } from './output/spare-inputs.ts';
import { Unreached } from './payload/unreached.ts';
import { GuideApplied } from './validation/guide-applied.ts';
import { payloadFiles, unreadIssue } from './validation/payloads.ts';
import { type EngineRun, validateFilesWith, validateGuideWith } from './validation/second-engine.ts';
import { defaultJobs, validateFiles } from './validation/validate-files.ts';

export function registerValidate(program: Command, { version, signal }: CommandContext): void {
  const command = program
    .command('validate')
    .summary('validate resources against the guide, or the guide’s own examples')
    .description(
      'Validates resources: files, folders, globs, NDJSON, or - for standard input; without any, the examples of the guide.\nJSON only.',
    )
    .argument('[path...]', 'files, folders or globs; - for standard input')
    .option(
      '--profile <profile>',
      'hold each resource against this profile too, by its url, id or name, or as url|version; repeatable',
      repeatable,
    )
    .option('--package <package>', 'load this package too: id#version, a .tgz file or a folder; repeatable', repeatable)
    .option('--fhir-only', 'no guide: R4 core, terminology and extensions', false)
    .option('--allow-example-urls', 'take example.org and acme.com for what they are', false)
    .option('--as-api', 'what the API of the guide would answer: HTTP status and OperationOutcome', false)
    .option('--search <url>', 'judge a search request as the API would; repeatable', repeatable)
    .option(
      '--context <name=value>',
      'a fact of the session that --as-api and --search ask for, such as oid=1.2.3; repeatable',
      fact,
    )
    .option(
      '--project <folder>',
      'the guide: folder with sushi-config.yaml; the one that the current folder is in, if any',
    )
    .option(
      '--jobs <n>',
      'validate in so many threads; by default one, or two to four where there is much to validate',
      countOf(1, 256),
    )
    .addOption(timeLimit())
    .addOption(
      new Option(
        '--engine <engine>',
        'hl7: the official HL7 validator in place of ours, needs Java 17; both: ours, and where the two differ',
      )
        .choices(['ig', 'hl7', 'both'] as const)
        .default('ig' as const),
    )
    .option('--offline', 'ask no FHIR registry', false)
    .option('--frozen', 'fail when anything differs from the lockfile', false);
  withReporting(withTerminology(command)).action(async (paths, options) => {
    // Results that go to a terminal one by one tell enough of how far it is.
    const tellsItself = formatOnScreen(options) === 'ndjson' && process.stdout.isTTY;
    const progress = createProgress({ quiet: options.quiet || tellsItself });
    const { package: added, profile: profiles = [], fhirOnly, allowExampleUrls, offline, frozen } = options;
    const { asApi, search: searches = [], context: facts } = options;
    const isJudged = asApi || searches.length > 0;
    const refused = misused({ ...options, paths, isJudged });
    if (refused !== undefined) command.error(`error: ${refused}`);
    // A guide is compiled first, and no signal is heard meanwhile in the thread that does it.
    const isOfGuide = paths.length === 0 && searches.length === 0 && !fhirOnly && profiles.length === 0;
    if (isOfGuide && isMainThread) return superviseCommand();
    const chosen = {
      fhirOnly,
      allowExampleUrls,
      offline,
      frozen,
      guideOptional: options.project === undefined,
      ...(isJudged ? { api: { facts: Object.fromEntries(facts ?? []) } } : {}),
      ...(added === undefined ? {} : { added }),
      timeLimit: options.timeLimit,
    };
    const project = resolve(options.project ?? nearestProject());
    if (options.tx !== 'off' && options.engine === 'hl7')
      command.error('error: --engine hl7 asks no terminology server: use --engine both, or leave out --tx');
    const opened = openInquiry(options, fhirOnly ? undefined : project, signal, progress);
    const { inquiry } = opened;
    if (opened.issues.length > 0)
      return deliver(withIssuesOnly(opened.issues, version), options, { rules: knownRules }, { validates: true });
    const settings = { ...chosen, signal, onStep: progress.step, ...(inquiry === undefined ? {} : { inquiry }) };
    const tell = ({ report, phases, title }: EngineRun) => {
      progress.end();
      const named = title === undefined ? {} : { title };
      const folder = paths.length === 0 ? { folder: project } : {};
      const details = { rules: knownRules, phases: phases.done, ...named, ...folder };
      return deliver({ ...report, ...opened.basis() }, options, details, { validates: true });
    };
    try {
      if (paths.length === 0 && searches.length === 0) {
        const alone = options.fhirOnly ? '--fhir-only' : profiles.length > 0 ? '--profile' : undefined;
        if (alone !== undefined) command.error(`error: ${alone} needs paths: name the files to validate`);
        if (options.engine !== 'ig')
          return await tell(await validateGuideWith(options.engine, project, settings, version));
        const build = await new Workspace(project, { ...settings, once: true, writes: false }).known(signal);
        return await tell({ report: toReport(build, version), phases: build.phases });
      }

      const { files, faults, unread } = await payloadFiles(paths);
      const notes = [unreadIssue(unread)].filter((each) => each !== undefined);
      spareInputs(targetsOf(options), () => files); // of globs too
      if (options.engine !== 'ig') {
        const [fault] = faults;
        if (fault !== undefined) throw fault;
        await tell(await validateFilesWith(options.engine, files, project, { ...settings, profiles }, version));
        return signal.throwIfAborted();
      }
      const phases = new Phases(progress.step);
      const { value: ready, issues } = await phases.run('Packages and definitions', () =>
        prepareValidator(project, { ...settings, beside: files }),
      );
      const head = toReport(
        {
          packages: ready?.packages ?? [],
          issues: [...issues, ...notes],
          results: [],
          phases,
          ...(ready?.identity === undefined ? {} : { identity: ready.identity }),
        },
        version,
      );
      const jobs = options.jobs ?? (await defaultJobs(files));
      const named = ready === undefined ? [] : profilesNamed(profiles, ready);
      const setup = { project, options: { ...chosen, beside: files }, profiles: named, asks: inquiry !== undefined };
      const unreached = new Unreached(files);
      const validated =
        ready === undefined
          ? []
          : after(faults, validateFiles(files, jobs, ready.validator, setup, signal, unreached, inquiry));
      const applied = new GuideApplied(ready?.definitions);
      const results =
        ready?.judge === undefined
          ? applied.watch(validated)
          : judgedResults(searches, validated, ready.judge, inquiry);
      // Whoever writes to an API reads its guide: what the API would answer is told in that language.
      const lang = options.lang ?? languageOfTag(ready?.language);
      await deliverAsFound(head, phases.each('Validate', stoppable(results)), { ...options, lang }, () => {
        progress.end();
        const title = ready?.guide === undefined ? {} : { title: ready.guide };
        const details = { rules: knownRules, phases: phases.done, caution: applied.caution(), ...title };
        const by = stoppedBy();
        const stopped = by === undefined ? [] : [unreached.issue(by)];
        return { seconds: phases.seconds, details, issues: stopped, ...opened.basis() };
      });
      signal.throwIfAborted();
      ready?.keep();
    } finally {
      await opened.close();
    }
  });
}

/** The first signal ends them early, and what was found so far is reported. */
async function* stoppable<T>(results: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
  heedSignals('The report has what was found until then.');
  try {
    yield* results;
  } finally {
    concludeSignals();
  }
}

/** Why options cannot go together; undefined when they can. */
function misused(options: {
  readonly asApi: boolean;
  readonly isJudged: boolean;
  readonly fhirOnly: boolean;
  readonly engine: string;
  readonly context?: readonly unknown[] | undefined;
  readonly paths: readonly string[];
  readonly search?: readonly string[] | undefined;
}): string | undefined {
  const { asApi, isJudged, fhirOnly, engine, context, paths, search = [] } = options;
  if (!isJudged) return context === undefined ? undefined : '--context needs --as-api or --search';
  const asked = asApi ? '--as-api' : '--search';
  if (fhirOnly) return `${asked} needs a guide, and --fhir-only leaves it out`;
  if (engine !== 'ig') return `${asked} cannot be asked of --engine ${engine}`;
  if (asApi && paths.length === 0) return '--as-api needs paths: name the files to judge';
  return !asApi && paths.length > 0 && search.length > 0
    ? '--search judges URLs alone: add --as-api for the files'
    : undefined;
}

/** What lies in a folder and cannot be read comes first: of the others nobody would look for it. */
async function* after(
  faults: readonly FileFault[],
  validated: AsyncIterable<ResourceResult>,
): AsyncGenerator<ResourceResult> {
  for (const { file, reason } of faults) yield unreadableFile(file, reason);
  yield* validated;
}

/** Searches first, then the files; what could not be read has an answer too. */
async function* judgedResults(
  searches: readonly string[],
  validated: AsyncIterable<ResourceResult> | Iterable<ResourceResult>,
  judge: Judge,
  inquiry: Inquiry | undefined,
): AsyncGenerator<ResourceResult> {
  for (const url of searches) yield await decided(() => judge.search(url), inquiry);
  for await (const result of validated) {
    if (result.issues.some(({ rule }) => rule === 'time-limit')) {
      yield result; // what the API would answer is not known either
      continue;
    }
    const isTooLong = result.issues.some(({ severity, code }) => severity === 'fatal' && code === 'too-costly');
    const isRead = result.issues.every(({ severity }) => severity !== 'fatal');
    yield isRead ? result : judge.answered(result, isTooLong ? 'oversized-body' : 'unreadable-body');
  }
}

/** Collects `name=value`. */
function fact(
  value: string,
  before: readonly (readonly [string, string])[] = [],
): readonly (readonly [string, string])[] {
  const [, name, said] = /^(\w+)=(.+)$/s.exec(value) ?? [];
  if (name === undefined || said === undefined) throw new InvalidArgumentError('It must be name=value.');
  return [...before, [name, said]];
}
