/**
 * Whether the last digit fits the others by Luhn's mod-10 formula, as LOINC uses it.
 * @see https://loinc.org/kb/users-guide/calculating-mod-10-check-digits/
 */
export function passesMod10(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, isDoubled = false; at >= 0; at--, isDoubled = !isDoubled) {
    const digit = digits.charCodeAt(at) - 48;
    const weighted = isDoubled ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

/** Verhoeff's dihedral multiplication, permutation by position from the right. */
const multiplication = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const permutation = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/**
 * Whether the last digit fits the others by Verhoeff's scheme, as SNOMED CT uses it.
 * @see https://confluence.ihtsdotools.org/display/DOCRELFMT/6.4+Check-digit
 */
export function passesVerhoeff(digits: string): boolean {
  let check = 0;
  for (let at = digits.length - 1, position = 0; at >= 0; at--, position++) {
    const digit = Number(permutation[position % 8]?.[digits.charCodeAt(at) - 48]);
    check = Number(multiplication[check]?.[digit]);
  }
  return check === 0;
}
