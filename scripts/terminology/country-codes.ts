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
