import { atObject, type Families, type Json } from '../subject.ts';

const div = (content: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;

const narratives: Readonly<Record<string, readonly string[]>> = {
  'narrative-empty': [
    div(''),
    div(' '),
    div('&#160;'),
    div('<p/>'),
    div('<p> </p>'),
    div('<img src="x.png" alt="x"/>'),
    div('<br/>'),
    '',
  ],
  'narrative-no-namespace': [
    '<div>text</div>',
    '<div xmlns="http://www.w3.org/1999/html">x</div>',
    '<div xmlns="">x</div>',
    '<h:div xmlns:h="http://www.w3.org/1999/xhtml">x</h:div>',
  ],
  'narrative-not-wellformed': [
    div('<p>x'),
    div('<b>x</i>'),
    div('a & b'),
    div('a < b'),
    'x',
    '<div',
    div('&nope;'),
    div('&nbsp;x'),
    `${div('x')} after`,
    div('<p id=x>y</p>'),
    div('&amp;ok'),
    `<?xml version="1.0"?>${div('x')}`,
    div('<!-- comment -->x'),
    div('<![CDATA[x]]>'),
  ],
  'narrative-element': [
    div('<script>x</script>'),
    div('<form>x</form>'),
    div('<iframe src="x"/>'),
    div('<object>x</object>'),
    div('<video/>x'),
    div('<section>x</section>'),
    div('<u>x</u>'),
    div('<font color="red">x</font>'),
    div('<center>x</center>'),
    div('<svg/>x'),
    div('<style>p {}</style>x'),
    div('<input/>x'),
    div('<DIV>x</DIV>'),
    div('<head/>x'),
    '<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
    '<span xmlns="http://www.w3.org/1999/xhtml">x</span>',
    div('<label>x</label>'),
    div('<button>x</button>'),
    div('<q>x</q>'),
    div('<strike>x</strike>'),
    div('<dl><dt>a</dt><dd>b</dd></dl>'),
    div('<kbd>x</kbd>'),
    div('<ins>x</ins>'),
  ],
  'narrative-attribute': [
    div('<p onclick="x()">y</p>'),
    div('<p class="a" style="color:red" title="t" lang="fr" xml:lang="fr" dir="ltr" id="p1">y</p>'),
    div('<a href="javascript:x()">y</a>'),
    div('<a href="http://example.org" target="_blank">y</a>'),
    div('<a name="n">y</a>'),
    div('<img src="x.png"/>y'),
    div('<img src="data:image/png;base64,xx" alt="a" width="1" height="2"/>y'),
    div('<td colspan="2">x</td>'),
    div(
      '<table border="1" cellpadding="2" summary="s" width="1"><tr valign="top" align="left"><td bgcolor="x" nowrap="1">y</td></tr></table>',
    ),
    div('<p data-x="y">z</p>'),
    div('<ol type="a" start="2"><li value="3">x</li></ol>'),
    div('<img src="#nowhere" alt="x"/>y'),
    div('<a href="#nowhere">y</a>'),
    div('<a href="#p1">y</a><p id="p1">z</p>'),
    div('<p id="a b">z</p>'),
    div('<p id="d">z</p><p id="d">z</p>'),
    div('<p align="center">x</p>'),
    div('<blockquote cite="x">y</blockquote>'),
    div('<br clear="all"/>x'),
    '<div xmlns="http://www.w3.org/1999/xhtml" class="x" lang="fr">y</div>',
  ],
  'narrative-structure': [
    div('<table><td>x</td></table>'),
    div('<ul>text</ul>'),
    div('<li>x</li>'),
    div('<p><p>x</p></p>'),
    div('<p><div>x</div></p>'),
    div('<tr><td>x</td></tr>'),
    div('<ul><p>x</p></ul>'),
    div('<table>text</table>'),
    div('<b><p>x</p></b>'),
    div('<a href="x"><a href="y">z</a></a>'),
    div('<h1><table><tr><td>x</td></tr></table></h1>'),
    div('<p><ul><li>x</li></ul></p>'),
    div('<p><table><tr><td>x</td></tr></table></p>'),
    div('<tbody><tr><td>x</td></tr></tbody>'),
    div('<span><div>x</div></span>'),
  ],
};

const narrativeFamilies: Families = Object.fromEntries(
  Object.entries(narratives).map(([name, divs]) => [
    name,
    atObject(
      ({ rules }) => rules.resource && rules.elements.has('text'),
      (object, _, random) => {
        object.text = { status: 'generated', div: random.pick(divs) };
        return true;
      },
    ),
  ]),
);

const cut = (text: string, at: number) => text.slice(0, at);

/** How the JSON text itself is written, and the narrative in it. */
export const textFamilies: Families = {
  ...narrativeFamilies,
  'narrative-parts': atObject(
    ({ rules }) => rules.resource && rules.elements.has('text'),
    (object, _, random) => {
      object.text = random.pick<unknown>([
        { status: 'generated' },
        { div: div('x') },
        { status: 'wrong', div: div('x') },
        { status: 'empty', div: div('x') },
        { status: 'generated', div: 12 },
        { status: 'generated', div: div('x'), extra: 1 },
        { status: 'generated', div: [div('x')] },
        'x',
        { status: 'generated', div: div('x'), _div: { id: 'x' } },
      ]);
      return true;
    },
  ),
  'narrative-removed': atObject(
    ({ object }) => object.text !== undefined && typeof object.resourceType === 'string',
    (object) => delete object.text,
  ),
  'json-duplicate-key': ({ resource, objects }, random) => {
    const place = random.pick(objects.filter(({ object }) => Object.keys(object).length > 0));
    const key = random.pick(Object.keys(place.object));
    const mark = '"@@twice@@":0';
    const value = place.object[key];
    place.object['@@twice@@'] = 0;
    const text = JSON.stringify(resource).replace(mark, () => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
    return { where: place.path, text };
  },
  'json-syntax': ({ resource }, random) => {
    const text = JSON.stringify(resource, null, 1);
    const at = random.below(text.length);
    const changed = random.pick([
      () => cut(text, at),
      () => text.replace('",', '"'),
      () => text.replace('{', ''),
      () => `${text}}`,
      () => `${text} x`,
      () => text.replaceAll('"', "'"),
      () => text.replace(': "', ': '),
      () => `[${text}]`,
      () => '',
      () => '[]',
      () => '"x"',
      () => text.slice(0, at) + text.slice(at + 1),
    ])();
    return { where: String(resource.resourceType), text: changed };
  },
  'json-lenient': ({ resource }, random) => {
    const text = JSON.stringify(resource, null, 1);
    const changed = random.pick([
      () => text.replace(/\n\}$/, ',\n}'),
      () => text.replace(/\n *\]/, ',$&'),
      () => text.replace('{', '{ /* comment */'),
      () => text.replace('{', '{ // comment\n'),
      () => `\ufeff${text}`,
      () => text.replace(/"(\w+)": /, '$1: '),
      () => text.replaceAll('\n', '\r\n\t'),
      () => text.replace(/"id": "(\w)/, '"id": "\\u0041$1'),
      () => `${text}\n\n`,
    ])();
    return { where: String(resource.resourceType), text: changed };
  },
  'json-number': ({ resource, values }, random) => {
    const numbers = values.filter(({ property }) => property.format?.json === 'number');
    if (numbers.length === 0) return undefined;
    const place = random.pick(numbers);
    (place.holder as Json)[place.key] = '@@number@@';
    const numeral = random.pick([
      '1.0',
      '1.00',
      '01',
      '1e3',
      '1E-3',
      '-0',
      '1.',
      '.5',
      '1e400',
      '12345678901234567890',
      '0.1234567890123456789012',
      '+1',
      '1.5e2',
      '-1',
      '1e2.5',
      'NaN',
      '0x1',
      '0.0',
      '1.50000',
    ]);
    return { where: place.path, text: JSON.stringify(resource).replace('"@@number@@"', numeral) };
  },
};
