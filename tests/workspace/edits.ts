import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonical } from './edited-guide.ts';

/** One edit of the guide's files. What cannot be done to them as they are is none. */
interface Edit {
  readonly name: string;
  /** Whether it is meant to break something. */
  readonly breaks?: true;
  /** Texts by file, undefined to delete it; empty where it cannot be done. */
  apply(read: (file: string) => string | undefined, random: () => number): ReadonlyMap<string, string | undefined>;
}

const fsh = (name: string) => `input/fsh/${name}.fsh`;

/** Puts one text in the place of another, wherever that stands. */
function exchange(name: string, file: string, from: string | RegExp, to: string, breaks?: true): Edit {
  return {
    name,
    ...(breaks === undefined ? {} : { breaks }),
    apply(read) {
      const text = read(file);
      const changed = text?.replace(from, to);
      return new Map(changed === undefined || changed === text ? [] : [[file, changed]]);
    },
  };
}

function append(name: string, file: string, more: string, breaks?: true): Edit {
  return {
    name,
    ...(breaks === undefined ? {} : { breaks }),
    apply: (read) => new Map([[file, `${read(file) ?? ''}\n${more}\n`]]),
  };
}

function remove(file: string): Edit {
  const name = `delete ${file}`;
  return { name, breaks: true, apply: (read) => new Map(read(file) === undefined ? [] : [[file, undefined]]) };
}

/** The same text under another name, as `git mv` leaves it. */
function move(file: string, to: string): Edit {
  const apply: Edit['apply'] = (read) => {
    const text = read(file);
    return new Map<string, string | undefined>(text === undefined ? [] : [[file, undefined], [to, text]]); // biome-ignore format: a move in a line
  };
  return { name: `move ${file}`, apply };
}

const LOCKFILE = 'fhir-packages.lock.json';
const later = `Profile: Later\nParent: Basic\nId: later\n* subject 1..1\n`;

