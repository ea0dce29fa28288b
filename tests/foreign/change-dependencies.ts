import { isMap, parseDocument } from 'yaml';

/** How a guide is changed so that it can be built with the packages that can be had. */
export interface DependencyChanges {
  /** `id=version` */
  readonly replace: readonly string[];
  /** `id` */
  readonly without: readonly string[];
}

/**
 * A sushi-config.yaml with other dependencies, its comments and order kept, and what was changed, in words.
 * Throws an Error for a dependency that the guide does not name.
 */
export function changeDependencies(text: string, { replace, without }: DependencyChanges) {
  const document = parseDocument(text);
  const told: string[] = [];
  const placeOf = (id: string) => {
    if (!document.hasIn(['dependencies', id])) throw new Error(`The guide has no dependency "${id}".`);
    const value = document.getIn(['dependencies', id]);
    const path = isMap(value) ? ['dependencies', id, 'version'] : ['dependencies', id];
    return { path, version: String(document.getIn(path) ?? 'no version') };
  };
  for (const [id = '', wanted] of replace.map((each) => each.split('='))) {
    const { path, version } = placeOf(id);
    document.setIn(path, wanted);
    told.push(`${id} ${wanted} for ${version}`);
  }
  for (const id of without) {
    const { version } = placeOf(id);
    document.deleteIn(['dependencies', id]);
    told.push(`no ${id} ${version}`);
  }
  const left = document.get('dependencies');
  if (isMap(left) && left.items.length === 0) document.delete('dependencies');
  return { text: told.length === 0 ? text : document.toString({ lineWidth: 0 }), told };
}
