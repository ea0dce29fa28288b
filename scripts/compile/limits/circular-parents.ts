import type { Issue } from '../../model/issue.ts';
import { chainText } from '../files/fsh-bounds.ts';
import type { FshText } from '../files/fsh-files.ts';
import type { ProjectPaths } from '../files/project-paths.ts';
import { keywordLine } from '../origin/entity-header.ts';
import { aliasesOf } from '../sushi/entity-names.ts';
import type { Tank } from '../sushi/sushi.ts';

/** Definitions that are their own ancestors; SUSHI follows them until its stack ends. One issue for each circle. */
export function findCircularParents(tank: Tank, fsh: readonly FshText[], paths: ProjectPaths): Issue[] {
  const definitions = tank.getAllStructureDefinitions();
  const named = new Map<string, (typeof definitions)[number][]>();
  for (const definition of definitions) {
    for (const name of new Set([definition.name, definition.id]))
      named.set(name, [...(named.get(name) ?? []), definition]);
  }
  const parents = new Map(definitions.map(({ name, parent = '' }) => [name, parent]));
  const aliases = aliasesOf(tank);
  const parentOf = (name: string) => {
    const parent = parents.get(name) ?? '';
    // A definition that names itself means the one of that name in FHIR, or SUSHI says that it must not.
    return named.get(aliases.get(parent) ?? parent)?.find((other) => other.name !== name)?.name;
  };
  const reported = new Set<string>();
  return definitions.flatMap((definition): Issue[] => {
    const circle = reported.has(definition.name) ? undefined : circleFrom(definition.name, parentOf);
    if (circle === undefined) return [];
    for (const name of circle) reported.add(name);
    const { file = '', location } = definition.sourceInfo;
    const text = fsh.find((candidate) => candidate.file === file)?.text ?? '';
    const start = location?.startLine ?? 1;
    const line = start + keywordLine(text.split('\n').slice(start - 1, location?.endLine), 'Parent');
    const message = `The parents go in a circle: ${chainText([...circle, definition.name], ' < ')}. Give one of them a parent that does not build on it.`;
    const source = { file: paths.relative(file), line };
    return [{ severity: 'error', code: 'conflict', rule: 'parent-circular', message, source }];
  });
}

function circleFrom(start: string, parentOf: (name: string) => string | undefined): string[] | undefined {
  const circle = new Set<string>();
  for (let name: string | undefined = start; name !== undefined; name = parentOf(name)) {
    if (circle.has(name)) return name === start ? [...circle] : undefined;
    circle.add(name);
  }
  return undefined;
}
