import { UcumLhcUtils } from '@lhncbc/ucum-lhc';

export const UCUM = 'http://unitsofmeasure.org';

const verdicts = new Map<string, boolean>();
/** Enough for all units in use anywhere; a stream of wrong ones must not fill the memory. */
const MAX_VERDICTS = 10_000;
const MAX_LENGTH = 200;

/**
 * Whether a code is written by UCUM's grammar and from its units, in its case-sensitive form.
 * @see https://ucum.org/ucum
 */
export function isUcumCode(code: string): boolean {
  const known = verdicts.get(code);
  if (known !== undefined) return known;
  const verdict = judge(code);
  if (verdicts.size >= MAX_VERDICTS) verdicts.clear();
  verdicts.set(code, verdict);
  return verdict;
}

/** Whether two valid codes measure the same dimension, such as lengths; undefined where the library cannot tell. */
export function haveSameDimension(code: string, other: string): boolean | undefined {
  const [dimension, otherDimension] = [dimensionOf(code), dimensionOf(other)];
  return dimension === undefined || otherDimension === undefined ? undefined : dimension === otherDimension;
}

/** An amount in another unit of the same dimension; undefined where there is no such conversion. */
export function inUcumUnit(amount: number, code: string, other: string): number | undefined {
  if (!isUcumCode(code) || !isUcumCode(other)) return undefined;
  const { status, toVal } = UcumLhcUtils.getInstance().convertUnitTo(code, amount, other);
  return status === 'succeeded' && toVal !== null ? toVal : undefined;
}

function judge(code: string): boolean {
  if (code.length === 0 || code.length > MAX_LENGTH || /\s/.test(code.replace(/\{[^{}]*\}/g, ''))) return false;
  const { status, ucumCode } = UcumLhcUtils.getInstance().validateUnitString(code, false);
  return status === 'valid' && ucumCode === code; // the library mends slips such as `degF` or a blank
}

function dimensionOf(code: string): string | undefined {
  if (!isUcumCode(code)) return undefined;
  const unit = UcumLhcUtils.getInstance().getSpecifiedUnit(code, 'validate').unit;
  if (unit === null || unit.isArbitrary_) return undefined;
  return unit.dim_?.dimVec_?.join(' ');
}
