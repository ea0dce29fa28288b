import fhirpath from 'fhirpath';
import type { Syntax } from './arity.ts';
import { readable } from './cost.ts';

/** Syntax trees that outlive the process: parsing an expression takes longer than all that is made of it later. */
export interface SyntaxMemory {
  recall(expression: string): Syntax | undefined;
  remember(expression: string, tree: Syntax): void;
}

let memory: SyntaxMemory | undefined;

/** An expression has one syntax whoever asks, so the memory is shared by all validators of the process. */
export function useSyntaxMemory(given: SyntaxMemory): void {
  memory = given;
}

/** @throws Error for what is not FHIRPath */
export function syntaxOf(expression: string): Syntax {
  const known = memory?.recall(expression);
  if (known !== undefined) return known;
  const tree = withoutPlaces(fhirpath.parse(readable(expression)) as Syntax);
  memory?.remember(expression, tree);
  return tree;
}

/** The tree without the places of its nodes in the text, which nobody asks for. */
function withoutPlaces({ type, text, children }: Syntax): Syntax {
  return {
    type,
    ...(text === undefined ? {} : { text }),
    ...(children === undefined ? {} : { children: children.map(withoutPlaces) }),
  };
}
