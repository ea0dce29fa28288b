import type { Random } from './random.ts';

/** The sources of a FSH project: what an author writes, and what a stranger could send as a pull request. */
export interface ProjectSources {
  readonly config: string;
  /** FSH texts by file name. */
  readonly fsh: Readonly<Record<string, string>>;
}

const words = [
  '../../../package',
  '/etc/passwd',
  '__proto__',
  'constructor',
  'Observation',
  'http://hl7.org/fhir/StructureDefinition/Patient',
  '#final',
  '$sct#1',
  '0..*',
  '1..0',
  '999999999..1',
  '[0]',
  '[+]',
  '[=]',
  '[x]',
  '(',
  '{x}',
  '"""',
  '"',
  '//',
  '/*',
  '\u0000',
  '\ufeff',
  '\u001b[31m',
  '\u202e',
  'é'.repeat(300),
  'a'.repeat(5_000),
];

/** Lines that are right by themselves and do harm together. */
const lines: readonly ((random: Random) => string)[] = [
  () => 'RuleSet: Bomb',
  () => 'RuleSet: Bomb(a, b)',
  () => '* insert Bomb',
  () => '* insert Bomb({a}, {b})',
  (random) => `* insert Bomb(${'x,'.repeat(random.below(50))})`,
  (random) => `* ${'item[0].'.repeat(random.below(200))}linkId = "x"`,
  (random) => `* component[${random.pick(['0', '50', '-1', '+', '=', 'x'])}].code = #x`,
  (random) => `* ^extension[${random.below(60)}].url = "x"`,
  () => '* contained[0] = Bomb',
  () => 'Profile: Bomb\nParent: Bomb',
  () => 'Instance: Bomb\nInstanceOf: Bomb',
  () => 'Extension: Bomb\n* extension contains Bomb named bomb 0..1',
  () => 'ValueSet: Bomb\n* include codes from valueset Bomb',
  () => 'CodeSystem: Bomb\n* #a\n  * #b\n    * #a',
  () => 'Logical: Bomb\n* x 0..1 Bomb "x"',
  () => 'Invariant: bomb\nSeverity: #error\nExpression: "((((((("\nDescription: "x"',
  () => 'Alias: $a = $b\nAlias: $b = $a',
  () => 'Mapping: Bomb\nSource: Bomb\nTarget: "x"\n* -> "x"',
  (random) => `Id: ${random.pick(words)}`,
  (random) => `Parent: ${random.pick(words)}`,
  (random) => `* value[x] only ${random.pick(words)}`,
  (random) => `* ${random.pick(words)} = ${random.pick(words)}`,
  (random) => `${' '.repeat(random.below(40))}* ${random.pick(words)}`,
];

const configLines: readonly ((random: Random) => string)[] = [
  (random) => `id: ${random.pick(words)}`,
  (random) => `canonical: ${random.pick(words)}`,
  (random) => `version: ${random.pick(['1', '1.0', '[]', '~', '../../x', 'latest', random.pick(words)])}`,
  (random) => `fhirVersion: ${random.pick(['4.0.1', '5.0.0', '[4.0.1, 4.0.1]', '{}', random.pick(words)])}`,
  (random) => `dependencies:\n  ${random.pick(['a.b', '../x', '"@s/x"', '__proto__'])}: ${random.pick(words)}`,
  () => 'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]',
  () => 'pages: { "../../x.md": { title: x } }',
  () => 'parameters: { path-resource: ../../ }',
  () => 'menu: { a: { b: { c: { d: x } } } }',
  () => 'resources: { "Patient/../../x": { name: x } }',
  () => '<<: *x',
  () => '!!js/function "x"',
  () => '? [a, b]\n: c',
  (random) => `${'- '.repeat(random.below(900))}x`,
];

/** A copy of the sources with a few changes: lines lost, doubled, moved or put in, words exchanged, texts cut. */
export function mutatedProject({ config, fsh }: ProjectSources, random: Random): ProjectSources {
  const names = Object.keys(fsh);
  const texts = { ...fsh };
  let changedConfig = config;
  for (let changes = 1 + random.below(5); changes > 0; changes--) {
    if (random.chance(0.2)) changedConfig = mutatedLines(changedConfig, configLines, random);
    else {
      const name = random.pick(names);
      texts[name] = mutatedLines(texts[name] ?? '', lines, random);
    }
  }
  return { config: changedConfig, fsh: texts };
}

function mutatedLines(text: string, hostile: readonly ((random: Random) => string)[], random: Random): string {
  const all = text.split('\n');
  const at = random.below(all.length);
  const line = all[at] ?? '';
  const change = random.below(7);
  if (change === 0) all.splice(at, 1 + random.below(3));
  else if (change === 1) all.splice(at, 0, ...Array<string>(1 + random.below(20)).fill(line));
  else if (change === 2) all.splice(random.below(all.length), 0, ...all.splice(at, 1));
  else if (change === 3) all[at] = exchanged(line, random);
  else if (change === 4) all[at] = line.slice(0, random.below(line.length + 1));
  else all.splice(at, 0, random.pick(hostile)(random));
  return all.join('\n');
}

/** One word of the line becomes another one, or goes. */
function exchanged(line: string, random: Random): string {
  const parts = line.split(/(\s+)/);
  parts[random.below(parts.length)] = random.chance(0.2) ? '' : random.pick(words);
  return parts.join('');
}
