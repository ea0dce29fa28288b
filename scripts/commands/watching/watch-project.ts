import { EnvironmentError, type Severity } from '../../model/issue.ts';
import type { Report } from '../../model/report.ts';
import { type Build, toReport } from '../../pipeline/build.ts';
import { gate } from '../../report/gate/gate.ts';
import type { ProjectFiles } from '../../workspace/project-files.ts';
import type { FirstVerdict, Verdict, Workspace } from '../../workspace/workspace.ts';
import { isSameReport } from './full-check.ts';
import type { CommandRunner } from './run-command.ts';
import type { Teller } from './teller.ts';

interface Watched {
  readonly workspace: Workspace;
  readonly files: ProjectFiles;
  readonly teller: Teller;
  readonly failOn: Severity | 'never';
  readonly version: string;
  readonly runner?: CommandRunner;
  /** Checks everything from nothing; undefined where that came to no verdict. */
  readonly fullCheck: (signal: AbortSignal) => Promise<Pick<Report, 'issues' | 'results'> | undefined>;
}

/** Tells of each change of a project what it makes of the verdict, until it is stopped. */
export class ProjectWatch {
  readonly #watched: Watched;
  #confirmation = new AbortController();
  /** Aborted by what went wrong beside the work on changes. */
  readonly #broken = new AbortController();
  /** What was told last. */
  report: Report | undefined;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** @throws EnvironmentError when the project cannot be looked at */
  async first(signal: AbortSignal): Promise<Report> {
    const { workspace, teller } = this.#watched;
    teller.working('Reading the guide');
    const report = this.#reportOf(await workspace.known(signal));
    this.report = report;
    teller.ready(report);
    this.#runIfGood(report);
    return report;
  }

  /** Runs until the signal aborts. */
  async follow(signal: AbortSignal): Promise<void> {
    const { files, teller } = this.#watched;
    const stop = AbortSignal.any([signal, this.#broken.signal]);
    try {
      while (!stop.aborted) {
        const changed = await files.changed(stop);
        this.#confirmation.abort();
        teller.working('Checking');
        if (await this.#look(changed, stop)) void this.#confirm(stop).catch((error) => this.fail(error));
      }
    } catch (error) {
      if (!stop.aborted) throw error;
    } finally {
      this.#confirmation.abort();
    }
    this.#broken.signal.throwIfAborted();
  }

  /** Ends {@link follow} with this error. */
  fail(error: unknown): void {
    this.#broken.abort(error);
  }

  /** Forgets all that is known, and looks again. */
  async again(signal: AbortSignal): Promise<void> {
    this.#confirmation.abort();
    this.#watched.teller.working('Checking everything');
    this.#watched.workspace.forget();
    await this.#look([], signal);
  }

  /** @returns whether there is a verdict */
  async #look(changed: readonly string[], signal: AbortSignal): Promise<boolean> {
    const { workspace, teller } = this.#watched;
    const tellFirst = (first: FirstVerdict) => teller.first?.(first, this.#reportOf(first.build));
    let verdict: Verdict;
    try {
      verdict = await workspace.change({ files: changed }, signal, teller.first === undefined ? undefined : tellFirst);
    } catch (error) {
      if (signal.aborted || !(error instanceof EnvironmentError)) throw error;
      teller.failed(error.message);
      return false;
    }
    const report = this.#reportOf(verdict.build);
    this.report = report;
    teller.verdict(verdict, report);
    this.#runIfGood(report);
    return true;
  }

  /** Holds the verdict against one from nothing; if that is another one, it is the one that counts. */
  async #confirm(signal: AbortSignal): Promise<void> {
    const { files, teller, fullCheck, workspace } = this.#watched;
    this.#confirmation = new AbortController();
    const stop = AbortSignal.any([signal, this.#confirmation.signal]);
    const told = this.report;
    const found = await fullCheck(stop);
    // What has changed meanwhile is checked in its turn.
    if (told === undefined || stop.aborted || files.isBehind()) return;
    if (found === undefined)
      return teller.failed('The full check behind it came to no end: the verdict is not confirmed.');
    const same = isSameReport(JSON.parse(JSON.stringify(told)) as Report, found);
    teller.confirmed(same);
    if (same) return;
    workspace.forget();
    await this.#look([], signal);
  }

  #runIfGood(report: Report): void {
    if (gate(report, this.#watched.failOn) === 0) this.#watched.runner?.run();
  }

  #reportOf(build: Build): Report {
    return toReport(build, this.#watched.version);
  }
}
