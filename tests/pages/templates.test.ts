import { describe, expect, test } from 'vitest';
import { checkFreshness } from '../../scripts/pages/freshness.ts';
import { makeFragments } from '../../scripts/pages/make-fragments.ts';
import { template, tinyGuide } from './tiny-guide.ts';

async function rendered(text: string, ...partials: ReturnType<typeof template>[]): Promise<string | undefined> {
  const { value, issues } = await makeFragments(tinyGuide, [template('a.md', text), ...partials]);
  expect(issues).toEqual([]);
  return value[0]?.text.split('\n').slice(2).join('\n');
}

async function refused(text: string): Promise<string[]> {
  const { value, issues } = await makeFragments(tinyGuide, [template('a.md', text)]);
  expect(value).toEqual([]);
  return issues.map(
    ({ rule, message, source }) => `${rule} ${source?.file}:${source?.line}:${source?.column} ${message}`,
  );
}

describe('templates', () => {
  for (const [claim, text, result] of [
    ['see each resource by its id', '{{ named["p-1"].active }}', 'false'],
    ['see all resources', '{{ resources | map: "id" | join: " " }}', 'p-1 colours tiny'],
    ['get what a canonical means', '{{ "http://example.org/CodeSystem/colours" | definition | title }}', 'Colours'],
    [
      'get the package that answers',
      '{% assign a = "http://example.org/CodeSystem/colours" | explain %}{{ a.id }} {{ a.reason }}',
      'tiny same-package',
    ],
    [
      'may ask for a canonical that nothing answers',
      '{% assign a = "http://example.org/x" | explain %}{% unless a %}nobody{% endunless %}',
      'nobody',
    ],
    [
      'list the codes of a value set',
      '{% assign all = "http://example.org/ValueSet/all" | codes %}{{ all[0].code }} {{ all[0].display }}',
      'red Red',
    ],
    ['get a property that is 0', '{{ named.colours.concept[0] | property: "hue" | first }}', '0'],
    ['get the value of an extension', '{{ named.colours | extension: "http://example.org/hue" }}', 'false'],
    ['shorten a canonical', '{{ "http://example.org/a/b|1.0.0" | tail }}', 'b|1.0.0'],
    [
      'get what the guide says of a resource',
      '{{ named["p-1"] | title }}: {{ named["p-1"] | about }}',
      'A patient: Not active.',
    ],
    ['link to a page', '{{ named["p-1"] | page }}', 'Patient-p-1.html'],
    ['write a bar in a table', '{{ named.colours.concept[0] | property: "note" | first | cell }}', 'a&#124;b'],
    ['write code in a table', '{{ "<a|b> & c" | code }}', '<code>&lt;a&#124;b&gt; &amp; c</code>'],
    [
      'let an address break after its slashes',
      '{{ "http://a.org/b/c" | code }}',
      '<code>http://a.org/<wbr/>b/<wbr/>c</code>',
    ],
    ['read data, and write it for a shell', '{{ data.cases[0].run | shell }}', `--search 'it'\\''s|a'`],
    ['set French marks', '{{ "Un essai : « oui » !" | french }}', 'Un essai\u00a0: «\u00a0oui\u00a0»\u00a0!'],
    ['write no empty code', '{{ "" | code }}', ''],
    ['may ask for what is absent', '{% if named["p-1"].name %}named{% else %}nameless{% endif %}', 'nameless'],
  ] as const) {
    test(claim, async () => expect(await rendered(text)).toBe(result));
  }

  test('render partials, which make no file', async () => {
    expect(await rendered('{% render "row", id: "p-1" %}', template('_row', '[{{ id }}]'))).toBe('[p-1]');
  });

  test('say where they come from', async () => {
    const { value } = await makeFragments(tinyGuide, [template('a.md', 'text')]);
    expect(value).toEqual([
      {
        file: 'input/includes/a.md',
        text: '<!-- Made by ig pages from input/pages-source/includes/a.md.liquid: edit that. -->\n\ntext',
      },
    ]);
  });

  const file = 'input/pages-source/includes/a.md.liquid';
  for (const [claim, text, finding] of [
    [
      'a name that the guide does not have',
      'x\n{{ named.nobody }}',
      `page-template ${file}:2:4 The template cannot be rendered: undefined variable: named.nobody.`,
    ],
    [
      'an unknown filter',
      '{{ guide | shout }}',
      `page-template ${file}:1:1 The template cannot be rendered: undefined filter: shout.`,
    ],
    [
      'a canonical that nothing answers',
      '{{ "http://x.org/y" | definition }}',
      `page-template ${file}:1:1 The template cannot be rendered: definition: nothing that is loaded has the canonical http://x.org/y.`,
    ],
    [
      'a value set that cannot be listed',
      '{{ "http://example.org/ValueSet/open" | codes }}',
      `page-template ${file}:1:1 The template cannot be rendered: codes: value set http://example.org/ValueSet/open is not loaded.`,
    ],
    [
      'a tag that is left open',
      '{% if guide %}',
      `page-template ${file}:1:1 The template cannot be rendered: tag {% if guide %} not closed.`,
    ],
    [
      'something else than a resource',
      '{{ "text" | page }}',
      `page-template ${file}:1:1 The template cannot be rendered: a resource with resourceType is wanted here.`,
    ],
  ] as const) {
    test(`are refused with their line for ${claim}`, async () => expect(await refused(text)).toEqual([finding]));
  }

  test('a fault in a partial is told of the partial', async () => {
    const sources = [template('a.md', '{% render "row" %}'), template('_row', '\n{{ nobody }}')];
    const { issues } = await makeFragments(tinyGuide, sources);
    expect(issues.map(({ source }) => source)).toEqual([
      { file: 'input/pages-source/includes/_row.liquid', line: 2, column: 4 },
    ]);
  });

  test('one that is faulty does not keep the others from being made', async () => {
    const { value } = await makeFragments(tinyGuide, [template('a.md', '{{ nobody }}'), template('b.md', 'b')]);
    expect(value.map((fragment) => fragment.file)).toEqual(['input/includes/b.md']);
  });
});

describe('freshness', () => {
  const fragment = { file: 'input/includes/a.md', text: 'new' };

  test('what is as it should be is no finding', () => {
    expect(checkFreshness([fragment], new Map([['input/includes/a.md', 'new']]), new Set())).toEqual([]);
  });

  test('a file that differs, and one that is missing, are stale', () => {
    expect(checkFreshness([fragment], new Map([['input/includes/a.md', 'old']]), new Set())).toMatchObject([
      {
        severity: 'error',
        rule: 'page-stale',
        message: expect.stringContaining('is not what'),
        source: { file: 'input/includes/a.md' },
      },
    ]);
    expect(checkFreshness([fragment], new Map(), new Set())).toMatchObject([
      { rule: 'page-stale', message: expect.stringContaining('is missing') },
    ]);
  });

  test('a file whose source is gone is an orphan; one that a person wrote is not', async () => {
    const { value } = await makeFragments(tinyGuide, [template('a.md', 'text')]);
    const files = new Map([
      ...value.map(({ file, text }) => [file, text] as const),
      ['input/includes/b.md', 'by hand'],
    ]);
    expect(checkFreshness([], files, new Set())).toMatchObject([
      { rule: 'page-orphan', source: { file: 'input/includes/a.md' } },
    ]);
    expect(checkFreshness([], files, new Set(['input/pages-source/includes/a.md.liquid']))).toEqual([]);
  });
});
