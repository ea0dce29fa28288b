import { describe, expect, test } from 'vitest';
import { checkNarrative, narrativePasses } from '../../scripts/validate/narrative/narrative.ts';

const xmlns = 'xmlns="http://www.w3.org/1999/xhtml"';
const inDiv = (content: string) => `<div ${xmlns}>${content}</div>`;
const rulesOf = (div: string) => [...new Set(checkNarrative(div, 'Patient.text.div').map(({ rule }) => rule))];

const valid: Readonly<Record<string, string>> = {
  'plain text': inDiv('Bonjour'),
  'paragraphs and lists': inDiv('<p>One <b>two</b><br/></p><ul><li>a<p>b</p></li></ul><ol><li>c</li></ol>'),
  'a table': inDiv(
    '<table class="grid" border="1"><caption>T</caption><thead><tr><th>a</th></tr></thead><tbody><tr><td colspan="2"><p>b</p></td></tr></tbody></table>',
  ),
  'a definition list': inDiv('<dl><dt>a</dt><dd><ul><li>b</li></ul></dd></dl>'),
  'an image alone': inDiv('<img src="#photo" alt="x"/>'),
  links: inDiv('<a href="https://example.org/a?b=c#d">x</a><a name="here">y</a><a href="mailto:a@b.fr">z</a>'),
  'an inline image': inDiv('<img alt="dot" src="data:image/png;base64,iVBORw0KGgo="/>'),
  'an inline image in lines, with an escape': inDiv('<img alt="x" src="data:image/png;base64,YWJj&#10;YWI%3D"/>'),
  'a link to data that are not in base64': inDiv('<a href="data:text/plain,hello">x</a>'),
  'the entities of XML': inDiv('&lt;&gt;&amp;&quot;&apos;&#233;&#xe9;'),
  'a non-breaking space as content': inDiv('&#160;'),
  languages: `<div ${xmlns} lang="fr" xml:lang="fr">Bonjour</div>`,
  'comments and CDATA': inDiv('<!-- note --><![CDATA[a < b]]>'),
  'a namespace prefix': `<h:div xmlns:h="http://www.w3.org/1999/xhtml">x</h:div>`,
  'an XML declaration': `<?xml version="1.0" encoding="UTF-8"?>${inDiv('x')}`,
};
for (const [name, div] of Object.entries(valid)) {
  test(`valid: ${name}`, () => {
    expect(checkNarrative(div, 'Patient.text.div')).toEqual([]);
    expect(narrativePasses(div)).toBe(true);
  });
}

