import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { antlrOfSushi, fshLexer } from '../../scripts/compile/sushi/fsh-grammar.ts';
import { openGrammar, tokensOf } from './tokens.ts';

let grammar: IGrammar;
beforeAll(async () => {
  grammar = await openGrammar();
});

/** What is no white space, each with its narrowest scope. */
function scopesOf(text: string): string[] {
  return tokensOf(grammar, text)
    .filter((token) => token.text.trim() !== '')
    .map(({ text: said, scopes }) => `${said.trim()}  ${scopes.at(-1)?.replace(/\.fsh$/, '')}`);
}

describe('each construct of the language', () => {
  const cases: readonly [what: string, text: string, ...expected: string[]][] = [
    [
      'the declaration of a profile',
      'Profile: Poids',
      'Profile  keyword.declaration.definition',
      ':  punctuation.separator.key-value',
      'Poids  entity.name.type',
    ],
    [
      'white space before the colon',
      'Instance : exemple',
      'Instance  keyword.declaration.instance',
      ':  punctuation.separator.key-value',
      'exemple  entity.name.type.instance',
    ],
    ['a keyword that sticks to what follows, and so is none', 'Profile:Poids', 'Profile:Poids  source'],
    [
      'metadata',
      'Parent: Observation\nId: poids\nTitle: "Poids"',
      'Parent  keyword.other.metadata',
      ':  punctuation.separator.key-value',
      'Observation  entity.other.inherited-class',
      'Id  keyword.other.metadata',
      ':  punctuation.separator.key-value',
      'poids  constant.other.id',
      'Title  keyword.other.metadata',
      ':  punctuation.separator.key-value',
      '"  punctuation.definition.string.begin',
      'Poids  string.quoted.double',
      '"  punctuation.definition.string.end',
    ],
    [
      'an alias and its URL, whose slashes are no comment',
      'Alias: $LNC = http://loinc.org // LOINC',
      'Alias  keyword.declaration.alias',
      ':  punctuation.separator.key-value',
      '$LNC  entity.name.constant.alias',
      '=  keyword.operator.assignment',
      'http://loinc.org  markup.underline.link',
      '//  punctuation.definition.comment',
      'LOINC  comment.line.double-slash',
    ],
    [
      'cardinality and flags, on a path with slices, a choice and indices',
      '* component[systolic].value[x] 1..1 MS ?!',
      '*  keyword.operator.rule',
      'component  variable.other.property',
      '[  punctuation.section.brackets.begin',
      'systolic  entity.name.label.slice',
      ']  punctuation.section.brackets.end',
      '.  punctuation.separator.path',
      'value  variable.other.property',
      '[  punctuation.section.brackets.begin',
      'x  variable.other.property.choice',
      ']  punctuation.section.brackets.end',
      '1..1  constant.numeric.cardinality',
      'MS  storage.modifier.flag',
      '?!  storage.modifier.flag',
    ],
    [
      'indices',
      '  * name[+].given[0] = "A"',
      '*  keyword.operator.rule',
      'name  variable.other.property',
      '[  punctuation.section.brackets.begin',
      '+  keyword.operator.index',
      ']  punctuation.section.brackets.end',
      '.  punctuation.separator.path',
      'given  variable.other.property',
      '[  punctuation.section.brackets.begin',
      '0  constant.numeric.index',
      ']  punctuation.section.brackets.end',
      '=  keyword.operator.assignment',
      '"  punctuation.definition.string.begin',
      'A  string.quoted.double',
      '"  punctuation.definition.string.end',
    ],
    [
      'one-sided cardinalities',
      '* a 1..\n* b ..*',
      '*  keyword.operator.rule',
      'a  variable.other.property',
      '1..  constant.numeric.cardinality',
      '*  keyword.operator.rule',
      'b  variable.other.property',
      '..*  constant.numeric.cardinality',
    ],
    [
      'a caret path, with and without a path before it',
      '* ^status = #draft\n* code ^short = "x"',
      '*  keyword.operator.rule',
      '^  keyword.operator.caret',
      'status  variable.other.property',
      '=  keyword.operator.assignment',
      '#  punctuation.separator.code',
      'draft  constant.other.code',
      '*  keyword.operator.rule',
      'code  variable.other.property',
      '^  keyword.operator.caret',
      'short  variable.other.property',
      '=  keyword.operator.assignment',
      '"  punctuation.definition.string.begin',
      'x  string.quoted.double',
      '"  punctuation.definition.string.end',
    ],
    [
      'a code with its system and display',
      '* code = $LNC|2.77#8480-6 "Systolic"',
      '*  keyword.operator.rule',
      'code  variable.other.property',
      '=  keyword.operator.assignment',
      '$LNC|2.77  entity.name.namespace.system',
      '#  punctuation.separator.code',
      '8480-6  constant.other.code',
      '"  punctuation.definition.string.begin',
      'Systolic  string.quoted.double',
      '"  punctuation.definition.string.end',
    ],
    [
      'a code with spaces',
      '* #"two words" "Display"',
      '*  keyword.operator.rule',
      '#  punctuation.separator.code',
      '"two words"  constant.other.code.quoted',
      '"  punctuation.definition.string.begin',
      'Display  string.quoted.double',
      '"  punctuation.definition.string.end',
    ],
    [
      'a binding with its strength',
      '* code from http://example.org/vs (required)',
      '*  keyword.operator.rule',
      'code  variable.other.property',
      'from  keyword.control',
      'http://example.org/vs  markup.underline.link',
      '(  punctuation.section.parens.begin',
      'required  storage.modifier.strength',
      ')  punctuation.section.parens.end',
    ],
    [
      'slices',
      '* extension contains Age named age 0..1 MS and\n    sexe 1..1',
      '*  keyword.operator.rule',
      'extension  variable.other.property',
      'contains  keyword.control',
      'Age  entity.name.label.slice',
      'named  keyword.control',
      'age  entity.name.label.slice',
      '0..1  constant.numeric.cardinality',
      'MS  storage.modifier.flag',
      'and  keyword.control',
      'sexe  meta.rule',
      '1..1  constant.numeric.cardinality',
    ],
    [
      'types and references',
      '* value[x] only Quantity or Reference(Patient or Group)',
      '*  keyword.operator.rule',
      'value  variable.other.property',
      '[  punctuation.section.brackets.begin',
      'x  variable.other.property.choice',
      ']  punctuation.section.brackets.end',
      'only  keyword.control',
      'Quantity  entity.name.type',
      'or  keyword.control',
      'Reference  support.function',
      '(  punctuation.section.parens.begin',
      'Patient  entity.name.type',
      'or  keyword.control',
      'Group  entity.name.type',
      ')  punctuation.section.parens.end',
    ],
    [
      'a canonical with its version',
      '* a = Canonical(Poids|1.0)',
      '*  keyword.operator.rule',
      'a  variable.other.property',
      '=  keyword.operator.assignment',
      'Canonical  support.function',
      '(  punctuation.section.parens.begin',
      'Poids  entity.name.type',
      '|  punctuation.separator.version',
      '1.0  entity.name.type',
      ')  punctuation.section.parens.end',
    ],
    [
      'invariants, with and without a path',
      '* obeys inv-1\n* value[x] obeys inv-2',
      '*  keyword.operator.rule',
      'obeys  keyword.control',
      'inv-1  entity.name.function.invariant',
      '*  keyword.operator.rule',
      'value  variable.other.property',
      '[  punctuation.section.brackets.begin',
      'x  variable.other.property.choice',
      ']  punctuation.section.brackets.end',
      'obeys  keyword.control',
      'inv-2  entity.name.function.invariant',
    ],
    [
      'a quantity, a ratio and an exact value',
      "* a = 120.5 'mm[Hg]' : 2 'g' (exactly)",
      '*  keyword.operator.rule',
      'a  variable.other.property',
      '=  keyword.operator.assignment',
      '120.5  constant.numeric',
      "'  punctuation.definition.string.begin",
      'mm[Hg]  string.quoted.single.unit',
      "'  punctuation.definition.string.end",
      ':  keyword.operator.ratio',
      '2  constant.numeric',
      "'  punctuation.definition.string.begin",
      'g  string.quoted.single.unit',
      "'  punctuation.definition.string.end",
      '(  punctuation.section.parens.begin',
      'exactly  storage.modifier.strength',
      ')  punctuation.section.parens.end',
    ],
    [
      'dates, times and booleans',
      '* a = 2026-11-30T10:00:00.5+01:00\n* b = 10:30:00\n* c = true',
      '*  keyword.operator.rule',
      'a  variable.other.property',
      '=  keyword.operator.assignment',
      '2026-11-30T10:00:00.5+01:00  constant.other.datetime',
      '*  keyword.operator.rule',
      'b  variable.other.property',
      '=  keyword.operator.assignment',
      '10:30:00  constant.other.time',
      '*  keyword.operator.rule',
      'c  variable.other.property',
      '=  keyword.operator.assignment',
      'true  constant.language.boolean',
    ],
    [
      'a value set of a filter with a regex',
      '* include codes from system $LNC where display regex /a b\\/c/',
      '*  keyword.operator.rule',
      'include  keyword.control',
      'codes  keyword.control',
      'from  keyword.control',
      'system  keyword.control',
      '$LNC  variable.other.constant.alias',
      'where  keyword.control',
      'display regex  meta.rule',
      '/  punctuation.definition.string.begin',
      'a b\\/c  string.regexp',
      '/  punctuation.definition.string.end',
    ],
    [
      'the words of value sets as elements',
      '* system 1..1\n* include = "x"',
      '*  keyword.operator.rule',
      'system  variable.other.property',
      '1..1  constant.numeric.cardinality',
      '*  keyword.operator.rule',
      'include  variable.other.property',
      '=  keyword.operator.assignment',
      '"  punctuation.definition.string.begin',
      'x  string.quoted.double',
      '"  punctuation.definition.string.end',
    ],
    [
      'a mapping',
      '* code -> "OBX-3" #text',
      '*  keyword.operator.rule',
      'code  variable.other.property',
      '->  keyword.operator.mapping',
      '"  punctuation.definition.string.begin',
      'OBX-3  string.quoted.double',
      '"  punctuation.definition.string.end',
      '#  punctuation.separator.code',
      'text  constant.other.code',
    ],
    [
      'the insertion of a RuleSet',
      '* insert Commun\n* code',
      '*  keyword.operator.rule',
      'insert  keyword.control.insert',
      'Commun  entity.name.function.ruleset',
      '*  keyword.operator.rule',
      'code  variable.other.property',
    ],
    [
      'its parameters, plain, with escapes and bracketed',
      '* insert Texte(a b, c\\,d, [[e, f) "g"]])',
      '*  keyword.operator.rule',
      'insert  keyword.control.insert',
      'Texte  entity.name.function.ruleset',
      '(  punctuation.section.arguments.begin',
      'a b  string.unquoted.argument',
      ',  punctuation.separator.argument',
      'c  string.unquoted.argument',
      '\\,  constant.character.escape',
      'd  string.unquoted.argument',
      ',  punctuation.separator.argument',
      '[[  punctuation.definition.string.begin',
      'e, f) "g"  string.unquoted.argument.bracketed',
      ']]  punctuation.definition.string.end',
      ')  punctuation.section.arguments.end',
    ],
    [
      'a RuleSet with parameters, which stand in strings and paths too; the next entity has none',
      'RuleSet: Nom(famille, chemin)\n* {chemin} = "M. {famille}"\n\nInstance: i\n* text = "{famille}"',
      'RuleSet  keyword.declaration.ruleset',
      ':  punctuation.separator.key-value',
      'Nom  entity.name.function.ruleset',
      '(  punctuation.section.parameters.begin',
      'famille  variable.parameter',
      ',  punctuation.separator.parameter',
      'chemin  variable.parameter',
      ')  punctuation.section.parameters.end',
      '*  keyword.operator.rule',
      '{  punctuation.definition.substitution.begin',
      'chemin  variable.parameter',
      '}  punctuation.definition.substitution.end',
      '=  keyword.operator.assignment',
      '"  punctuation.definition.string.begin',
      'M.  string.quoted.double',
      '{  punctuation.definition.substitution.begin',
      'famille  variable.parameter',
      '}  punctuation.definition.substitution.end',
      '"  punctuation.definition.string.end',
      'Instance  keyword.declaration.instance',
      ':  punctuation.separator.key-value',
      'i  entity.name.type.instance',
      '*  keyword.operator.rule',
      'text  variable.other.property',
      '=  keyword.operator.assignment',
      '"  punctuation.definition.string.begin',
      '{famille}  string.quoted.double',
      '"  punctuation.definition.string.end',
    ],
    [
      'a string of several lines, in which nothing is FSH',
      'Description: """\n* code 1..1\nProfile: X "quoted" // no comment\n""""\n* code',
      'Description  keyword.other.metadata',
      ':  punctuation.separator.key-value',
      '"""  punctuation.definition.string.begin',
      '* code 1..1  string.quoted.triple',
      'Profile: X "quoted" // no comment  string.quoted.triple',
      '"  string.quoted.triple',
      '"""  punctuation.definition.string.end',
      '*  keyword.operator.rule',
      'code  variable.other.property',
    ],
    [
      'escapes',
      String.raw`Title: "a \"b\" \\ \q"`,
      'Title  keyword.other.metadata',
      ':  punctuation.separator.key-value',
      '"  punctuation.definition.string.begin',
      'a  string.quoted.double',
      '\\"  constant.character.escape',
      'b  string.quoted.double',
      '\\"  constant.character.escape',
      '\\\\  constant.character.escape',
      '\\q  invalid.illegal.escape',
      '"  punctuation.definition.string.end',
    ],
    [
      'a block comment, in which a rule is none',
      '/* a\n* code 1..1\n*/\n* status',
      '/*  punctuation.definition.comment',
      'a  comment.block',
      '* code 1..1  comment.block',
      '*/  punctuation.definition.comment',
      '*  keyword.operator.rule',
      'status  variable.other.property',
    ],
    [
      'contexts and characteristics',
      'Context: Patient, "Observation.where(true)"\nCharacteristics: #can-bind',
      'Context  keyword.other.metadata',
      ':  punctuation.separator.key-value',
      'Patient,  source',
      '"  punctuation.definition.string.begin',
      'Observation.where(true)  string.quoted.double',
      '"  punctuation.definition.string.end',
      'Characteristics  keyword.other.metadata',
      ':  punctuation.separator.key-value',
      '#  punctuation.separator.code',
      'can-bind  constant.other.code',
    ],
    [
      'an element that a logical model adds',
      '* poids 0..1 SU contentReference http://example.org#Mesure.poids "Poids"',
      '*  keyword.operator.rule',
      'poids  variable.other.property',
      '0..1  constant.numeric.cardinality',
      'SU  storage.modifier.flag',
      'contentReference  keyword.control',
      'http://example.org#Mesure.poids  variable.other.property',
      '"  punctuation.definition.string.begin',
      'Poids  string.quoted.double',
      '"  punctuation.definition.string.end',
    ],
  ];

  test.each(cases)('%s', (_what, text, ...expected) => {
    expect(scopesOf(text)).toEqual(expected);
  });
});

