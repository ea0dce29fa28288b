import { withoutServer } from '../model/hl7-artefact.ts';

/** Why the IG Publisher leaves these findings out, and how they are known in its list of suppressions. */
export const OFFLINE_REASON = 'Not checked: a run without a network has no terminology server.';

/** Some messages have no name. */
const unnamed = ["A definition for CodeSystem '%"];

/**
 * The IG Publisher's file of suppressions for a run without a network: what it says only for want of a terminology
 * server would hide the rest, and is no fault of the guide. How much that is stands in the report.
 * @param text what the project has; undefined where it has none
 */
export function withOfflineSuppressions(text: string | undefined): string {
  const own = text?.replace(/\n*$/, '\n') ?? '== Suppressed Messages ==\n';
  return `${own}\n# ${OFFLINE_REASON}\n${[...withoutServer, ...unnamed].map((line) => `${line}\n`).join('')}`;
}
