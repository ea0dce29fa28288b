import { faultText } from '../../model/fault.ts';
import { didYouMean, shown } from '../finding/wording.ts';
import { type Syntax, wrongArity } from '../invariant/arity.ts';
import { syntaxOf } from '../invariant/syntax.ts';

/**
 * The functions of FHIRPath and those that FHIR adds; HL7's engine has no others.
 * @see https://hl7.org/fhir/R4/fhirpath.html#functions
 */
const functions: ReadonlySet<string> = new Set(
  (
    'empty exists all allTrue anyTrue allFalse anyFalse subsetOf supersetOf count distinct isDistinct where select repeat ' +
    'ofType single first last tail skip take intersect exclude union combine coalesce sort iif toBoolean ' +
    'convertsToBoolean toInteger convertsToInteger toLong convertsToLong toDate convertsToDate toDateTime ' +
    'convertsToDateTime toDecimal convertsToDecimal toQuantity convertsToQuantity toString convertsToString toTime ' +
    'convertsToTime indexOf lastIndexOf substring startsWith endsWith contains upper lower replace matches matchesFull ' +
    'replaceMatches length toChars encode decode escape unescape trim split join abs ceiling exp floor ln log power ' +
    'round sqrt truncate children descendants trace now timeOfDay today not as is aggregate defineVariable type ' +
    'lowBoundary highBoundary precision comparable extension hasValue getValue resolve elementDefinition slice ' +
    'checkModifiers conformsTo memberOf subsumes subsumedBy htmlChecks hasTemplateIdOf'
  ).split(' '),
);

/** Why an expression is not FHIRPath, as a sentence; undefined for one that can be evaluated. */
export function expressionFault(expression: string): string | undefined {
  let tree: Syntax;
  try {
    tree = syntaxOf(expression);
  } catch (cause) {
    if (cause instanceof RangeError) return 'it is too deep to be read.';
    return sentence(faultText(cause));
  }
  const unknown = unknownFunction(tree);
  if (unknown !== undefined) return `there is no function ${shown(unknown)}().${didYouMean(unknown, functions)}`;
  const arity = wrongArity(tree);
  return arity === undefined ? undefined : arity.charAt(0).toLowerCase() + arity.slice(1);
}

/** The first fault of those that the parser tells, each on a line; it counts columns from 0. */
function sentence(text: string): string {
  const [, line = '1', column, what = text] = /line: (\d+); column: (\d+); message: (.*)/.exec(text) ?? [];
  const [, input] = /(?:input|at:|at) '(.*?)'(?: expecting|$)/.exec(what) ?? [];
  const where =
    column === undefined ? '' : `${line === '1' ? '' : `in line ${line} `}at character ${Number(column) + 1} `;
  if (input === '<EOF>') return `${where}it ends too early.`;
  if (input !== undefined) return `${where}"${shown(input)}" does not belong.`;
  return `${where}${shown(what.trim()).replace(/[.!]?$/, '')}.`;
}

function unknownFunction(tree: Syntax): string | undefined {
  const rest = [tree];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    const { type, text = '', children = [] } = node;
    if (type === 'Functn' && !functions.has(text)) return text;
    for (const child of children) rest.push(child);
  }
  return undefined;
}
