import { expect, test } from 'vitest';
import { harmless } from '../../.ci/github/harmless.ts';

const most = 10_000;
/** What a reader sees: without the breaks. */
const seen = (markdown: string) => harmless(markdown, most).replaceAll('\u200b', '');

test('tables, lists and folded parts stay', () => {
  const table =
    '## a\n\n| a | b |\n| --- | --- |\n| `x` | **y** |\n\n- one\n\n<details><summary>more</summary>\n\n1\n\n</details>\n';
  expect(harmless(table, most)).toBe(table);
});

for (const [what, markdown, never] of [
  ['mails nobody', 'thanks @everyone and &#64;admin, &#x40;b, &commat;c', /(?:@|&#64;|&#x40;|&commat;)(?!\u200b)/i],
  ['refers to no other request', 'fixes #12, closes &#35;13, GH-14', /#1|&#35;|GH-\d/],
  ['loads no image', '![x](https://t.example/p.png) <img src="//t.example/p.png">', /\]\(|<img|https:/],
  [
    'leads nowhere',
    '[log in](javascript:x) [a]: //t.example\n[b] (x) http://t.example www.t.example',
    /\][([:]|\] \(|http:|www\./,
  ],
  [
    'has no markup',
    '<script>x</script><a href=x>y</a><!-- ig: what this request changes -->',
    /<(?!\/?(?:details|summary)>)/,
  ],
  ['hides nothing', 'a\u202eb\u0000c\u200dd\u001b[31m', /(?!\u200b)[^\P{C}\n\t]/u],
] as const)
  test(`a text that somebody wrote ${what}`, () => expect(harmless(markdown, most)).not.toMatch(never));

test('what is broken up still reads as it was', () => {
  expect(seen('@x #1 https://example.org [a](b)')).toBe('@x #1 https://example.org [a](b)');
  expect(harmless('&#124; &#8203;', most)).toBe('&#124; &#8203;');
});

test('a long text ends at a line, and what it folds ends with it', () => {
  const text = harmless(`<details><summary>x</summary>\n${'row\n'.repeat(5000)}`, 1000);
  expect(text.length).toBeLessThan(1100);
  expect(text).toMatch(/row\n\n\(cut short\)\n<\/details>$/);
});
