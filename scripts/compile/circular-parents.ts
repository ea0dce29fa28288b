import type { Issue } from '../model/issue.ts';
import { keywordLine } from './entity-header.ts';
import type { FshText } from './fsh-files.ts';
import type { ProjectPaths } from './project-paths.ts';
import type { Tank } from './sushi.ts';

/** Definitions that are their own ancestors; SUSHI follows them until its stack ends. One issue for each circle. */
export function findCircularParents(tank: Tank, fsh: readonly FshText[], paths: ProjectPaths): Issue[] {
  const definitions = tank.getAllStructureDefinitions();
  const parentOf = (name: string) => {
    const parent = definitions.find((definition) => definition.name === name)?.parent ?? '';
    const target = tank.resolveAlias(parent) ?? parent;
    // A definition that names itself means the one of that name in FHIR, or SUSHI says that it must not.
    return definitions.find((other) => other.name !== name && (other.name === target || other.id === target))?.name;
  };
  const reported = new Set<string>();
  return definitions.flatMap((definition): Issue[] => {
    const circle = circleFrom(definition.name, parentOf);
    if (circle === undefined || reported.has(definition.name)) return [];
    for (const name of circle) reported.add(name);
    const { file = '', location } = definition.sourceInfo;
    const text = fsh.find((candidate) => candidate.file === file)?.text ?? '';
    const start = location?.startLine ?? 1;
    const line = start + keywordLine(text.split('\n').slice(start - 1, location?.endLine), 'Parent');
    const message = `The parents go in a circle: ${[...circle, definition.name].join(' < ')}. Give one of them a parent that does not build on it.`;
    const source = { file: paths.relative(file), line };
    return [{ severity: 'error', code: 'conflict', rule: 'parent-circular', message, source }];
  });
}

function circleFrom(start: string, parentOf: (name: string) => string | undefined): string[] | undefined {
  const circle: string[] = [];
  for (let name: string | undefined = start; name !== undefined; name = parentOf(name)) {
    if (circle.includes(name)) return name === start ? circle : undefined;
    circle.push(name);
  }
  return undefined;
}
