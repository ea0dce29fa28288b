import type { LoadedFrom, PackageRef } from '../../model/package.ts';
import type { Suppression } from '../../report/gate/suppression.ts';

/** One definition of a package: its type, `id`, `url`, `version`, and where its content is; 0 is absent. */
export type DataEntry = readonly [
  resourceType: string,
  id: string | 0,
  /** A number: the base of that place, counting from 1, with the type and the id behind it. */
  url: string | number,
  /** 1: as the package. */
  version: string | 0 | 1,
  /** Absent for what a checker does without: then only its name is known. */
  line?: number,
  /** Of a StructureDefinition, what look-ups ask without reading it. */
  structure?: readonly [kind: string | 0, derivation: string | 0, type: string | 0, baseDefinition: string | 0],
];

interface DataPackage extends PackageRef {
  readonly source: LoadedFrom;
  readonly integrity: string;
  readonly canonical?: string;
  readonly dependencies?: { readonly [id: string]: string };
  readonly entries: readonly DataEntry[];
}

/** A payload to begin with. */
export interface DataExample {
  readonly id: string;
  readonly title: string;
  readonly line: number;
}

/** The guide that a checker speaks for. */
interface DataGuide {
  readonly package: PackageRef;
  readonly title: string;
  readonly canonical: string;
  readonly dependencies: readonly PackageRef[];
  /** What it explains of payloads that are as it wants them. */
  readonly suppressions: readonly Suppression[];
  /** Lines of its own definitions. */
  readonly resources: readonly number[];
}

/** All that the engine of a checker is given. */
export interface CheckerData {
  /** Of the toolchain that made it. */
  readonly version: string;
  /** What most URLs begin with. */
  readonly bases: readonly string[];
  /** Absent in a checker of FHIR R4 alone. */
  readonly guide?: DataGuide;
  readonly packages: readonly DataPackage[];
  readonly examples: readonly DataExample[];
  /**
   * The content, a line of JSON each: first the parts that several resources share, then the resources, all interned.
   * A line is parsed when it is asked for: a payload asks for a few in a hundred.
   */
  readonly lines: readonly string[];
}

/** The data as one text that lies in a file beside the engine. */
export function writeData({ lines, ...rest }: CheckerData): string {
  return [JSON.stringify(rest), ...lines].join('\n');
}

export function readData(text: string): CheckerData {
  const [first = '', ...lines] = text.split('\n');
  return { ...(JSON.parse(first) as Omit<CheckerData, 'lines'>), lines };
}
