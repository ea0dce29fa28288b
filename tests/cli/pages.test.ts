import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { copyOf, errorLines, ig, litterIn, type Run, temporaryFolder } from './run-ig.ts';

const template = 'input/pages-source/includes/allergies.md.liquid';
const made = 'input/includes/allergies.md';
const diagram = 'input/images-source/flow.mmd';

const sources = {
  [template]:
    '{% for r in resources %}{% if r.resourceType == "AllergyIntolerance" %}* {{ r | title }}\n{% endif %}{% endfor %}',
  [diagram]: 'sequenceDiagram\naccTitle: Flow\naccDescr: Two.\nparticipant A\nparticipant B\nA->>B: asks\n',
};

describe('ig pages, on a guide of one’s own', () => {
  let project = '';
  let first: Run;
  const pages = (...args: string[]) => ig(['pages', '--offline', project, ...args]);
  const text = () => readFileSync(join(project, made), 'utf8');

  beforeAll(async () => {
    project = copyOf('allergies', sources);
    first = await pages();
  });

  test('writes what its sources make, and says which files', () => {
    expect(first.code).toBe(0);
    expect(first.stderr).toContain(`Written: ${made}`);
    expect(first.stderr).toContain('2 written, 0 as they should be.');
    expect(first.stdout).toContain('✔ 2 files made from the guide, 0 errors');
    expect(text()).toMatch(
      /^<!-- Made by ig pages from input\/pages-source\/includes\/allergies\.md\.liquid: edit that\. -->\n\n\* /,
    );
    expect(readFileSync(join(project, 'input/includes/flow.svg'), 'utf8')).toContain('<svg ');
    expect(litterIn(project)).toEqual([]);
  });

  test('a second run writes nothing, and --check is content', async () => {
    expect((await pages()).stderr).toContain('0 written, 2 as they should be.');
    expect((await pages('--check')).code).toBe(0);
  });

  test('--check finds a file that was edited by hand, and leaves it alone', async () => {
    writeFileSync(join(project, made), 'by hand');
    const run = await pages('--check', '--format', 'json');
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([
      `error page-stale ${made} This file is not what its source and the guide make now. Run ig pages.`,
    ]);
    expect(text()).toBe('by hand');
    await pages();
    expect(text()).toContain('Made by ig pages');
  });

  test('a fault in a template and one in a diagram are told with their lines, and what was there stays', async () => {
    const before = text();
    writeFileSync(join(project, template), 'fine\n{{ named.nobody.code }}\n');
    writeFileSync(join(project, diagram), `${sources[diagram]}A->>C: asks\n`);
    const run = await pages('--format', 'json');
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([
      expect.stringMatching(
        /^error page-template input\/pages-source\/includes\/allergies\.md\.liquid:2 .*undefined variable: named\.nobody/,
      ),
      `error page-diagram ${diagram}:7 No participant C is declared above this line.`,
    ]);
    expect(text()).toBe(before);
  });

  test('a file whose source is gone is told', async () => {
    writeFileSync(join(project, diagram), sources[diagram]);
    rmSync(join(project, template));
    const run = await pages('--format', 'json');
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([
      expect.stringContaining(`error page-orphan ${made} This file says that it is made from ${template}`),
    ]);
    expect(existsSync(join(project, made))).toBe(true);
  });

  test('a guide that does not compile has no pages', async () => {
    const broken = copyOf('allergies', { ...sources, 'input/fsh/broken.fsh': 'Profile: Broken\nParent: Nothing\n' });
    const run = await ig(['pages', '--offline', broken, '--format', 'json']);
    expect(run.code).toBe(1);
    expect(errorLines(run).join('\n')).toContain('input/fsh/broken.fsh');
    expect(existsSync(join(broken, made))).toBe(false);
  });

  test('a guide without sources for pages is fine', async () => {
    const run = await ig(['pages', '--offline', copyOf('allergies')]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('✔ 0 files made from the guide');
  });

  test('a folder without a guide cannot be run on', async () => {
    expect((await ig(['pages', temporaryFolder()])).code).toBe(2);
  });
});
