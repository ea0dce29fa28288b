import type { Project } from '../../model/project.ts';
import type { ReportGuide } from '../../model/report.ts';
import { commitOf } from './commit.ts';

/** Which guide a report is about, and as of which commit. */
export function identityOf(folder: string, { id, version, title }: Project): ReportGuide {
  return { id, version, ...(title === undefined ? {} : { title }), ...commitOf(folder) };
}
