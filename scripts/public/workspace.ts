import type { Issue } from '../model/issue.ts';
import type { Build } from '../pipeline/build.ts';
import { findingsOf } from '../workspace/findings.ts';
import { Workspace } from '../workspace/workspace.ts';

export type { Issue, Severity, SourcePosition } from '../model/issue.ts';

export interface WorkspaceOptions {
  /** No registry is asked. */
  readonly offline?: boolean;
  /** Nothing may differ from the lockfile, and there must be one. */
  readonly frozen?: boolean;
  /** Whether `fsh-generated/` is written at each look, as SUSHI does; it is not unless this says so. */
  readonly writes?: boolean;
  /** Told what takes long. */
  readonly onStep?: (text: string) => void;
}

/** A finding, and the resource that it is on, such as `Observation/poids`. */
export interface Found {
  readonly issue: Issue;
  readonly resource?: string;
}

export interface Look {
  /** How many resources of the guide were validated, and how many of them are valid. */
  readonly resources: number;
  readonly valid: number;
  /** All findings: of the configuration, the packages, the FSH and each resource. */
  readonly findings: readonly Found[];
}

export interface ChangedLook extends Look {
  /** Findings that were not there before the change. */
  readonly added: readonly Found[];
  /** Findings that are not there any more. */
  readonly fixed: readonly Found[];
  readonly milliseconds: number;
}

export interface OpenWorkspace {
  /** What is known of the guide: worked out by the first call. */
  look(signal?: AbortSignal): Promise<Look>;
  /**
   * Takes a change in, and tells what it does to the findings: only what the change touches is worked out again.
   * @param files that were written, renamed or deleted, relative to the guide's folder
   */
  change(files: readonly string[], signal?: AbortSignal): Promise<ChangedLook>;
  /** Frees what is kept. */
  close(): Promise<void>;
}

/** Opens a guide that stays warm: each look after the first takes a fraction of its time. */
export async function openWorkspace(folder: string, options: WorkspaceOptions = {}): Promise<OpenWorkspace> {
  const { writes = false, ...rest } = options;
  const workspace = new Workspace(folder, { ...rest, writes });
  const forever = new AbortController().signal;
  return {
    look: async (signal = forever) => toLook(await workspace.known(signal)),
    async change(files, signal = forever) {
      const { build, added, fixed, milliseconds } = await workspace.change({ files }, signal);
      return { ...toLook(build), added, fixed, milliseconds };
    },
    close: () => workspace.end(),
  };
}

function toLook(build: Build): Look {
  const { results } = build;
  return { resources: results.length, valid: results.filter(({ valid }) => valid).length, findings: findingsOf(build) };
}
