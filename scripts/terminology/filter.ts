import type { ValueSet } from '../model/fhir.ts';
import { compileRegex } from '../model/regex/bounded-regex.ts';
import { type CompiledCodeSystem, type Concept, propertyValues } from './code-system.ts';
import { type Decision, not } from './decision.ts';

type Include = NonNullable<NonNullable<ValueSet['compose']>['include']>[number];
export type Filter = NonNullable<Include['filter']>[number];

/** Whether a concept of the code system passes. */
export type ConceptTest = (concept: Concept) => Decision;

/**
 * Compiles a filter of a value set into a test.
 * @see https://hl7.org/fhir/R4/valueset-filter-operator.html
 */
export function compileFilter(filter: Filter, codeSystem: CompiledCodeSystem): ConceptTest {
  const { property, op, value } = filter;
  const isAboutCode = property === 'concept' || property === 'code';
  switch (op) {
    case 'is-a':
    case 'descendent-of':
    case 'is-not-a': {
      if (!isAboutCode) return undecidable(filter, codeSystem);
      const self = codeSystem.find(value)?.definition.code;
      const isBelow = (concept: Concept) => concept.definition.code !== self && codeSystem.isBelow(concept, value);
      const isSelf = ({ definition }: Concept) => definition.code === self;
      if (op === 'descendent-of') return isBelow;
      if (op === 'is-a') return (concept) => isSelf(concept) || isBelow(concept);
      return (concept) => !isSelf(concept) && !isBelow(concept);
    }
    case 'generalizes': {
      if (!isAboutCode) return undecidable(filter, codeSystem);
      const self = codeSystem.find(value);
      return ({ definition: { code } }) =>
        self !== undefined && (code === self.definition.code || codeSystem.isBelow(self, code));
    }
    case '=':
      return (concept) => hasValue(concept, filter, codeSystem, (found) => found === value || codeOf(found) === value);
    case 'in':
    case 'not-in': {
      const values = new Set(value.split(',').map((item) => item.trim()));
      const isIn = (concept: Concept) =>
        hasValue(concept, filter, codeSystem, (found) => values.has(found) || values.has(codeOf(found)));
      return op === 'in' ? isIn : (concept) => not(isIn(concept));
    }
    case 'regex': {
      const regex = compileRegex(value, 'whole');
      if (regex === undefined) return undecidable(filter, codeSystem);
      return (concept) => {
        let isOpen = false;
        const matches = hasValue(concept, filter, codeSystem, (found) => {
          const verdict = regex(found);
          isOpen ||= verdict === undefined;
          return verdict === true;
        });
        return isOpen && matches === false ? undecidable(filter, codeSystem)(concept) : matches;
      };
    }
    case 'exists':
      return (concept) => {
        const exists = hasValue(concept, filter, codeSystem, () => true);
        return typeof exists === 'boolean' ? exists === (value !== 'false') : exists;
      };
    default:
      return compileLaterOperator(filter, codeSystem);
  }
}

/** Operators that R5 added; R4 value sets have them by extension or ahead of time. */
function compileLaterOperator(filter: Filter, codeSystem: CompiledCodeSystem): ConceptTest {
  const isLeaf = ({ definition }: Concept) => codeSystem.children(definition.code).size === 0;
  switch (String(filter.op)) {
    case 'child-of': {
      const children = codeSystem.children(filter.value);
      return ({ definition }) => children.has(definition.code);
    }
    case 'descendent-leaf': {
      return (concept) => codeSystem.isBelow(concept, filter.value) && isLeaf(concept);
    }
    default:
      return undecidable(filter, codeSystem);
  }
}

/** What testing one concept may cost, where looking at a property costs one. */
export function costOf(filters: readonly Filter[], concept: Concept, codeSystem: CompiledCodeSystem): number {
  return filters.reduce((cost, { op }) => cost + (op === 'regex' ? 500 : 1), codeSystem.depthOf(concept));
}

function hasValue(
  concept: Concept,
  { property, op, value }: Filter,
  codeSystem: CompiledCodeSystem,
  test: (value: string) => boolean,
): Decision {
  const { code, display } = concept.definition;
  switch (property) {
    case 'code':
    case 'concept':
      return test(code);
    case 'display':
      return display !== undefined && test(display);
    case 'parent':
      return concept.parents.some(test);
    case 'child':
      return [...codeSystem.children(code)].some(test);
    default: {
      const values = propertyValues(concept, property);
      if (values.length > 0) return values.some(test);
      if (codeSystem.properties.has(property) || property === 'notSelectable' || property === 'inactive') return false;
      return { unknown: `code system ${codeSystem.url} has no property '${property}' for the filter ${op} ${value}` };
    }
  }
}

function codeOf(coding: string): string {
  return coding.slice(coding.lastIndexOf('|') + 1);
}

function undecidable({ property, op, value }: Filter, { url }: CompiledCodeSystem): ConceptTest {
  const stated = value.length > 100 ? `${value.slice(0, 97)}...` : value;
  const decision = { unknown: `the filter '${property} ${op} ${stated}' on code system ${url} cannot be evaluated` };
  return () => decision;
}
