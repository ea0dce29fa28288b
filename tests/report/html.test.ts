import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../scripts/model/report.ts';
import { summarise } from '../../scripts/report/finding/summarise.ts';
import { link } from '../../scripts/report/html/markup.ts';
import { SCRIPT, SCRIPT_HASH } from '../../scripts/report/html/script.ts';
import { STYLE, STYLE_HASH } from '../../scripts/report/html/style.ts';
import { renderHtml } from './rendered.ts';
import { missingStatus, sampleReport } from './sample.ts';

const page = renderHtml(sampleReport(), { title: 'Mesures' });

test('the page names its own style and script by hash, and allows nothing else', () => {
  const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  expect(STYLE_HASH, 'put this into style.ts').toBe(hash(STYLE));
  expect(SCRIPT_HASH, 'put this into script.ts').toBe(hash(SCRIPT));
  expect(page).toContain(`<style>${STYLE}</style>`);
  expect(page).toContain(`<script>${SCRIPT}</script>`);
  expect(page).toMatch(/content="default-src &#39;none&#39;; style-src &#39;sha256-/);
});

test('the page asks for nothing outside itself', () => {
  expect(page).not.toMatch(
    /<(link|img|iframe|object|embed|base)\b|\bsrc=|\bsrcset=|@import|url\(|\sstyle="|\son\w+="/i,
  );
});

test('no text of the report becomes markup', () => {
  const evil = `"><img src=x onerror=alert(1)><script>alert(1)</script>'&lt;`;
  const issue = {
    ...missingStatus,
    message: evil,
    rule: evil,
    expression: evil,
    profile: evil,
    accepted: evil,
    acceptedBy: evil,
    acceptedUntil: evil,
    source: { file: evil },
    insertedAt: { file: evil },
  };
  const result = {
    file: evil,
    resource: evil,
    profiles: [evil],
    valid: false,
    issues: [issue, { ...issue, rule: 'not-checked' }],
  };
  const report: Report = {
    ...sampleReport(),
    tool: { name: 'ig', version: evil },
    date: evil,
    guide: { id: evil, version: evil, commit: evil, source: `https://example.test/${evil}/` },
    packages: [{ id: evil, version: evil, source: 'npm', integrity: evil }],
    issues: [issue],
    results: [result],
    summary: summarise([result], [issue], 0.84),
  };
  const html = renderHtml(report, {
    title: evil,
    rules: { [evil]: { summary: evil, spec: 'javascript:alert(1)' } },
    phases: [{ name: evil, seconds: 1 }],
  });
  expect(html).not.toContain(evil);
  expect(html).not.toContain('href="javascript:');
  const guide = { id: 'a', version: '1', commit: 'b', source: 'https://example.test/' };
  const usual = tagsOf(
    renderHtml(
      { ...sampleReport(), guide, date: '2026-11-30T19:40:12Z' },
      { phases: [{ name: 'validate', seconds: 1 }] },
    ),
  );
  expect([...tagsOf(html)].filter((tag) => !usual.has(tag))).toEqual([]);
});

/** Start tags as name and attribute names: what the page's own templates can produce, and nothing that a text brought in. */
function tagsOf(html: string): Set<string> {
  const tags = html
    .replace(SCRIPT, '')
    .replace(STYLE, '')
    .matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>?/gi);
  return new Set([...tags].map(([, name, attributes]) => `${name}${attributes?.replace(/="[^"]*"/g, '')}`));
}

test('only web addresses become links', () => {
  expect(link('https://hl7.org/fhir').markup).toMatch(/^<a href="https:/);
  expect(link('javascript:alert(1)').markup).toBe('javascript:alert(1)');
  expect(link(' data:text/html,x').markup).not.toContain('<a');
});

describe('anchors', () => {
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);

  test('are unique, and every link within the page has one', () => {
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('exist for a resource and for a rule', () => {
    expect(ids).toContain('resource-Observation-bodyweight-exemple-1');
    expect(ids).toContain('rule-cardinality');
  });

  test('tell two files with the same resource apart', () => {
    const report = sampleReport({ resources: 1 });
    const twice = renderHtml({ ...report, results: [...report.results, ...report.results] });
    expect(twice).toContain('id="resource-Observation-bmi-exemple-1-2"');
  });
});

test('a reviewer finds verdict, packages, profiles, FSH lines and what was not checked', () => {
  for (const text of [
    '<h1>Mesures</h1>',
    '<strong>Failed</strong>',
    '2 of 60 resources not valid.',
    '7 of 10 packages are stand-ins',
    'also loaded: 3.2.0',
    'http://hl7.org/fhir/StructureDefinition/Observation|4.0.1',
    'input/fsh/examples/bodyweight.fsh:12:3',
    'inserted at <code class="at">input/fsh/examples/bodyweight.fsh:18:1',
    'The code … of http://loinc.org was not checked',
  ]) {
    expect(page).toContain(text);
  }
});

test('a report without findings says so', () => {
  const report = sampleReport({ findings: false });
  const clean = renderHtml({ ...report, results: report.results.map((result) => ({ ...result, issues: [] })) });
  expect(clean).toContain('<strong>Passed</strong>');
  expect(clean).toContain('Everything was checked.');
});

test('timings are shown when they are given, the longest as the longest bar', () => {
  expect(page).not.toContain('id="timings"');
  const timed = renderHtml(sampleReport(), {
    phases: [
      { name: 'compile', seconds: 0.4 },
      { name: 'validate', seconds: 0.1 },
    ],
  });
  expect(timed).toMatch(/compile[\s\S]*0\.40 s[\s\S]*width="100\.0%"[\s\S]*validate[\s\S]*width="25\.0%"/);
});

test('5,000 resources make a page of less than 10 MB that is laid out as it is scrolled', () => {
  const big = renderHtml(sampleReport({ resources: 5_000 }));
  expect(Buffer.byteLength(big)).toBeLessThan(10_000_000);
  expect(big).toContain('class="many"');
});

test('what an answer of the API rests on is told, with the question that was decided', () => {
  const question = { code: 'Q31', title: 'Implausible values', url: 'https://example.org/questions.html#Q31' };
  const documented = { kind: 'documented', questions: [] } as const;
  const decided = { kind: 'decided', questions: [question] } as const;
  const issue = [{ severity: 'error', code: 'invalid' } as const, { severity: 'error', code: 'value' } as const];
  const answer = {
    status: 422,
    reason: 'Unprocessable Entity',
    basis: documented,
    outcome: { resourceType: 'OperationOutcome', issue } as const,
    issueBases: [documented, decided],
  };
  const [first] = sampleReport().results;
  if (first === undefined) throw new Error('the sample has no result');
  const html = renderHtml({ ...sampleReport(), results: [{ ...first, answer }] }, { title: 'Mesures' });
  expect(html).toContain('This answer is documented: the API&#39;s own document says so.');
  expect(html).toContain(
    'Issue 2 of its body is decided by this guide: <a href="https://example.org/questions.html#Q31" rel="noreferrer">Q31</a> Implausible values.',
  );
  const unknown = { status: 200, reason: 'OK', basis: { kind: 'unknown', questions: [] } as const };
  expect(renderHtml({ ...sampleReport(), results: [{ ...first, answer: unknown }] }, { title: 'M' })).toContain(
    'This answer is unknown: nothing tells what the API does here.',
  );
});

test('the page says which version of what it is about, and leads to the lines where they can be read', () => {
  const source = 'https://github.com/o/r/blob/abc/';
  const guide = { id: 'fr.example', version: '1.2.0', commit: 'abcdef0123456789', source };
  const date = '2026-11-30T19:40:12Z';
  const inside = { ...missingStatus, source: { file: 'input/fsh/a b.fsh', line: 3 } };
  const outside = { ...missingStatus, source: { file: '../other.json', line: 3 } };
  const html = renderHtml({ ...sampleReport({ resources: 1 }), guide, date, issues: [inside, outside] });
  expect(html).toContain(`fr.example 1.2.0 · commit <a href="${source}" rel="noreferrer">abcdef012345</a>`);
  expect(html).toContain('<time datetime="2026-11-30T19:40:12Z">2026-11-30 19:40 UTC</time>');
  expect(html).toContain(`<a href="${source}input/fsh/a%20b.fsh#L3" rel="noreferrer"><code class="at">`);
  expect(html).not.toContain('other.json#');
  expect(renderHtml({ ...sampleReport(), issues: [inside] })).not.toContain('#L3');
});
