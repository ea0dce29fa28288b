import { elementPath, type Severity } from '../../model/issue.ts';
import { formatPosition, placeOf } from '../../report/finding/finding.ts';
import { shortName, visibleLine } from '../../report/finding/visible.ts';
import type { Paint, Style } from '../../report/formats/ansi.ts';
import type { PlacedIssue } from '../../workspace/findings.ts';

const looks: Record<Severity, { readonly word: string; readonly style: Style }> = {
  fatal: { word: 'fatal', style: 'red' },
  error: { word: 'error', style: 'red' },
  warning: { word: 'warning', style: 'yellow' },
  information: { word: 'note', style: 'blue' },
};

/** A finding on two lines: where it is, and what it says. */
export function findingLines({ issue, resource }: PlacedIssue, paint: Paint): [where: string, what: string] {
  const { word, style } = looks[issue.severity];
  const place = placeOf({ issue });
  const path = elementPath(issue);
  const where = [
    paint(word, style, 'bold'),
    place === undefined ? undefined : paint(visibleLine(formatPosition(place)), 'cyan'),
    resource === undefined ? undefined : visibleLine(shortName(resource)),
    path === undefined ? undefined : paint(visibleLine(path), 'bold'),
  ];
  const explained = issue.accepted === undefined ? '' : paint(`  explained: ${visibleLine(issue.accepted)}`, 'dim');
  return [
    where.filter((part) => part !== undefined).join('  '),
    `${visibleLine(issue.message)}  ${paint(visibleLine(issue.rule), 'dim')}${explained}`,
  ];
}
