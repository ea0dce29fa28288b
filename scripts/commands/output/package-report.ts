import type { Report, ReportPackage } from '../../model/report.ts';
import { summarise } from '../../report/finding/summarise.ts';

/** The report of a command that is about packages alone. */
export function packageReport(version: string, packages: readonly ReportPackage[], issues: Report['issues']): Report {
  return {
    tool: { name: 'ig', version },
    packages: packages.map(({ id, version: exact, source, integrity }) => ({ id, version: exact, source, integrity })),
    summary: summarise([], issues, process.uptime()),
    issues,
    results: [],
  };
}
