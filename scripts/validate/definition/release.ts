import type { Definitions } from '../../model/definition/definitions.ts';
import type { PackageRef } from '../../model/package.ts';

/**
 * Tells whether an answer comes from a release of a package that the asker does not use, while it uses another release
 * of that package, which does not have the answer.
 */
export class Releases {
  private readonly definitions: Definitions;
  private readonly verdicts = new Map<string, string | undefined>();
  private samples: Map<string, Map<string, string>> | undefined;

  constructor(definitions: Definitions) {
    this.definitions = definitions;
  }

  /** The release that the asker uses instead; undefined when the answer is as good as any. */
  usedInstead(url: string, found: PackageRef, from: PackageRef | undefined): string | undefined {
    if (from === undefined) return undefined;
    const reason = this.definitions.explain(url, from)?.reason;
    if (reason !== 'only-candidate' && reason !== 'newest') return undefined;
    const key = `${found.id}#${found.version} ${from.id}#${from.version}`;
    if (!this.verdicts.has(key)) this.verdicts.set(key, this.decide(found, from));
    return this.verdicts.get(key);
  }

  private decide(found: PackageRef, from: PackageRef): string | undefined {
    if (from.id === found.id) return from.version;
    for (const [version, url] of this.samplesOf(found.id)) {
      if (version === found.version) continue;
      const resolution = this.definitions.explain(url, from);
      if (
        resolution?.reason === 'dependency' &&
        resolution.package.id === found.id &&
        resolution.package.version === version
      )
        return version;
    }
    return undefined;
  }

  /** One canonical of each loaded version of a package. */
  private samplesOf(id: string): ReadonlyMap<string, string> {
    if (this.samples === undefined) {
      this.samples = new Map();
      for (const { package: owner, url } of this.definitions.list('StructureDefinition')) {
        if (url === undefined) continue;
        const versions = this.samples.get(owner.id) ?? new Map<string, string>();
        if (!versions.has(owner.version)) versions.set(owner.version, url);
        this.samples.set(owner.id, versions);
      }
    }
    return this.samples.get(id) ?? new Map();
  }
}
