import { type MessageRule, part } from './message-rule.ts';

const code = 'structure';
const rule = 'fsh-syntax';

/** What the parser and the importer say of FSH that is not well formed: https://hl7.org/fhir/uv/shorthand/reference.html */
export const syntaxMessages: readonly MessageRule[] = [
  {
    pattern: /^extraneous input '([\s\S]*)' expecting /,
    rule,
    code,
    text: (match) => `Unexpected ${quoted(part(match))}: it neither continues the rule before it nor starts a new one.`,
    remedy: (match) =>
      part(match).includes('"')
        ? 'Check that each text is closed by a quotation mark, and that a quotation mark inside a text is written \\".'
        : 'Complete the rule before it; each rule begins with "* " on a line of its own, each item with its keyword and a colon.',
  },
  {
    pattern: /^mismatched input '([\s\S]*)' expecting ([\s\S]+)$/,
    rule,
    code,
    text: (match) => `Found ${quoted(part(match))} where ${tokens(part(match, 2))} should stand.`,
    remedy: (match) =>
      isKeyword(part(match))
        ? `A keyword ends with a colon: "${part(match).trim()}:".`
        : 'Complete the line, or take out what does not belong there.',
  },
  {
    pattern: /^no viable alternative at input '([\s\S]*)'$/,
    rule,
    code,
    text: (match) => `This cannot be read as FSH, up to ${quoted(lastLine(part(match)))}.`,
    remedy: 'Check the path, the operator (=, from, only, contains, obeys, ^) and the spaces around it.',
  },
  {
    pattern: /^missing ([\s\S]+) at '([\s\S]*)'$/,
    rule,
    code,
    text: (match) => `${tokens(part(match))} is missing before ${quoted(part(match, 2))}.`,
    remedy: 'Put it in.',
  },
  {
    pattern: /^token recognition error at: '([\s\S]*)'/,
    rule,
    code,
    text: (match) => `The characters ${quoted(part(match))} have no meaning here.`,
    remedy: 'Take them out, or put them in quotation marks when they are part of a text.',
  },
  { pattern: /must include at least one space|^Rules must start with a '\*'/, rule, code },
  { pattern: /keyword is no longer supported|to list (references|items) is no longer supported/, rule, code },
  { pattern: /^Flags are not allowed on 'only' rules/, rule, code },
  {
    pattern: /^Error processing path due to unmatched brackets/,
    rule,
    code,
    remedy: 'Close each [ of the path with a ].',
  },
  { pattern: /^Error in parsing: /, rule, code, remedy: 'Check this item against the FSH language reference.' },
  { pattern: /^Unsupported rule: /, rule, code, remedy: 'Items of this kind have no such rule: take it out.' },
  {
    pattern: /^Metadata field '(\w+)' already declared/,
    rule: 'keyword-repeated',
    code: 'duplicate',
    remedy: 'Keep one of the two lines.',
  },
  {
    pattern: /^Metadata field (\w+) required when declaring (\w+) (\S+)\./,
    rule: 'keyword-missing',
    code: 'required',
    remedy: (match) => `Add a line "${part(match)}: …" under "${part(match, 2)}: ${part(match, 3)}".`,
  },
  {
    pattern: /indent|left-aligned/,
    rule: 'fsh-indentation',
    code,
    remedy: 'Indent by two spaces below a rule that has a path, or not at all.',
  },
  { pattern: /^The special '\.' path/, rule: 'fsh-indentation', code, remedy: 'Move the rule to the left margin.' },
  {
    pattern: /soft.?index/i,
    rule: 'soft-index',
    code,
    remedy: 'Begin a list with [+], and use [=] for further rules on the same item.',
  },
  {
    pattern: /^Neither side of the cardinality/,
    rule: 'cardinality-invalid',
    code,
    remedy: 'Write for instance 0..1, 1.. or ..1.',
  },
  {
    pattern: /cardinality attribute in AddElementRule|'short' attribute in AddElementRule/,
    rule: 'element-incomplete',
    code: 'required',
    remedy: 'Write it as: * name 0..1 Type "Short description".',
  },
  { pattern: /^Invalid Usage\./, rule: 'usage-invalid', code: 'value' },
  {
    pattern: /^Do not specify a system for/,
    rule: 'code-invalid',
    code: 'value',
    remedy: 'Write the code with # alone.',
  },
];

/** The parser's names of tokens, as one writes them. */
function tokens(text: string): string {
  const names = text.replace(/^\{|\}$/g, '').split(/,\s*/);
  if (names.includes('KW_PROFILE') && names.includes('KW_ALIAS')) return 'an item such as "Profile:" or "Instance:"';
  const [first = '', ...rest] = [...new Set(names.map(toWritten))];
  if (rest.length === 0) return first;
  return rest.length > 3
    ? `${[first, ...rest.slice(0, 3)].join(', ')} or the like`
    : `${[first, ...rest.slice(0, -1)].join(', ')} or ${rest.at(-1)}`;
}

function toWritten(name: string): string {
  const keyword = /^KW_(\w+)$/.exec(name)?.[1];
  if (keyword === undefined) return tokenNames[name] ?? name;
  return keywords.find((written) => written.toUpperCase() === keyword) ?? `"${keyword.toLowerCase()}"`;
}

function isKeyword(text: string): boolean {
  return keywords.includes(text.trim());
}

const keywords: readonly string[] = (
  'Alias Profile Extension Instance InstanceOf Invariant ValueSet CodeSystem RuleSet Mapping Logical Resource Parent ' +
  'Id Title Description Expression XPath Severity Usage Source Target Context Characteristics'
).split(' ');

const tokenNames: Readonly<Record<string, string>> = {
  '<EOF>': 'the end of the file',
  SEQUENCE: 'a name',
  STRING: 'a text in quotation marks',
  MULTILINE_STRING: 'a text in triple quotation marks',
  CODE: 'a code with #',
  CARET_SEQUENCE: 'a path that begins with ^',
  STAR: 'a rule',
  NUMBER: 'a number',
  UNIT: 'a unit in single quotation marks',
  BRACKETED_PARAM: 'a value',
  LAST_BRACKETED_PARAM: 'a value',
  PLAIN_PARAM: 'a value',
  LAST_PLAIN_PARAM: 'the last value and a closing parenthesis',
};

function quoted(text: string): string {
  if (text === '<EOF>') return 'the end of the file';
  const oneLine = text.replace(/\\n|\s+/g, ' ').trim();
  return `'${oneLine.length > 80 ? `…${oneLine.slice(-79)}` : oneLine}'`;
}

function lastLine(text: string): string {
  return (
    text
      .split(/\n|\\n/)
      .filter((line) => line.trim() !== '')
      .at(-1) ?? text
  );
}
