import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { drawSequence } from '../../scripts/pages/sequence/draw.ts';
import { parseSequence } from '../../scripts/pages/sequence/parse.ts';
import { widthOf, wrap } from '../../scripts/pages/sequence/text.ts';

const head = ['sequenceDiagram', 'accTitle: A flow', 'accDescr: Two take part.', 'participant A as One', 'actor B'];
const diagram = (...lines: string[]) => [...head, ...lines].join('\n');

function svg(...lines: string[]): string {
  const { value, issues } = parseSequence(diagram(...lines), 'flow.mmd');
  expect(issues).toEqual([]);
  if (value === undefined) throw new Error('The diagram has no value.');
  return drawSequence(value);
}

function refusal(text: string): string[] {
  return parseSequence(text, 'flow.mmd').issues.map(
    ({ source, message }) => `${source?.file}:${source?.line} ${message}`,
  );
}

const everything = svg(
  '%% a comment',
  'A->>B: asks <x> & waits',
  'B-->>A: answers',
  'A->>A: thinks',
  'Note over A,B: they know each other',
  'alt all is well',
  'A->>B: thanks',
  'opt more',
  'B->>A: one more',
  'end',
  'else it is not',
  'B-->>A: refuses with a text that is so long that it cannot stand on one line of a telephone',
  'end',
);

describe('a sequence diagram', () => {
  test('is well-formed', () => {
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => {
      throw error;
    });
    expect(() => parser.write(everything).close()).not.toThrow();
  });

  test('is the same each time', () => {
    expect(svg('A->>B: asks')).toBe(svg('A->>B: asks'));
  });

  test('says in words, to whoever cannot see it, everything that it shows', () => {
    expect(everything).toMatch(/role="img" aria-labelledby="sequence-a-flow-title sequence-a-flow-desc"/);
    expect(everything).toContain('<title id="sequence-a-flow-title">A flow</title>');
    const description = /<desc[^>]*>(.*)<\/desc>/.exec(everything)?.[1];
    expect(description).toMatch(
      /^Two take part\. One → B : asks &lt;x&gt; &amp; waits\. B → One : answers\. One → One : thinks\. they know each other\. \[all is well\] One → B : thanks\. \[more\] B → One : one more\. \[it is not\] B → One : refuses/,
    );
  });

  test('keeps every text within the width of a phone', () => {
    for (const [, x, anchor, text] of everything.matchAll(
      /<text x="([\d.]+)" y="[\d.]+" text-anchor="(\w+)"[^>]*>([^<]*)</g,
    )) {
      const width = widthOf(`${text}`, 12);
      const left = anchor === 'middle' ? Number(x) - width / 2 : Number(x);
      expect(left, text).toBeGreaterThanOrEqual(0);
      expect(left + width, text).toBeLessThanOrEqual(360);
    }
  });

  test('breaks lines at spaces, but not at those that must not break', () => {
    expect(wrap('aaa bbb', 20, 12)).toEqual(['aaa', 'bbb']);
    expect(wrap('aaa\u00a0bbb', 20, 12)).toEqual(['aaa\u00a0bbb']);
  });

  for (const [claim, text, finding] of [
    ['another kind of diagram', 'graph TD', 'flow.mmd:1 A diagram begins with the line: sequenceDiagram'],
    ['an unknown statement', diagram('loop forever'), 'flow.mmd:6 "loop forever" is not drawn here.'],
    ['an unknown participant', diagram('A->>C: hello'), 'flow.mmd:6 No participant C is declared above this line.'],
    ['an end too many', diagram('end'), 'flow.mmd:6 This end belongs to no alt or opt.'],
    ['an else without alt', diagram('else x'), 'flow.mmd:6 This else belongs to no alt or opt.'],
    ['an alternative without end', diagram('alt x'), 'flow.mmd:6 The alternative of line 6 has no end.'],
    [
      'a diagram without words',
      'sequenceDiagram\nparticipant A\nparticipant B',
      'flow.mmd:3 Whoever cannot see the diagram needs accTitle: and accDescr: here.',
    ],
    ['a single participant', head.slice(0, 4).join('\n'), 'flow.mmd:4 A sequence takes at least two participants.'],
    ['nothing', '', 'flow.mmd:1 Whoever cannot see the diagram needs accTitle: and accDescr: here.'],
  ] as const) {
    test(`is refused with its line: ${claim}`, () => {
      expect(refusal(text)).toEqual([expect.stringContaining(finding)]);
    });
  }
});
