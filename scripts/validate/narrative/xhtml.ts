/**
 * The part of XHTML that a narrative may use.
 * @see https://hl7.org/fhir/R4/narrative.html#xhtml
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml';

/** Deeper nesting is refused: it serves no reader, only whoever wants to exhaust a parser. */
export const MAX_DEPTH = 500;

/** Chapters 7 to 11 (except section 4 of chapter 9) and 15 of HTML 4.0, links and images. */
const elements: ReadonlySet<string> = new Set(
  words(`
    a abbr acronym address area b bdo big blockquote br caption cite code col colgroup dd dfn div dl dt em
    h1 h2 h3 h4 h5 h6 hr i img kbd li map ol p pre q samp small span strong sub sup table tbody td tfoot th thead
    tr tt ul var
  `),
);

const globalAttributes: ReadonlySet<string> = new Set(
  words(`
    title style class id lang xml:lang xml:space dir accesskey tabindex
    span width align valign char charoff abbr axis headers scope rowspan colspan
  `),
);

const elementAttributes: ReadonlyMap<string, readonly string[]> = new Map([
  ['a', words('charset coords href hreflang name rel rev shape type')],
  ['area', words('alt coords href nohref shape')],
  ['blockquote', ['cite']],
  ['img', words('alt border height ismap longdesc src usemap width')],
  ['map', ['name']],
  ['pre', ['space']],
  ['q', ['cite']],
  ['table', words('border cellpadding cellspacing frame rules summary width')],
  ['td', ['nowrap']],
]);

export function isAllowedElement(name: string): boolean {
  return elements.has(name);
}

/** @param attribute as written, with its prefix */
export function isAllowedAttribute(element: string, attribute: string): boolean {
  return (
    globalAttributes.has(attribute) ||
    attribute.startsWith('xmlns') ||
    elementAttributes.get(element)?.includes(attribute) === true
  );
}

/** Elements that hold running text, and so no block. */
const textElements: ReadonlySet<string> = new Set(
  words(`
    a abbr acronym address b bdo big caption cite code dfn dt em h1 h2 h3 h4 h5 h6 i kbd p pre q samp small span
    strong sub sup tt var
  `),
);
const blocks: ReadonlySet<string> = new Set(words('div ol pre table ul'));
const notInParagraph: ReadonlySet<string> = new Set(words('blockquote div ol p table ul'));
/** Elements that may not hold another of their own kind. */
const notInItself: ReadonlySet<string> = new Set(
  words('a abbr acronym b bdo big cite code dfn em i kbd q samp small strong sub sup tt var'),
);

const onlyChildren: ReadonlyMap<string, readonly string[]> = new Map([
  ['dl', words('dd dt')],
  ['map', ['area']],
  ['ol', ['li']],
  ['table', words('caption col colgroup tbody tfoot thead tr')],
  ['tbody', ['tr']],
  ['tfoot', ['tr']],
  ['thead', ['tr']],
  ['tr', words('td th')],
  ['ul', ['li']],
  ['area', []],
  ['br', []],
  ['hr', []],
  ['img', []],
]);

const onlyParents: ReadonlyMap<string, readonly string[]> = new Map([
  ['caption', ['table']],
  ['col', words('colgroup table')],
  ['colgroup', ['table']],
  ['dd', ['dl']],
  ['dt', ['dl']],
  ['li', words('ol ul')],
  ['tbody', ['table']],
  ['td', ['tr']],
  ['tfoot', ['table']],
  ['th', ['tr']],
  ['thead', ['table']],
  ['tr', words('table tbody tfoot thead')],
]);

/** Whether an element may hold text of its own that is more than white space. */
export function mayHoldText(element: string): boolean {
  return !onlyChildren.has(element);
}

/**
 * Says why an element may not stand where it does; undefined when it may.
 * @param ancestors names of the open elements, the root first
 * @see https://www.w3.org/TR/xhtml1/dtds.html
 */
export function misplacement(element: string, ancestors: readonly string[]): string | undefined {
  const parent = ancestors.at(-1) ?? '';
  const children = onlyChildren.get(parent);
  if (children !== undefined && !children.includes(element)) {
    return children.length === 0
      ? `<${parent}> must be empty`
      : `<${parent}> may hold only ${children.map((name) => `<${name}>`).join(', ')}`;
  }
  const parents = onlyParents.get(element);
  if (parents !== undefined && !parents.includes(parent)) {
    return `it belongs in ${parents.map((name) => `<${name}>`).join(' or ')}, not in <${parent}>`;
  }
  if (notInParagraph.has(element) && ancestors.includes('p')) return 'a paragraph <p> cannot hold a block';
  if (notInItself.has(element) && ancestors.includes(element)) return `<${element}> cannot hold another <${element}>`;
  const holder = blocks.has(element) ? ancestors.find((name) => textElements.has(name)) : undefined;
  return holder === undefined ? undefined : `<${holder}> holds running text and cannot hold a block`;
}