/** What each kind of token that SUSHI's lexer knows begins with, wherever it stands. */
const expectedScopes: readonly [token: RegExp, scope: RegExp][] = [
  [
    /^KW_(PROFILE|EXTENSION|INSTANCE|INVARIANT|VALUESET|CODESYSTEM|RULESET|MAPPING|LOGICAL|RESOURCE|ALIAS)$/,
    /^keyword\.declaration/,
  ],
  [
    /^KW_(PARENT|ID|TITLE|DESCRIPTION|EXPRESSION|XPATH|SEVERITY|USAGE|SOURCE|TARGET|INSTANCEOF|CONTEXT|CHARACTERISTICS)$/,
    /^keyword\.other\.metadata/,
  ],
  [/^KW_INSERT$/, /^keyword\.control\.insert/],
  [/^KW_(FROM|CONTAINS|NAMED|AND|ONLY|OR|OBEYS|INCLUDE|EXCLUDE|CODES|WHERE)$/, /^keyword\.control/],
  [/^KW_(MS|SU|TU|MOD)$/, /^storage\.modifier\.flag/],
  [/^KW_(EXAMPLE|PREFERRED|EXTENSIBLE|REQUIRED|EXACTLY)$/, /^punctuation\.section\.parens/],
  [/^KW_(TRUE|FALSE)$/, /^constant\.language/],
  [/^STAR$/, /^keyword\.operator\.rule/],
  [/^EQUAL$/, /^keyword\.operator\.assignment/],
  [/^ARROW$/, /^keyword\.operator\.mapping/],
  [/^(STRING|MULTILINE_STRING|UNIT|REGEX)$/, /^punctuation\.definition\.string\.begin/],
  [/^CARD$/, /^constant\.numeric\.cardinality/],
  [/^CARET_SEQUENCE$/, /^keyword\.operator\.caret/],
  [/^CODE$/, /^(entity\.name\.namespace|punctuation\.separator\.code)/],
  [/^(REFERENCE|CANONICAL|CODEABLE_REFERENCE)$/, /^support\.function/],
  [/^(PARAM_)?RULESET_REFERENCE$/, /^entity\.name\.function\.ruleset/],
];

