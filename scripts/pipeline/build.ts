import { findOwnFiles } from '../compile/output/own-files.ts';
import { writeGenerated } from '../compile/output/write-generated.ts';
import { hasErrors, type Issue } from '../model/issue.ts';
import type { InstalledPackage } from '../model/package.ts';
import type { Report, ReportGuide, ResourceResult } from '../model/report.ts';
import { summarise } from '../report/finding/summarise.ts';
import { checkGuide, type GuideCheck, guideValidator } from './check.ts';
import { compileGuide, type Guide } from './guide/guide.ts';
import { identityOf } from './guide/identity.ts';
import { readProject } from './guide/project.ts';
import { specialUrlIssues } from './guide/special-urls.ts';
import { stageIssues } from './guide/stages.ts';
import type { PackageOptions } from './packages/package-options.ts';
import { openProjectPackages } from './packages/packages.ts';
import { Phases } from './phases.ts';
import { withoutSiteNarrative } from './site-narrative.ts';
import { doubted, standInDoubt } from './stand-in-doubt.ts';
import { openCompiledDefinitions } from './store/compiled-definitions.ts';
import { openGuideStore } from './store/guide-store.ts';
import { openParsedFiles } from './store/parsed-files.ts';
import { judge, readSuppressions } from './suppressions.ts';
import { decided, type Inquiry } from './terminology.ts';
import type { WarmGuide } from './warm-guide.ts';

export interface Build {
  /** Absent when the packages or the configuration did not allow to compile. */
  readonly guide?: Guide;
  readonly title?: string;
  /** What is built, as its configuration and its repository name it. */
  readonly identity?: ReportGuide;
  readonly packages: readonly InstalledPackage[];
  readonly issues: readonly Issue[];
  readonly results: readonly ResourceResult[];
  readonly phases: Phases;
  /** Resources that no edit was made to stand as they were before, though they may come out otherwise now. */
  readonly isFirst?: true;
}

