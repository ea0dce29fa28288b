import type { Report } from '../../model/report.ts';
import type { FirstVerdict, Verdict } from '../../workspace/workspace.ts';

/** Tells whoever looks on what becomes of a project that is watched. */
export interface Teller {
  /** Work begins, of which the end is told by another call. */
  working(what: string): void;
  /** The first verdict. */
  ready(report: Report): void;
  /**
   * What an edit does to resources as they stood, told sooner than the verdict, which may add to it and take it back.
   * Left out by who tells programs: they are told what holds.
   */
  first?(first: FirstVerdict, report: Report): void;
  verdict(verdict: Verdict, report: Report): void;
  /** A check from nothing has ended. @param same whether it has found the same */
  confirmed(same: boolean): void;
  /** The project cannot be looked at, or the verdict not be confirmed; what was told of it stays. */
  failed(message: string): void;
  /** How the command ended that is run after each good verdict. */
  ran(command: string, exitCode: number): void;
  end(): void;
}