describe("against SUSHI's lexer", () => {
  const root = join(import.meta.dirname, '../..');
  const files = ['input/fsh', 'upstream'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.fsh'))
      .map((name) => join(folder, name)),
  );

  test('all FSH of this repository begins its tokens where SUSHI does, and calls them alike', async () => {
    const Lexer = await fshLexer();
    const { InputStream } = antlrOfSushi();
    const names = new Map(Object.entries(Lexer).map(([name, type]) => [type, name]));
    const seen = new Map<string, number>();
    const wrong: string[] = [];
    for (const name of files) {
      const text = readFileSync(join(root, name), 'utf8');
      const scopes = narrowestScopes(text);
      const lexer = new Lexer(new InputStream(`\n${text}\n`)); // a rule begins with the end of the line before it
      lexer.removeErrorListeners();
      for (const { type, start, stop, channel } of lexer.getAllTokens()) {
        const kind = names.get(type) ?? '';
        const [, expected] = expectedScopes.find(([token]) => token.test(kind)) ?? [];
        if (channel !== 0 || expected === undefined) continue;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        const token = text.slice(start - 1, stop);
        // A star has with it what stands before it, and so has the name of a RuleSet.
        const at = kind === 'STAR' ? stop - 2 : start - 1 + token.search(/\S/);
        const found = scopes[at] ?? '';
        if (!expected.test(found)) wrong.push(`${name}: ${kind} ${JSON.stringify(token.slice(0, 40))} is ${found}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(files.length).toBeGreaterThan(80);
    expect(seen.get('STAR')).toBeGreaterThan(3_000);
    expect(seen.size).toBeGreaterThan(35);
  });
});

/** The narrowest scope at each UTF-16 unit of a text. */
function narrowestScopes(text: string): string[] {
  const scopes: string[] = [];
  let line = 1;
  for (const token of tokensOf(grammar, text)) {
    for (; line < token.line; line++) scopes.push(''); // the end of a line
    for (let unit = 0; unit < token.text.length; unit++) scopes.push(token.scopes.at(-1) ?? '');
  }
  return scopes;
}
