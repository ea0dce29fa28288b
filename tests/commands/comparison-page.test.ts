import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { comparisonPage } from '../../scripts/commands/comparison-page/page.ts';
import { COMPARISON_SCRIPT, COMPARISON_SCRIPT_HASH } from '../../scripts/commands/comparison-page/script.ts';
import { COMPARISON_STYLE, COMPARISON_STYLE_HASH } from '../../scripts/commands/comparison-page/style.ts';
import type { ComparisonReport } from '../../scripts/compare/result/report.ts';
import { sampleComparison } from '../compare/sample-report.ts';

const report = sampleComparison();
const page = comparisonPage(report, '0.1.0');

test('the page names its own style and script by hash, and asks for nothing outside itself', () => {
  const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  expect(COMPARISON_STYLE_HASH, 'put this into style.ts').toBe(hash(COMPARISON_STYLE));
  expect(COMPARISON_SCRIPT_HASH, 'put this into script.ts').toBe(hash(COMPARISON_SCRIPT));
  expect(page).toContain(`<script>${COMPARISON_SCRIPT}</script>`);
  expect(page).not.toMatch(
    /<(link|img|iframe|object|embed|base)\b|\bsrc=|\bsrcset=|@import|url\(|\sstyle="|\son\w+="/i,
  );
});

test('both versions of an element stand side by side, and what differs is marked', () => {
  const row = /<tr class="breaking"><th scope="row" class="d1">subject.*?<\/tr>/s.exec(page)?.[0] ?? '';
  expect(row).toContain('<mark>0..1</mark>');
  expect(row).toContain('<mark>1..1</mark>');
  expect(row).not.toContain('<mark>Reference');
  // A slice under another name is one row.
  expect(report.treeOf('http://example.org/StructureDefinition/weight', ['Observation.category:vital.text'], new Map([['Observation.category:vital', 'Vital']]))).toMatchObject([
    { id: 'Observation', depth: 0 },
    { id: 'Observation.category', depth: 1 },
    { id: 'Observation.category:vital', depth: 2, before: { cardinality: '0..*' }, after: { cardinality: '0..*' } },
    { id: 'Observation.category:vital.text', before: { rules: ['fixed "vital"'] }, after: { rules: ['fixed "vital"'] } },
  ]); // biome-ignore format: one line an element
});

test('what an example shows and what is accepted is said with the change', () => {
  expect(page).toMatch(/data-rule="min-raised" data-shown="1">.*?<mark>Shown by Observation\/without-subject<\/mark>/s);
  expect(page).toContain('<span class="chip">Accepted</span> All values are quantities. (Ada, 2026-11-30)');
});

test('no text of the comparison becomes markup', () => {
  const evil = `"><img src=x onerror=alert(1)><script>alert(1)</script>'&lt;`;
  const changes = report.changes.map((change) => ({
    ...change,
    artefact: evil,
    element: evil,
    before: evil,
    after: evil,
    reason: evil,
    fingerprint: evil,
    inheritedBy: [evil],
    actors: [{ actor: evil, class: 'breaking' as const }],
    accepted: { reason: evil, owner: evil, date: evil },
    witness: { file: evil, issues: [{ rule: evil, message: evil, expression: evil }] },
  }));
  const hostile: ComparisonReport = {
    ...report,
    from: { id: evil, version: evil },
    to: { id: evil, version: evil },
    changes,
    notes: [evil],
    notCompared: [evil],
    treeOf: () => [{ id: evil, name: evil, depth: 1, before: { cardinality: evil, types: evil, rules: [evil] } }],
  };
  const html = comparisonPage(hostile, evil).replace(COMPARISON_SCRIPT, '');
  expect(html).not.toContain(evil);
  expect(html).not.toMatch(/<img|<script>alert/);
});
