/** fhirpath's syntax tree. */
export interface Syntax {
  readonly type: string;
  readonly text?: string;
  readonly children?: readonly Syntax[];
}

const named = (names: string, least: number, most: number) =>
  names.split(' ').map((name) => [name, { least, most }] as const);

/** How many parameters the functions take that take any; fhirpath itself only prints a warning. */
const arities: ReadonlyMap<string, { readonly least: number; readonly most: number }> = new Map([
  ...named(
    'all as combine conformsTo contains decode encode endsWith escape exclude extension indexOf intersect is',
    1,
    1,
  ),
  ...named('lastIndexOf log memberOf ofType power repeat select skip split startsWith subsetOf supersetOf take', 1, 1),
  ...named('unescape union where', 1, 1),
  ...named('exists highBoundary join lowBoundary round toQuantity', 0, 1),
  ...named('aggregate defineVariable matches matchesFull substring trace', 1, 2),
  ...named('replace replaceMatches', 2, 2),
  ...named('iif', 2, 3),
]);

/** The first function that is called with too few or too many parameters, and what it takes. */
export function wrongArity(tree: Syntax): string | undefined {
  const rest = [tree];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    const { type, text = '', children = [] } = node;
    rest.push(...children);
    const arity = type === 'Functn' ? arities.get(text) : undefined;
    const given = children.find((child) => child.type === 'ParamList')?.children?.length ?? 0;
    if (arity === undefined || (arity.least <= given && given <= arity.most)) continue;
    const wanted = arity.least === arity.most ? `${arity.least}` : `${arity.least} to ${arity.most}`;
    return `The function ${text}() takes ${wanted} parameters, not ${given}.`;
  }
  return undefined;
}
