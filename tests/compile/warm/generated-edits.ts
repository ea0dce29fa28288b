import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Random } from '../../fuzz/random.ts';

/** Something done to a project, which can be taken back. */
export interface Edit {
  /** What it is, and where. */
  readonly name: string;
  /** It leaves the project with something to find. */
  readonly breaks: boolean;
  apply(): void;
  undo(): void;
}

type Change = (text: string, pick: <T>(list: readonly T[]) => T) => string | undefined;

interface Kind {
  readonly name: string;
  readonly breaks: boolean;
  readonly change: Change;
}

const entity = /^(Profile|Extension|Instance|ValueSet|CodeSystem|Invariant|RuleSet)[ \t]*:[ \t]*(\S+)/gm;

/** The lines of a text that a pattern finds, by their numbers. */
function linesLike(text: string, pattern: RegExp): number[] {
  return text.split('\n').flatMap((line, i) => (pattern.test(line) ? [i] : []));
}

function onLine(pattern: RegExp, change: (line: string) => string | undefined): Change {
  return (text, pick) => {
    const found = linesLike(text, pattern);
    if (found.length === 0) return undefined;
    const lines = text.split('\n');
    const at = pick(found);
    const line = change(lines[at] ?? '');
    lines.splice(at, 1, ...(line === undefined ? [] : [line]));
    return lines.join('\n');
  };
}

