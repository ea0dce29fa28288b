import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Materialise } from '../java/fhir-cache.ts';
import { readJarList } from '../java/jars.ts';
import { JAVA_REMEDY, requireJava } from '../java/java.ts';
import { type ObtainOptions, obtainJars } from '../java/obtain.ts';
import { runProcess } from '../java/run-process.ts';
import { unscoped } from '../java/unscoped.ts';
import type { FhirResource } from '../model/fhir.ts';
import { EnvironmentError } from '../model/issue.ts';
import { type InstalledPackage, packageKey } from '../model/package.ts';
import { jsonOf } from '../model/written-digits.ts';
import { type Opinion, parseAnswer } from './answer.ts';
import { compileMain, MAIN_CLASS } from './compile-main.ts';
import { makeHome } from './home.ts';

/** One resource to ask about. */
export interface Question {
  /** Its JSON, as it was found. */
  readonly text: string;
  /** Canonicals to hold it against, beside those that it claims. */
  readonly profiles: readonly string[];
}

export interface OpinionOptions extends Pick<ObtainOptions, 'repository' | 'localRepository' | 'offline' | 'download'> {
  /** The folder that holds the Java program and the list of its archives. */
  readonly program: string;
  /** Where archives, classes and packages are kept between runs. */
  readonly cache: string;
  readonly packages: readonly InstalledPackage[];
  readonly materialise: Materialise;
  /** The guide's own profiles, value sets and so on, with snapshots. */
  readonly guide?: readonly FhirResource[];
  readonly allowExampleUrls?: boolean;
  readonly signal: AbortSignal;
  readonly onStep?: (text: string) => void;
}

export interface SecondOpinion {
  /** Of the HL7 validator. */
  readonly version: string;
  /** In the order of the questions. */
  readonly opinions: readonly Opinion[];
}

export const validatorProgram = { name: 'the HL7 validator', getItBy: 'once with --engine hl7 and without --offline' };
const need = {
  program: 'The HL7 validator',
  what: 'a Java development kit',
  commands: ['java', 'javac'],
  remedy: JAVA_REMEDY,
} as const;
/** 3 GiB carry a guide's packages and a few hundred resources. */
const MEMORY = '-Xmx3g';
const FIRST: readonly string[] = ['hl7.fhir.r4.core', 'hl7.terminology.r4', 'hl7.fhir.uv.extensions.r4'];

/**
 * Asks the HL7 validator about resources, with our packages and without a network.
 * @throws EnvironmentError without Java, without its archives, or when it ends before it has answered
 */
export async function askHl7(questions: readonly Question[], options: OpinionOptions): Promise<SecondOpinion> {
  const { program, cache, signal, onStep } = options;
  const packages = unscoped(options.packages);
  await requireJava(need, signal);
  const { version, jars } = readJarList(program);
  const folder = join(cache, 'hl7');
  const paths = await obtainJars(jars, { ...options, program: validatorProgram, folder: join(cache, 'jars') });
  const classes = await compileMain(program, paths, join(folder, 'classes'), signal);

  mkdirSync(join(folder, 'runs'), { recursive: true });
  const run = mkdtempSync(join(folder, 'runs', 'run-'));
  try {
    onStep?.('Preparing the packages for the HL7 validator');
    const store = join(cache, 'fhir-packages');
    const { home, keepIndexes } = await makeHome(packages, run, { store, materialise: options.materialise, signal });
    const input = writeInput(questions, run, { ...options, packages });
    const opinions = new Map<number, Opinion>();
    const complaints: string[] = [];
    const onLine = (line: string, stream: 'stdout' | 'stderr') => {
      const answer = stream === 'stdout' ? parseAnswer(line) : undefined;
      if (answer === undefined) complaints.push(line);
      else if ('step' in answer) onStep?.(`The HL7 validator loads ${answer.step}`);
      else {
        opinions.set(answer.index, answer.opinion);
        onStep?.(`The HL7 validator validates, ${opinions.size} of ${questions.length}`);
      }
    };
    const java = [
      MEMORY,
      '-Dfile.encoding=UTF-8',
      '-Djava.awt.headless=true',
      `-Duser.home=${home}`,
      `-Djava.io.tmpdir=${run}`,
      '-cp',
      [classes, ...paths].join(delimiter),
      MAIN_CLASS,
    ];
    const code = await runProcess('java', java, { signal, input, onLine });
    const complete = questions.flatMap((_, index) => opinions.get(index) ?? []);
    if (code !== 0 || complete.length < questions.length) throw gaveUp(code, complaints);
    keepIndexes();
    return { version, opinions: complete };
  } finally {
    rmSync(run, { recursive: true, force: true });
  }
}

/** Writes the resources where Java can read them, and answers the lines that tell it what to do. */
function writeInput(
  questions: readonly Question[],
  run: string,
  { packages, guide = [], allowExampleUrls = false }: OpinionOptions,
): string {
  const versionOf = (id: string) => packages.find((each) => each.id === id)?.version;
  const rank = ({ id }: InstalledPackage) => (FIRST.includes(id) ? FIRST.indexOf(id) : FIRST.length);
  const settings = {
    fhirVersion: versionOf('hl7.fhir.r4.core') ?? '4.0.1',
    terminology: versionOf('hl7.terminology.r4'),
    extensions: versionOf('hl7.fhir.uv.extensions.r4'),
    packages: packages.toSorted((a, b) => rank(a) - rank(b)).map(packageKey),
    guide: guide.length > 0 ? writeGuide(guide, run) : undefined,
    allowExampleUrls,
  };
  const lines = questions.map(({ text, profiles }, index) => {
    const path = join(run, `${index}.json`);
    writeFileSync(path, text);
    return { index, path, profiles };
  });
  return [settings, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

function writeGuide(resources: readonly FhirResource[], run: string): string {
  const folder = join(run, 'guide');
  mkdirSync(folder);
  resources.forEach((resource, index) => {
    writeFileSync(join(folder, `${index}.json`), jsonOf(resource));
  });
  return folder;
}

function gaveUp(code: number, complaints: readonly string[]): EnvironmentError {
  const said =
    complaints.find((line) => line.startsWith('Exception in thread')) ??
    complaints.find((line) => /exception|error/i.test(line)) ??
    complaints.at(-1) ??
    'it says nothing';
  return new EnvironmentError(
    `The HL7 validator ended with exit code ${code} before it had validated everything: ${said.trim()}. Run with --engine ig, or try again with more free memory.`,
  );
}
