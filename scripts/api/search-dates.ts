import type { Issue } from '../model/issue.ts';
import type { ApiRule } from './rules.ts';
import type { SearchRequest } from './search-request.ts';

type Parameter = SearchRequest['parameters'][number];

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
const DAY = 86_400_000;
/** What a time without its zone may be off by: https://en.wikipedia.org/wiki/UTC%2B14:00 and -12:00. */
const ZONES = 26 * 3_600_000;

/** What is wrong with the values of the parameters that are dates: https://hl7.org/fhir/R4/search.html#date */
export function dateIssues(parameters: readonly Parameter[], dates: ReadonlySet<string>): Issue[] {
  const issues: Issue[] = [];
  const bounds: Bound[] = [];
  for (const [index, { name, value }] of parameters.entries()) {
    if (!dates.has(name)) continue;
    const expression = `Parameters.parameter[${index}].value`;
    const [, prefix = '', date = ''] = /^([a-z]{2})?(.*)$/s.exec(value) ?? [];
    const read = readDate(date);
    if (typeof read === 'string') issues.push(notThere(`${name}=${value}: ${read}`, expression));
    else if (read !== undefined) bounds.push({ ...read, prefix, value, name, expression });
  }
  return [...issues, ...[...new Set(bounds.map(({ name }) => name))].flatMap((name) => emptyPeriod(bounds, name))];
}

interface Period {
  /** Milliseconds since 1970: the first and the one behind the last that the date may mean. */
  readonly from: number;
  readonly to: number;
  readonly hasZone: boolean;
}

interface Bound extends Period {
  readonly prefix: string;
  readonly value: string;
  readonly name: string;
  readonly expression: string;
}

/** Undefined where the text has not the form of a date, which a profile of the request says; a text where no such day or time is. */
function readDate(text: string): Period | string | undefined {
  const parts = DATE.exec(text);
  if (parts === null) return undefined;
  const [, year = '', month, day, hour, minute, second, , zone] = parts;
  const [y, m, d] = [Number(year), Number(month ?? 1), Number(day ?? 1)];
  if (m < 1 || m > 12) return `there is no month ${month}.`;
  const days = new Date(Date.UTC(2000 + (y % 400), m, 0)).getUTCDate();
  if (d < 1 || d > days) return `the month ${year}-${month} has ${days} days.`;
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59)
    return `there is no time ${hour}:${minute}${second === undefined ? '' : `:${second}`}.`;
  const offset = zone === undefined || zone === 'Z' ? 0 : minutesOf(zone);
  if (Math.abs(offset) > 14 * 60) return `there is no time zone ${zone}.`;
  const start =
    utc(y, m, d) + ((Number(hour ?? 0) * 60 + Number(minute ?? 0) - offset) * 60 + Number(second ?? 0)) * 1000;
  if (hour !== undefined)
    return { from: start, to: start + (second === undefined ? 60_000 : 1000), hasZone: zone !== undefined };
  const end = day !== undefined ? start + DAY : month !== undefined ? utc(y, m + 1, 1) : utc(y + 1, 1, 1);
  return { from: start, to: end, hasZone: false };
}

/** Years below 100 too, which `Date.UTC` would take for those of the twentieth century. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function minutesOf(zone: string): number {
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  return (hours * 60 + minutes) * (zone.startsWith('-') ? -1 : 1);
}

function emptyPeriod(all: readonly Bound[], name: string): Issue[] {
  const bounds = all.filter((bound) => bound.name === name);
  const lower = bounds.find(({ prefix }) => prefix === 'ge' || prefix === 'gt');
  const upper = bounds.find(({ prefix }) => prefix === 'le' || prefix === 'lt');
  if (lower === undefined || upper === undefined) return [];
  const slack = lower.hasZone === upper.hasZone ? 0 : ZONES;
  const begins = lower.prefix === 'ge' ? lower.from : lower.to;
  const ends = upper.prefix === 'le' ? upper.to : upper.from;
  if (begins < ends + slack) return [];
  const message = `The period ends before it begins (${name}=${lower.value}, ${name}=${upper.value}), so that nothing can be found. Exchange the two bounds.`;
  return [issueOf('warning', message, upper.expression)];
}

function notThere(message: string, expression: string): Issue {
  return issueOf('error', `${message} Search by a date that exists.`, expression);
}

function issueOf(severity: Issue['severity'], message: string, expression: string): Issue & { readonly rule: ApiRule } {
  return { severity, code: 'value', rule: 'api-search-date', message, expression };
}