const invalid: readonly (readonly [string, string, string, RegExp])[] = [
  ['an unclosed element', inDiv('<p>hello'), 'narrative-xhtml', /line 1, column/],
  ['nothing', '', 'narrative-xhtml', /root element/],
  ['no markup', 'hello', 'narrative-xhtml', /not well-formed/],
  ['two roots', `${inDiv('a')}${inDiv('b')}`, 'narrative-xhtml', /not well-formed/],
  ['an attribute without quotes', inDiv('<p class=a>x</p>'), 'narrative-xhtml', /not well-formed/],
  ['an entity of HTML', inDiv('a&nbsp;b'), 'narrative-xhtml', /&nbsp;.*&#160;/],
  ['a DOCTYPE', `<!DOCTYPE html>${inDiv('x')}`, 'narrative-xhtml', /DOCTYPE/],
  ['no namespace', '<div>hello</div>', 'narrative-namespace', /no namespace.*www\.w3\.org/],
  ['a wrong namespace', '<div xmlns="http://example.org">x</div>', 'narrative-namespace', /example\.org/],
  ['a foreign element', inDiv('a<svg xmlns="http://www.w3.org/2000/svg"/>'), 'narrative-namespace', /svg/],
  ['another root', `<p ${xmlns}>x</p>`, 'narrative-element', /<p>.*<div/],
  ['a script', inDiv('<script>1</script>'), 'narrative-element', /<script> \(line 1/],
  ['a form', inDiv('x<form/>'), 'narrative-element', /<form>/],
  ['upper case', inDiv('<P>x</P>'), 'narrative-element', /<P>/],
  ['an event handler', inDiv('<p onclick="x()">y</p>'), 'narrative-attribute', /onclick of <p>.*event handlers/],
  ['an event handler on the root', `<div ${xmlns} onload="x()">y</div>`, 'narrative-attribute', /onload of <div>/],
  ['an unknown attribute', inDiv('<p data-x="1">y</p>'), 'narrative-attribute', /data-x/],
  ['an attribute of another element', inDiv('<p href="x">y</p>'), 'narrative-attribute', /href of <p>/],
  ['white space only', inDiv(' \n\t'), 'narrative-content', /empty \(txt-2\)/],
  ['empty elements only', inDiv('<p><b/></p>'), 'narrative-content', /empty/],
  ['a comment only', inDiv('<!-- x -->'), 'narrative-content', /empty/],
  [
    'a block in a paragraph',
    inDiv('<p>a<table><tr><td>b</td></tr></table></p>'),
    'narrative-structure',
    /<table> cannot stand here/,
  ],
  ['a cell without row', inDiv('<table><td>a</td></table>'), 'narrative-structure', /<td> cannot stand here/],
  ['an item without list', inDiv('<li>a</li>'), 'narrative-structure', /<ul>/],
  ['text between rows', inDiv('<table>x<tr><td>a</td></tr></table>'), 'narrative-structure', /<table> holds text/],
  ['a link in a link', inDiv('<a href="a">b<a href="c">d</a></a>'), 'narrative-structure', /cannot hold another <a>/],
  ['a script link', inDiv('<a href="javascript:x()">y</a>'), 'narrative-link', /runs a script/],
  ['an empty link', inDiv('<a href="">y</a>'), 'narrative-link', /empty/],
  ['a link with a blank', inDiv('<a href="http://a b">y</a>'), 'narrative-link', /' '/],
  ['an image without data', inDiv('<img src="data:image/png"/>'), 'narrative-link', /data:/],
  // The HL7 validator has an error for each of these but the characters of no base64.
  ['an image whose data end', inDiv('<img src="data:image/png;base64,"/>'), 'narrative-link', /no data/],
  ['base64 without padding', inDiv('<img src="data:image/png;base64,YWI"/>'), 'narrative-link', /not base64/],
  ['too little base64', inDiv('<img src="data:image/png;base64,xx"/>'), 'narrative-link', /not base64/],
  ['padding inside', inDiv('<img src="data:image/png;base64,YWI=YWJj"/>'), 'narrative-link', /not base64/],
  ['base64 for URLs', inDiv('<img src="data:image/png;base64,a-b_"/>'), 'narrative-link', /not base64/],
  ['no base64', inDiv('<img src="data:image/png;base64,@@@@"/>'), 'narrative-link', /not base64/],
  [
    'base64 of a type with a parameter',
    inDiv('<img src="data:image/svg+xml;charset=utf-8;base64,xx"/>'),
    'narrative-link',
    /not base64/,
  ],
  ['a link to wrong base64', inDiv('<a href="data:image/png;base64,xx">x</a>'), 'narrative-link', /not base64/],
];
for (const [name, div, rule, message] of invalid) {
  test(`invalid: ${name}`, () => {
    const issues = checkNarrative(div, 'Patient.text.div');
    expect(rulesOf(div)).toEqual([rule]);
    expect(issues[0]).toMatchObject({
      severity: 'error',
      expression: 'Patient.text.div',
      message: expect.stringMatching(message),
    });
    expect(narrativePasses(div)).toBe(false);
  });
}

describe('links within', () => {
  const linked = inDiv('<a href="#x">see</a>');
  test('lead to an id of the narrative', () => {
    const resource = { resourceType: 'Patient' };
    expect(checkNarrative(inDiv('<a href="#x">see</a><p id="x">here</p>'), 'e', { resource })).toEqual([]);
    expect(checkNarrative(inDiv('<a href="#x">see</a><a name="x">here</a>'), 'e', { resource })).toEqual([]);
  });
  test('lead to an element of the resource, or of its Bundle', () => {
    const resource = { resourceType: 'Patient', contained: [{ resourceType: 'Basic', id: 'x' }] };
    expect(checkNarrative(linked, 'e', { resource })).toEqual([]);
    const bundle = { resourceType: 'Bundle', entry: [{ id: 'x' }] };
    expect(checkNarrative(linked, 'e', { resource: { resourceType: 'Patient' }, bundle })).toEqual([]);
  });
  test('are errors when they lead nowhere', () => {
    const issues = checkNarrative(linked, 'e', { resource: { resourceType: 'Patient', id: 'y' } });
    expect(issues).toMatchObject([
      { severity: 'error', rule: 'narrative-link', message: expect.stringContaining("'#x'") },
    ]);
  });
  test('to an id used twice are doubtful', () => {
    expect(checkNarrative(inDiv('<p id="x">a</p><p id="x">b</p>'), 'e')).toMatchObject([
      { severity: 'warning', rule: 'narrative-link' },
    ]);
  });
});

test('the same fault a hundred times is one finding', () => {
  expect(checkNarrative(inDiv('<p>a&nbsp;b</p>'.repeat(100)), 'e')).toHaveLength(1);
  expect(checkNarrative(inDiv('<p onclick="x()">a</p>'.repeat(100)), 'e')).toHaveLength(1);
});

test('hostile markup ends soon', () => {
  const started = performance.now();
  expect(rulesOf(inDiv('<b>'.repeat(5_000)))).toContain('narrative-structure');
  expect(rulesOf(inDiv(`${'<div>'.repeat(600)}x${'</div>'.repeat(600)}`))).toEqual(['narrative-structure']);
  expect(rulesOf(inDiv('x'.repeat(3_000_000)))).toEqual([]);
  expect(rulesOf(inDiv('<p>'.repeat(100_000)))).toEqual(['narrative-structure']);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('links that all lead nowhere look through a large resource once', () => {
  const resource = { resourceType: 'Basic', extension: Array.from({ length: 20_000 }, (_, i) => ({ id: `e${i}` })) };
  const links = Array.from({ length: 5_000 }, (_, i) => `<a href="#x${i}">y</a>`).join('');
  const started = performance.now();
  expect(checkNarrative(inDiv(links), 'e', { resource })).toHaveLength(5_000);
  expect(performance.now() - started).toBeLessThan(2_000);
});