export interface BuildOptions extends PackageOptions {
  /** Whether `fsh-generated/` is written; nothing else ever is. */
  readonly writes?: boolean;
  readonly allowExampleUrls?: boolean;
  /** Whether resources are judged as they are written, for a comparison, and not as the site will have them. */
  readonly asIs?: boolean;
  /** How many seconds the validation of one resource may take. */
  readonly timeLimit?: number;
  /** Whether an unchanged project is not compiled again. */
  readonly recalls?: boolean;
  /** Called once the guide is compiled without errors and written; what it starts goes on while examples are validated. */
  readonly onCompiled?: (guide: Guide, packages: readonly InstalledPackage[], phases: Phases) => Promise<void>;
  /** Told what was found before anything is validated, for whoever shows it at once. */
  readonly onFound?: (issues: readonly Issue[]) => void;
  /** Where a terminology server is asked. */
  readonly inquiry?: Inquiry;
  /** What stays from one look at the project to the next; without it nothing does. */
  readonly warm?: WarmGuide;
  /** Whether what was not edited may stand as it was before: sooner told, and then nothing is written. */
  readonly stands?: boolean;
  /** Texts that are not saved yet, by path relative to the project; only what is warm takes them. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** Packages → compile → snapshot → validate: everything that is known of a guide. */
export async function buildGuide(folder: string, options: BuildOptions): Promise<Build> {
  const phases = new Phases(options.onStep);
  const { value: project, issues: configIssues } = readProject(folder);
  const failed = (issues: readonly Issue[], packages: readonly InstalledPackage[] = []): Build => ({
    packages,
    issues,
    results: [],
    phases,
    ...(project?.title === undefined ? {} : { title: project.title }),
    ...(project === undefined ? {} : { identity: identityOf(folder, project) }),
  });
  if (project === undefined) return failed(configIssues);
  const suppressions = readSuppressions(folder); // before the work: what cannot be read ends the run

  const { warm } = options;
  const opened = await phases.run('Packages', () =>
    warm === undefined ? openProjectPackages(folder, project, options) : warm.open(project, options),
  );
  const issues = [...configIssues, ...opened.issues];
  if (hasErrors(issues)) return failed(issues, opened.value);

  const definitions = warm?.definitions ?? openCompiledDefinitions(opened.value);
  const store = warm === undefined ? openGuideStore(folder, opened.value) : undefined;
  const guide = await phases.run('Compile and snapshots', async () => {
    const recalled = options.recalls === true ? store?.recall(definitions.packages) : undefined;
    if (recalled !== undefined) return recalled;
    const compiled = await (warm?.compile(options.signal, options) ??
      compileGuide(folder, opened.value, options.signal, openParsedFiles(folder)));
    if (!hasErrors(compiled.issues)) store?.keep(compiled);
    return compiled;
  });
  options.signal.throwIfAborted();
  if (options.onFound !== undefined) {
    const found = { issues: [...issues, ...guide.issues], results: [] };
    options.onFound(judge(found, suppressions.value, []).issues);
  }
  const isFirst = warm?.isStanding === true;
  const writes = options.writes !== false && isCompiled(guide) && !isFirst;
  const own = writes ? findOwnFiles(folder, guide.compiled.files) : [];
  issues.push(...own);
  const write = () => phases.run('Write', () => writeGenerated(folder, guide.compiled.files, options.signal));
  const goesOn = options.onCompiled !== undefined && writes && !hasErrors([...guide.issues, ...own]);
  if (goesOn) {
    await write();
    await options.onCompiled?.(guide, opened.value, phases);
  }
  const { inquiry } = options;
  const checkAll = () => {
    const makeValidator = () => guideValidator(guide, { ...options, syntax: definitions.syntax });
    const check: GuideCheck = { ...options, folder, validator: makeValidator(), makeValidator };
    return decided(() => checkGuide(guide, check), inquiry);
  };
  // What a server answers is not a matter of definitions, by which it is known what to check again.
  const results = await phases.run('Validate', () =>
    warm === undefined || inquiry !== undefined ? checkAll() : warm.check(guide, options),
  );
  definitions.keep();
  options.signal.throwIfAborted();
  if (writes && own.length === 0 && !goesOn) await write();
  const site = options.asIs === true ? { results, issues: [] } : withoutSiteNarrative(folder, guide, results);
  const found = {
    issues: [
      ...issues,
      ...stageIssues(folder),
      ...(isCompiled(guide) ? specialUrlIssues(folder, guide) : []),
      ...guide.issues,
      ...suppressions.issues,
      ...site.issues,
    ],
    results: site.results,
  };
  // What could not be compiled may have had more findings.
  const judged = judge(found, suppressions.value, hasErrors(guide.issues) ? [] : ['ig', 'sushi']);
  const first = isFirst ? ({ isFirst } as const) : {};
  const doubt = standInDoubt(opened.value); // said behind the suppressions, which know the findings' own words
  if (doubt === undefined) return { ...failed(judged.issues, opened.value), guide, results: judged.results, ...first };
  const told = judged.results.map((result) => doubted(result, doubt));
  return { ...failed(judged.issues.map(doubt), opened.value), guide, results: told, ...first };
}

/** Whether there is anything to write: where nothing could be compiled, what an earlier build wrote is better kept. */
export function isCompiled({ compiled }: Guide): boolean {
  return compiled.files.size > 0;
}

/** The report of a run that ended before it began. */
export function withIssuesOnly(issues: readonly Issue[], version: string): Report {
  return toReport({ packages: [], issues, results: [], phases: new Phases() }, version);
}

/** The report of a build, in the form that every format prints. */
export function toReport(
  {
    packages,
    issues,
    results,
    phases,
    identity,
    terminology,
  }: Pick<Build, 'packages' | 'issues' | 'results' | 'phases' | 'identity'> & Pick<Report, 'terminology'>,
  version: string,
): Report {
  return {
    tool: { name: 'ig', version },
    date: `${new Date().toISOString().slice(0, 19)}Z`,
    ...(identity === undefined ? {} : { guide: identity }),
    packages: packages.map(({ id, version: exact, source, integrity }) => ({ id, version: exact, source, integrity })),
    summary: summarise(results, issues, phases.seconds),
    ...(terminology === undefined ? {} : { terminology }),
    issues,
    results,
  };
}
