/** Files of two packages that were made from the same sources. */
export interface PackageDifference {
  readonly same: readonly string[];
  /** Equal but for the time at which they were made. */
  readonly dates: readonly string[];
  readonly differ: readonly string[];
}

/** From the start of the first run to the end of the second. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Compares two packages file by file. A date counts as the time of making only when it lies between the beginning of
 * the day before the first run and the end of the day after the second (days, because some are local ones): every other
 * date is content.
 */
export function comparePackages(
  first: ReadonlyMap<string, Buffer>,
  second: ReadonlyMap<string, Buffer>,
  span: Span,
): PackageDifference {
  const found = { same: [] as string[], dates: [] as string[], differ: [] as string[] };
  for (const name of [...new Set([...first.keys(), ...second.keys()])].sort()) {
    const [a, b] = [first.get(name), second.get(name)];
    if (a === undefined || b === undefined) found.differ.push(name);
    else if (a.equals(b)) found.same.push(name);
    else if (withoutTime(a.toString('utf8'), span) === withoutTime(b.toString('utf8'), span)) found.dates.push(name);
    else found.differ.push(name);
  }
  return found;
}

const dated =
  /\b(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?|\b(\d{4})(\d\d)(\d\d)\d{6}\b|\b(?:\w{3}, )?(\d\d?) (\w{3}),? (\d{4}) \d\d:\d\d:\d\d [+-]\d{4}|\b(?:\w{3}, )?(\w{3}) (\d\d?), (\d{4}) \d\d:\d\d(?:[+-]\d{4})?(?:[+-]\d\d:\d\d)?/g;

function withoutTime(text: string, { from, to }: Span): string {
  return text.replace(dated, (whole, ...groups: (string | undefined)[]) => {
    const [year, month, day, year2, month2, day2, day3, month3, year3, month4, day4, year4] = groups;
    const date = Date.parse(
      (year3 ?? year4) === undefined
        ? `${year ?? year2}-${month ?? month2}-${day ?? day2}`
        : `${day3 ?? day4} ${month3 ?? month4} ${year3 ?? year4} UTC`,
    );
    return date >= from.getTime() - 2 * DAY_MS && date <= to.getTime() + DAY_MS ? '<time>' : whole;
  });
}
