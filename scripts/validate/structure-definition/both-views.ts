import { isJsonObject } from '../../model/fhir.ts';
import type { ValidateIssue } from '../finding/findings.ts';
import { toJsonPath } from '../json/path.ts';

const inView = /^(.*)\.(snapshot|differential)\.element\[(\d+)\](.*)$/;

interface Place {
  readonly view: string;
  /** The element in either view, and what of it, without the numbers that differ from view to view. */
  readonly subject: string;
}

/**
 * A snapshot repeats what the differential states, and so it repeats its faults. What is found of an element in both
 * views is told once, where its author wrote it; as often as the differential has it, and no more.
 * @returns the issues without those that the differential has already
 */
export function withoutRepeats(issues: readonly ValidateIssue[], root: unknown): readonly ValidateIssue[] {
  if (!issues.some(({ expression }) => expression?.includes('.snapshot.element['))) return issues;
  const views = new Map<string, unknown>();
  const elementsAt = (view: string): unknown => {
    if (!views.has(view)) views.set(view, listAt(root, view));
    return views.get(view);
  };
  const subjects = issues.map(({ expression = '' }) => placeOf(expression, elementsAt));
  const told = new Map<string, number>();
  for (const [i, place] of subjects.entries())
    if (place?.view === 'differential') {
      const key = keyOf(place, issues[i]);
      told.set(key, (told.get(key) ?? 0) + 1);
    }
  return issues.filter((issue, i) => {
    const place = subjects[i];
    if (place?.view !== 'snapshot') return true;
    const key = keyOf(place, issue);
    const left = told.get(key) ?? 0;
    if (left > 0) told.set(key, left - 1);
    return left === 0;
  });
}

function placeOf(expression: string, elementsAt: (view: string) => unknown): Place | undefined {
  const match = inView.exec(expression);
  if (match === null) return undefined;
  const [, definition = '', view = '', index, rest = ''] = match;
  const elements = elementsAt(`${definition}.${view}`);
  const element: unknown = Array.isArray(elements) ? elements[Number(index)] : undefined;
  if (!isJsonObject(element)) return undefined;
  const { id, path, sliceName } = element;
  const name = typeof id === 'string' ? id : `${path}:${sliceName}`;
  return { view, subject: `${definition} ${name} ${rest.replace(/\[\d+\]/g, '')}` };
}

function keyOf({ subject }: Place, issue: ValidateIssue | undefined): string {
  return `${subject} ${issue?.severity} ${issue?.rule} ${issue?.message}`;
}

/** The elements of a view, `Bundle.entry[0].resource.snapshot`. */
function listAt(root: unknown, view: string): unknown {
  let value = root;
  for (const step of toJsonPath(root, `${view}.element`))
    value = (value as { readonly [key: string]: unknown })?.[step];
  return value;
}
