import type { Issue } from '../../model/issue.ts';
import { type FshText, linesIn } from '../files/fsh-files.ts';
import type { ProjectPaths } from '../files/project-paths.ts';
import type { Entity, Rule } from '../origin/rule-paths.ts';
import type { Tank } from '../sushi/sushi.ts';

/**
 * Finds the numbers that SUSHI writes otherwise than the FSH has them: it takes each for a double, so that zeros at the
 * end and digits beyond the seventeenth are lost without a word. In FHIR both are part of the value.
 * @param tank after the export, which inserts the RuleSets; a line of one is told once
 * @see https://hl7.org/fhir/R4/datatypes.html#decimal
 */
export function findChangedDecimals(tank: Tank, texts: readonly FshText[], paths: ProjectPaths): Issue[] {
  const linesOf = linesIn(texts);
  const issues = new Map<string, Issue>();
  const entities = [...tank.getAllInstances(), ...tank.getAllStructureDefinitions()] as unknown[] as Entity[];
  for (const { rules, sourceInfo } of entities)
    for (const rule of rules) {
      const { location, file = sourceInfo.file ?? '' } = rule.sourceInfo;
      if (location === undefined) continue;
      for (const number of numbersOf(rule, () => linesOf(file).slice(location.startLine - 1, location.endLine))) {
        const written = asWritten(number);
        if (written === undefined) continue;
        const source = { file: paths.relative(file), line: location.startLine, column: location.startColumn };
        issues.set(`${file} ${location.startLine} ${number}`, {
          severity: 'warning',
          code: 'value',
          rule: 'decimal-changed',
          message: `SUSHI writes ${shortened(number)} as ${written}: it keeps neither zeros at the end nor more than 17 digits, which are part of a decimal's value in FHIR. Write ${written} if that will do, or give the resource as JSON under input/.`,
          source,
        });
      }
    }
  return [...issues.values()];
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

/** The numbers that a rule assigns, as they are written. */
function numbersOf({ value, rawValue }: Rule, text: () => readonly string[]): readonly string[] {
  // What is whole is a bigint to SUSHI, `19.00` too.
  if (typeof value === 'number' || typeof value === 'bigint') return typeof rawValue === 'string' ? [rawValue] : [];
  const kind = typeof value === 'object' && value !== null ? value.constructor.name : '';
  if (kind !== 'FshQuantity' && kind !== 'FshRatio') return [];
  const whole = text().join('\n');
  const assigned = whole.slice(whole.indexOf(' =') + 2).replace(/'[^']*'|"[^"]*"|\S+[|#]\S+|\/\/.*/g, ' ');
  return assigned.match(/(?<=^|[\s:])[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?=$|[\s:])/g) ?? [];
}

/** What SUSHI makes of a number; undefined where that is the same. */
function asWritten(number: string): string | undefined {
  const written = String(Number.parseFloat(number));
  return precise(number) === precise(written) ? undefined : written;
}

/** Digits and decimal places; an exponent says nothing of the zeros that it stands for. */
function precise(number: string): string {
  const [, sign = '', whole = '', places = '', exponent] =
    /^([+-]?)(\d*)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(number) ?? [];
  const digits = (whole + places).replace(/^0+/, '');
  const scale = places.length - Number(exponent ?? 0);
  const minus = sign === '-' && digits !== '' ? '-' : '';
  if (scale >= 0) return `${minus}${digits} ${scale}`;
  return `${minus}${digits}${'0'.repeat(Math.min(-scale, 400))} 0`;
}
