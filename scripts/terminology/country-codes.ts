import { iso31661 } from 'iso-3166';

type Standing = 'assigned' | 'private' | 'unassigned';

let assigned: ReadonlySet<string> | undefined;

/**
 * What ISO 3166-1 says of a code of two letters, three letters or three digits. Withdrawn and reserved codes (`AN`,
 * `UK`, `EU`) are no countries' codes; users may give a meaning of their own to `XK`, `ZZ` and others.
 * @see https://www.iso.org/iso-3166-country-codes.html
 */
export function countryStanding(code: string): Standing {
  assigned ??= new Set(iso31661.flatMap(({ alpha2, alpha3, numeric }) => [alpha2, alpha3, numeric]));
  if (assigned.has(code)) return 'assigned';
  return /^(?:AA|Q[M-Z]|X[A-Z]|ZZ|AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]|9\d\d)$/.test(code) ? 'private' : 'unassigned';
}

let names: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * The name of a country, where a display is that of another one: `Australia` for `BD`. Countries have many names, so
 * that one which nobody has is no fault.
 */
export function countryShownAs(code: string, display: string): string | undefined {
  names ??= new Map(
    iso31661.flatMap((each) =>
      [each.alpha2, each.alpha3, each.numeric].map((key) => [key, [each.alpha2, each.name]] as const),
    ),
  );
  const [country, name] = names.get(code) ?? [];
  if (country === undefined) return undefined;
  const shown = display.trim().toLowerCase();
  const other = iso31661.find((each) => each.name.toLowerCase() === shown);
  return other === undefined || other.alpha2 === country ? undefined : name;
}
