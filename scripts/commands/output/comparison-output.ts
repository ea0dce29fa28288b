import { asIssue } from '../../compare/format/issues.ts';
import { comparisonJson } from '../../compare/format/json.ts';
import { comparisonMarkdown } from '../../compare/format/markdown.ts';
import { comparisonText } from '../../compare/format/text.ts';
import type { Change } from '../../compare/result/change.ts';
import type { ComparisonReport } from '../../compare/result/report.ts';
import type { Issue } from '../../model/issue.ts';
import type { Report, ResourceResult } from '../../model/report.ts';
import type { RuleTable } from '../../model/rule.ts';
import { summarise } from '../../report/finding/summarise.ts';
import { written } from '../../report/format.ts';
import type { Piece } from '../../report/formats/writer.ts';
import { comparisonPage } from '../comparison-page/page.ts';
import { SpoolFile } from './spool-file.ts';

export const comparisonFormats = ['text', 'json', 'markdown', 'html', 'sarif', 'junit', 'github'] as const;
export type ComparisonFormat = (typeof comparisonFormats)[number];

/** From which class of changes on the exit code is 1. */
export type FailOnChange = 'breaking' | 'may-break' | 'never';

interface Settings {
  readonly failOn: FailOnChange;
  readonly verbose: boolean;
  readonly rules: RuleTable;
  /** Of this program. */
  readonly version: string;
}

/** A comparison in the format that was asked for. */
export function* comparisonPieces(
  report: ComparisonReport,
  format: ComparisonFormat,
  settings: Settings,
): Generator<Piece> {
  const { failOn, rules } = settings;
  if (format === 'json') yield comparisonJson(report);
  else if (format === 'markdown') yield* comparisonMarkdown(report);
  else if (format === 'html') yield comparisonPage(report, settings.version);
  else if (format === 'text') yield* comparisonText(report, settings);
  else {
    const spool = new SpoolFile();
    try {
      const gate = failOn === 'breaking' ? 'error' : failOn === 'may-break' ? 'warning' : 'never';
      const options = { failOn: gate, color: false, rules, title: 'Comparison' } as const;
      yield* written(format, asFindings(report, settings.version), options, spool);
    } finally {
      spool.close();
    }
  }
}

/** Each artefact as a resource, with its changes as findings. */
function asFindings({ changes, notes }: ComparisonReport, version: string): Report {
  const byArtefact = new Map<string, Change[]>();
  for (const change of changes) {
    const known = byArtefact.get(change.artefact);
    if (known === undefined) byArtefact.set(change.artefact, [change]);
    else known.push(change);
  }
  const results = [...byArtefact].map(([resource, own]): ResourceResult => {
    const issues = own.map(asIssue);
    return { file: '.', resource, profiles: [], valid: issues.every(({ severity }) => severity !== 'error'), issues };
  });
  const issues = notes.map(
    (message): Issue => ({ severity: 'information', code: 'informational', rule: 'not-checked', message }),
  );
  return {
    tool: { name: 'ig', version },
    packages: [],
    summary: summarise(results, issues, process.uptime()),
    issues,
    results,
  };
}
