import { isMap } from 'yaml';
import { z } from 'zod';
import { configPosition, parseConfigText } from '../model/config-text.ts';
import type { SourcePosition } from '../model/issue.ts';
import { type ProjectDependency, parseProject } from '../model/project.ts';

/** What of a guide's configuration a release depends on. */
export interface GuideFacts {
  readonly id: string;
  readonly canonical: string;
  readonly version: string;
  readonly fhirVersion: string;
  readonly releaseLabel?: string;
  readonly status?: string;
  readonly history?: string;
  readonly dependencies: readonly ProjectDependency[];
  /** Where a setting stands. */
  at(...path: string[]): SourcePosition;
}

const text = z.string().optional().catch(undefined);
const Settings = z.looseObject({
  releaseLabel: text,
  status: text,
  parameters: z.looseObject({ releaselabel: text, 'path-history': text }).optional().catch(undefined),
});

/** @returns undefined where the file cannot be used, which others tell */
export function guideFacts(source: string, file: string): GuideFacts | undefined {
  const { value: project } = parseProject(source, file);
  const { value: config } = parseConfigText(source, file);
  if (project === undefined || config === undefined || !isMap(config.document.contents)) return undefined;
  const settings = Settings.parse(config.value());
  const label = settings.releaseLabel ?? settings.parameters?.releaselabel;
  const history = settings.parameters?.['path-history'];
  return {
    id: project.id,
    canonical: project.canonical,
    version: project.version,
    fhirVersion: project.fhirVersion,
    dependencies: project.dependencies,
    ...(label === undefined ? {} : { releaseLabel: label }),
    ...(settings.status === undefined ? {} : { status: settings.status }),
    ...(history === undefined ? {} : { history }),
    at: (...path) => ({ line: 1, ...configPosition(config, path) }),
  };
}
