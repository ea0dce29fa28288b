import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../model/issue.ts';
import type { ResourceResult } from '../model/report.ts';
import { templateParameters, writesNarrative } from '../publish/no-narrative.ts';
import type { Guide } from './guide/guide.ts';

/** What is found of a guide without what its site makes up for. */
interface WithoutNarrative {
  readonly results: ResourceResult[];
  readonly issues: readonly Issue[];
}

/**
 * Leaves out what is said of a missing narrative where the IG Publisher writes it, and says once that it does. Entries
 * of a Bundle keep it: they travel as they are.
 * @param results of the guide's own resources
 */
export function withoutSiteNarrative(
  folder: string,
  { compiled: { guide } }: Pick<Guide, 'compiled'>,
  results: ResourceResult[],
): WithoutNarrative {
  // The Publisher starts from ig.ini, and with FSHOnly SUSHI gives it no ImplementationGuide.
  if (guide === undefined || guide.fshOnly || !existsSync(join(folder, 'ig.ini'))) return { results, issues: [] };
  const isWritten = writesNarrative([...guide.parameters, ...templateParameters(folder)]);
  let written = 0;
  const kept = results.map((result) => {
    const [type = '', id = ''] = result.resource?.split('/') ?? [];
    const issues = result.issues.filter((issue) => !lacksNarrative(issue, type));
    if (issues.length === result.issues.length || !isWritten(type, id)) return result;
    written++;
    return { ...result, issues };
  });
  return { results: kept, issues: written === 0 ? [] : [noteOf(written)] };
}

/** Whether the resource itself has no narrative, and not one in it. */
function lacksNarrative({ constraint, severity, expression }: Issue, type: string): boolean {
  return constraint === 'dom-6' && severity === 'warning' && expression === type;
}

function noteOf(written: number): Issue {
  const resources = written === 1 ? '1 resource has' : `${written} resources have`;
  return {
    severity: 'information',
    code: 'informational',
    rule: 'not-checked',
    message: `${resources} no narrative: the IG Publisher writes it with the site, so that dom-6 is not told of what it writes.`,
  };
}
