const pattern =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?)?)?)?$/;

/** What is wrong with a date, dateTime or instant, as the end of a sentence; undefined when nothing is. */
export type DateProblem = string | undefined;

const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Checks form and calendar: 2013-04-31 has the right form and does not exist.
 * @see https://hl7.org/fhir/R4/datatypes.html#dateTime
 */
export function dateProblem(text: string, type: 'date' | 'dateTime' | 'instant'): DateProblem {
  const match = pattern.exec(text);
  const wanted = { date: 'YYYY, YYYY-MM or YYYY-MM-DD', dateTime: 'YYYY[-MM[-DD[Thh:mm:ss+zz:zz]]]' }[
    type as 'date' | 'dateTime'
  ];
  if (match === null) return type === 'instant' ? instantForm : `is not of the form ${wanted}`;
  const [, year = '', month, day, hour, minute, second, , zone] = match;
  if (type === 'date' && hour !== undefined) return `is not of the form ${wanted}: a date has no time`;
  if (type === 'instant' && (hour === undefined || second === undefined || zone === undefined)) return instantForm;
  if (hour !== undefined && zone === undefined)
    return 'has a time without a time zone: add Z or an offset such as +01:00';
  if (hour !== undefined && second === undefined) return 'has a time without seconds: write hh:mm:ss';
  if (year === '0000') return 'has the year 0000, which does not exist';
  return calendarProblem(year, month, day) ?? clockProblem(hour, minute, second);
}

/** Of a birth, a measure or an appointment: no earlier, and no later than this many years ahead. */
const EARLIEST_YEAR = '1800';
const YEARS_AHEAD = 80;
const latestYear = String(new Date().getFullYear() + YEARS_AHEAD);

/** @param year four digits: years of the first centuries are those of two digits that were filled up with zeros */
export function isReasonableYear(year: string): boolean {
  return (year >= EARLIEST_YEAR && year <= latestYear) || year === '9999'; // 9999 stands for "without end"
}

const instantForm = 'is not of the form YYYY-MM-DDThh:mm:ss.sss+zz:zz, with seconds and a time zone';

function calendarProblem(year: string, month: string | undefined, day: string | undefined): DateProblem {
  if (month === undefined) return undefined;
  const monthNumber = Number(month);
  if (monthNumber < 1 || monthNumber > 12) return `has the month ${month}, which does not exist`;
  if (day === undefined) return undefined;
  const y = Number(year);
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const length = monthNumber === 2 && !leap ? 28 : (monthLengths[monthNumber - 1] ?? 31);
  if (Number(day) < 1 || Number(day) > length) return `has a day that ${year}-${month} does not have`;
  return undefined;
}

function clockProblem(hour: string | undefined, minute: string | undefined, second: string | undefined): DateProblem {
  if (hour === undefined) return undefined;
  // R4 allows 60 for a leap second.
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return 'has a time of day that does not exist';
  return undefined;
}

const timePattern = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?$/;

export function timeProblem(text: string): DateProblem {
  return timePattern.test(text) ? undefined : 'is not of the form hh:mm:ss with an hour up to 23';
}