const edits: readonly Edit[] = [
  exchange('another title of the base', fsh('base'), /Title: "\w+"/, 'Title: "Root"'),
  exchange('an empty line above everything', fsh('examples'), /^/, '\n'),
  exchange('an empty line above the rules', fsh('rule-sets'), /^/, '\n\n'),
  exchange('another value', fsh('examples'), /= \d 'kg'/, "= 7 'kg'"),
  exchange('a wrong unit', fsh('examples'), "'kg'", "'kgs'", true),
  exchange('the right unit', fsh('examples'), "'mmHg'", "'mm[Hg]'"),
  exchange('a wrong code', fsh('examples'), '$words#one', '$words#four', true),
  exchange('a code less in a value set', fsh('terms'), '* $words#two\n\nValueSet', '\nValueSet'),
  exchange('a code less in a code system', fsh('terms'), '* #three "Three"\n', '', true),
  exchange('another display', fsh('terms'), '* #one "One"', '* #one "Uno"'),
  exchange('another display in the supplement', fsh('terms'), '"Eins"', '"Ein"'),
  exchange('another value set is bound', fsh('base'), 'from All (required)', 'from Few (required)'),
  exchange('a weaker binding', fsh('base'), '(required)', '(extensible)'),
  append('an element is required', fsh('leaf'), '* bodySite 1..1', true),
  append('an element of the base is required', fsh('base').replace('base', 'leaf'), '// nothing'),
  exchange('the base asks for more', fsh('base'), '* subject 1..1', '* subject 1..1\n* performer 1..*', true),
  exchange('an invariant warns', fsh('base'), 'Severity: #error', 'Severity: #warning'),
  exchange('an invariant asks for more', fsh('base'), '"value.exists()', '"note.exists() and value.exists()', true),
  exchange('an expression that is none', fsh('base'), '"value.exists()', '"value.exists(', true),
  exchange('another type in an extension', fsh('extension'), 'only string', 'only boolean', true),
  exchange('another context', fsh('extension'), 'Context: Observation', 'Context: Patient'),
  exchange('the name is not required', fsh('others'), '* name 1..*', '* name 0..*'),
  exchange('a birth date is required', fsh('others'), '* name 1..*', '* name 1..*\n* birthDate 1..1', true),
  exchange('a model is required', fsh('others'), '0..1 MS', '1..1 MS\n* modelNumber 1..1', true),
  exchange('an id is another one', fsh('leaf'), 'Id: leaf', 'Id: blade', true),
  exchange('a profile has another name', fsh('leaf'), 'Profile: Leaf', 'Profile: Blade', true),
  exchange('another parent', fsh('leaf'), 'Parent: Leaf', 'Parent: Base'),
  exchange('a parent that is not there', fsh('leaf'), 'Parent: Base', 'Parent: Nowhere', true),
  exchange('parents in a circle', fsh('base'), 'Parent: Observation', 'Parent: Twig', true),
  exchange('an alias is gone', fsh('aliases'), /Alias: \$words.*\n/, '', true),
  exchange('an alias leads elsewhere', fsh('aliases'), '/CodeSystem/words', '/CodeSystem/other', true),
  exchange('a RuleSet is gone', fsh('rule-sets'), 'RuleSet: Published', 'RuleSet: Unpublished', true),
  exchange('a RuleSet has another rule', fsh('rule-sets'), '"Edited"', '"Others"'),
  exchange('a parameter is not used', fsh('rule-sets'), '{day}', '31'),
  exchange('a syntax error', fsh('parts'), '* component ^', '* component ^^', true),
  exchange('half of a file', fsh('examples'), /\* subject[\s\S]*$/, '* sub', true),
  append('a name twice', fsh('leaf'), 'Profile: Base\nParent: Patient\nId: base', true),
  append('an id twice', fsh('examples'), 'Instance: leaf-a\nInstanceOf: Person\n* name.family = "Twice"', true),
  append('a path that is none', fsh('parts'), '* nowhere 1..1', true),
  exchange(
    'a slice needs another code',
    fsh('parts'),
    'component[first].code = $words#one',
    'component[first].code = $words#three',
  ),
  exchange('slicing is closed', fsh('parts'), '#open', '#closed'),
  append('a profile appears that was looked for', fsh('later'), later),
  { name: 'and goes', apply: (read) => new Map(read(fsh('later')) === undefined ? [] : [[fsh('later'), undefined]]) },
  exchange('the question has other answers', fsh('questionnaire'), 'Canonical(Few)', 'Canonical(All)'),
  exchange(
    'the question has another id',
    fsh('questionnaire'),
    'linkId = "a"\n* item[0].type',
    'linkId = "b"\n* item[0].type',
    true,
  ),
  exchange('a wrong answer', fsh('questionnaire'), '$words#two', '$words#three', true),
  exchange('a device without a number', fsh('bundle'), '* serialNumber = "2"\n', ''),
  exchange(
    'a reference that leads nowhere',
    fsh('bundle'),
    'subject.reference = "urn:uuid:1',
    'subject.reference = "urn:uuid:9',
    true,
  ),
  exchange('the written example has another value', 'input/examples/Observation-written.json', '1.50', '1.5'),
  exchange(
    'the written example has a mistake',
    'input/examples/Observation-written.json',
    '"final"',
    '"finished"',
    true,
  ),
  exchange('the written example moves down', 'input/examples/Observation-written.json', '  "status"', '\n\n  "status"'),
  exchange(
    'the written example is cut',
    'input/examples/Observation-written.json',
    /"valueQuantity"[\s\S]*$/,
    '',
    true,
  ),
  exchange('the written value set has another code', 'input/resources/ValueSet-written.json', '"one"', '"four"', true),
  exchange('another version', 'sushi-config.yaml', 'version: 1.0.0', 'version: 1.1.0'),
  exchange('no profile for all devices', 'sushi-config.yaml', /global:\n.*\n/, ''),
  exchange('a configuration that is none', 'sushi-config.yaml', 'status: draft', 'status: [draft', true),
  exchange('what is accepted', 'suppressions.yaml', '%dom-6: %', '%dom-7: %'),
  exchange('what is accepted, half written', 'suppressions.yaml', '  owner: the authors\n', '', true),
  move(fsh('parts'), fsh('moved')),
  move(fsh('leaf'), fsh('below/leaf')),
  move('input/examples/Observation-written.json', 'input/examples/Observation-moved.json'),
  exchange('a package is pinned with another content', LOCKFILE, /"sha512-[^"]{8}/, '"sha512-AAAAAAAA', true),
  exchange('a lockfile that is none', LOCKFILE, '"lockfileVersion": 1', '"lockfileVersion": ', true),
  remove(LOCKFILE),
  remove(fsh('terms')),
  remove(fsh('base')),
  remove(fsh('extension')),
  remove(fsh('others')),
  remove('input/resources/ValueSet-written.json'),
  append(
    'the same URL in a file',
    'input/resources/ValueSet-twice.json',
    `{"resourceType": "ValueSet", "id": "twice", "url": "${canonical}/ValueSet/few", "status": "draft"}`,
    true,
  ),
  append(
    'a system has a name',
    'input/resources/NamingSystem-words.json',
    `{"resourceType": "NamingSystem", "id": "words", "name": "Words", "status": "draft", "kind": "codesystem", "date": "2026-01-01", "uniqueId": [{"type": "uri", "value": "http://terminology.hl7.org/CodeSystem/edited"}]}`,
  ),
];

/** What an edit has done. */
export interface Done {
  readonly name: string;
  readonly breaks: boolean;
  readonly files: readonly string[];
}

/** The same numbers for the same seed. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Edits the guide in a folder, one edit for each that is taken: each kind once before any comes again, most of those that
 * break something undone by the next one, the others left for a while, so that edits meet.
 */
export function* editsOf(
  folder: string,
  files: Readonly<Record<string, string>>,
  seed: number,
  save: (path: string, text: string) => void = writeFileSync,
): Generator<Done> {
  const random = numbers(seed);
  const read = (file: string) =>
    existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined;
  const write = (texts: ReadonlyMap<string, string | undefined>) => {
    for (const [file, text] of texts) {
      const path = join(folder, file);
      if (text === undefined) rmSync(path, { force: true });
      else {
        mkdirSync(dirname(path), { recursive: true });
        save(path, text);
      }
    }
  };
  const touched = new Set<string>();
  const undoAll = () => new Map([...touched].map((file) => [file, files[file]] as const));
  let rest: Edit[] = [];
  while (true) {
    if (rest.length === 0) rest = [...edits];
    const [edit] = rest.splice(Math.floor(random() * rest.length), 1);
    if (edit === undefined) continue;
    const texts = edit.apply(read, random);
    if (texts.size === 0) continue;
    for (const file of texts.keys()) touched.add(file);
    write(texts);
    yield { name: edit.name, breaks: edit.breaks === true, files: [...texts.keys()] };
    if (random() < (edit.breaks === true ? 0.6 : 0.2)) {
      const undone = undoAll();
      touched.clear();
      write(undone);
      yield { name: 'undo', breaks: false, files: [...undone.keys()] };
    }
  }
}