function renamed(kinds: RegExp): Change {
  return (text, pick) => {
    const found = [...text.matchAll(entity)].filter(([, kind = '']) => kinds.test(kind));
    if (found.length === 0) return undefined;
    const match = pick(found);
    const end = match.index + match[0].length;
    const name = (match[2] ?? '').replace(/\(.*/, '');
    const start = match.index + match[0].indexOf(name, match[0].indexOf(':'));
    return `${text.slice(0, start)}${name}Autre${text.slice(start + name.length, end)}${text.slice(end)}`;
  };
}

/** From an entity's keyword to the next one's. */
function entityText(text: string, pick: <T>(list: readonly T[]) => T): [start: number, end: number] | undefined {
  const found = [...text.matchAll(entity)];
  if (found.length === 0) return undefined;
  const match = pick(found);
  const next = found.find(({ index }) => index > match.index);
  return [match.index, next?.index ?? text.length];
}

const anywhere =
  (added: string): Change =>
  (text, pick) => {
    const lines = text.split('\n');
    lines.splice(pick([...lines.keys()]), 0, added);
    return lines.join('\n');
  };

const kinds: readonly Kind[] = [
  { name: 'profile renamed', breaks: true, change: renamed(/Profile|Extension/) },
  { name: 'instance renamed', breaks: true, change: renamed(/Instance/) },
  { name: 'value set or code system renamed', breaks: true, change: renamed(/ValueSet|CodeSystem/) },
  { name: 'invariant renamed', breaks: true, change: renamed(/Invariant/) },
  { name: 'RuleSet renamed', breaks: true, change: renamed(/RuleSet/) },
  { name: 'id changed', breaks: true, change: onLine(/^Id\s*:/, (line) => `${line}-autre`) },
  { name: 'alias gone', breaks: true, change: onLine(/^Alias\s*:/, () => undefined) },
  {
    name: 'alias added',
    breaks: false,
    change: (text) => (text.includes('Alias:') ? `${text}\nAlias: $autre = https://autre.example\n` : undefined),
  },
  {
    name: 'parent that is not there',
    breaks: true,
    change: onLine(/^(Parent|InstanceOf)\s*:/, (line) => `${line}Absent`),
  },
  {
    name: 'path that is not there',
    breaks: true,
    change: onLine(/^\* [a-z]/, (line) => line.replace(/^\* [a-z]+/, '* absent')),
  },
  { name: 'value gone', breaks: true, change: onLine(/^\* .* = /, (line) => line.replace(/ = .*/, ' =')) },
  { name: 'no space before =', breaks: true, change: onLine(/ = /, (line) => line.replace(' = ', ' =')) },
  { name: 'text without an end', breaks: true, change: onLine(/"[^"]*"\s*$/, (line) => line.replace(/"\s*$/, '')) },
  { name: 'garbage', breaks: true, change: anywhere('@@ % ]] """') },
  { name: 'keyword alone', breaks: true, change: anywhere('Profile:') },
  {
    name: 'code that is not there',
    breaks: true,
    change: onLine(/#[a-z]/, (line) => line.replace(/#[a-z][\w-]*/, '#absent')),
  },
  { name: 'severity wrong', breaks: true, change: onLine(/^Severity\s*:/, (line) => line.replace(/#\w+/, '#fatal')) },
  { name: 'expression gone', breaks: true, change: onLine(/^Expression\s*:/, () => undefined) },
  {
    name: 'insert of nothing',
    breaks: true,
    change: onLine(/^\* insert /, (line) => line.replace(/insert \w+/, 'insert Absent')),
  },
  { name: 'invariant that is not there', breaks: true, change: onLine(/obeys/, (line) => `${line} and absent-1`) },
  {
    name: 'cut in the middle of a character',
    breaks: true,
    change: (text, pick) => {
      const found = [...text.matchAll(/[éèàç]/g)];
      return found.length === 0 ? undefined : `${text.slice(0, pick(found).index)}\uFFFD`;
    },
  },
  {
    name: 'entity twice in a file',
    breaks: true,
    change(text, pick) {
      const place = entityText(text, pick);
      return place && `${text}\n${text.slice(...place)}`;
    },
  },
  {
    name: 'entity gone',
    breaks: true,
    change(text, pick) {
      const place = entityText(text, pick);
      return place && text.slice(0, place[0]) + text.slice(place[1]);
    },
  },
  { name: 'rule gone', breaks: false, change: onLine(/^\* /, () => undefined) },
  { name: 'title', breaks: false, change: onLine(/^Title\s*:/, (line) => line.replace(/"/, '"Autre ')) },
  {
    name: 'description',
    breaks: false,
    change: onLine(/^Description\s*:/, (line) => line.replace(/"(?!"")/, '"Autre ')),
  },
  { name: 'must support', breaks: false, change: onLine(/^\* \w+ \d\.\.[\d*]$/, (line) => `${line} MS`) },
  { name: 'cardinality', breaks: false, change: onLine(/ 0\.\.1\b/, (line) => line.replace('0..1', '1..1')) },
  { name: 'value', breaks: false, change: onLine(/ = \d+/, (line) => line.replace(/ = \d+/, ' = 7')) },
  { name: 'line above', breaks: false, change: (text) => `// une ligne\n${text}` },
  { name: 'line between', breaks: false, change: anywhere('') },
  { name: 'invariant text', breaks: false, change: onLine(/^Description\s*:/, (line) => line.replace(/"\s*$/, ' !"')) },
  {
    name: 'severity',
    breaks: false,
    change: onLine(/^Severity\s*:/, (line) => line.replace(/#\w+/, line.includes('#error') ? '#warning' : '#error')),
  },
  {
    name: 'expression',
    breaks: false,
    change: onLine(/^Expression\s*:/, (line) => line.replace(/"\s*$/, ' or true"')),
  },
  {
    name: 'rule of a RuleSet',
    breaks: false,
    change: (text) => text.replace(/^(RuleSet\s*:.*\n)(\* .*\n)/m, '$1$2$2'),
  },
  {
    name: 'two entities change places',
    breaks: false,
    change(text) {
      const found = [...text.matchAll(entity)];
      const [a, b] = [found.at(-2)?.index, found.at(-1)?.index];
      if (a === undefined || b === undefined) return undefined;
      return `${text.slice(0, a)}${text.slice(b).replace(/\n*$/, '\n\n')}${text.slice(a, b)}`;
    },
  },
];

/** Kinds after which the order of exports and all aliases are what they were. */
export const quietKinds: readonly string[] = [
  'title',
  'path that is not there',
  'description',
  'must support',
  'value gone',
  'cardinality',
  'value',
  'code that is not there',
  'line above',
  'line between',
  'invariant that is not there',
  'invariant text',
  'insert of nothing',
  'severity',
  'expression',
];

/** A number of edits of some kinds, each of a file as it is now. */
export function editsOfKinds(project: string, names: readonly string[], count: number, seed: string): Edit[] {
  return generatedEdits(project, 40 * count, seed)
    .filter(({ name }) => names.includes(name.slice(0, name.indexOf(':'))))
    .slice(0, count);
}

/** A number of edits of a project's FSH, always the same for the same seed; each kind comes as often as the others. */
export function generatedEdits(project: string, count: number, seed: string): Edit[] {
  const random = new Random(seed);
  const pick = <T>(list: readonly T[]): T => random.pick(list);
  const folder = join(project, 'input', 'fsh');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.fsh'))
    .map((name) => join(folder, name))
    .sort();
  const edits: Edit[] = [];
  for (let i = 0; edits.length < count; i++) {
    const kind = kinds[i % (kinds.length + 3)];
    const file = pick(files);
    const text = readFileSync(file, 'utf8');
    const where = relative(project, file);
    if (kind !== undefined) {
      const changed = kind.change(text, pick);
      if (changed === undefined || changed === text) {
        i--; // another file may do
        continue;
      }
      // What stands for half a character is half a character in the file.
      const bytes = changed.endsWith('\uFFFD')
        ? Buffer.concat([Buffer.from(changed.slice(0, -1)), Buffer.from([0xc3])])
        : changed;
      edits.push({
        name: `${kind.name}: ${where}`,
        breaks: kind.breaks,
        apply: () => writeFileSync(file, bytes),
        undo: () => writeFileSync(file, text),
      });
    } else if (i % (kinds.length + 3) === kinds.length)
      edits.push({
        name: `file deleted: ${where}`,
        breaks: true,
        apply: () => rmSync(file),
        undo: () => writeFileSync(file, text),
      });
    else if (i % (kinds.length + 3) === kinds.length + 1) {
      const copy = join(folder, pick(['aaa.fsh', 'zzz.fsh']));
      edits.push({
        name: `the same in two files: ${where}`,
        breaks: true,
        apply: () => writeFileSync(copy, text),
        undo: () => rmSync(copy),
      });
    } else {
      const other = file.replace(/\.fsh$/, '-autre.fsh');
      edits.push({
        name: `file renamed: ${where}`,
        breaks: false,
        apply: () => renameSync(file, other),
        undo: () => renameSync(other, file),
      });
    }
  }
  return edits;
}
