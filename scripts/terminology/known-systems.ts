import { passesMod10, passesVerhoeff } from './check-digit.ts';
import { countryStanding } from './country-codes.ts';
import { isLanguageTag } from './language-tags.ts';
import { isUcumCode, UCUM } from './ucum.ts';

/** What can be said of a code by its form, where the code system's content is not at hand. */
type FormVerdict =
  /** The grammar is the code system: well-formed is known. */
  | 'known'
  /** No code of this system is written like that. */
  | 'malformed'
  /** It could be one; only the content could tell. */
  | 'plausible';

export interface KnownSystem {
  readonly name: string;
  judge(code: string): FormVerdict;
}

const concepts = (isConcept: boolean): FormVerdict => (isConcept ? 'plausible' : 'malformed');

const loincCode = /^(\d{1,7})-(\d)$/;
/** Answers, answer lists, parts and groups have numbers of their own, with check digits made another way. */
const loincOther = /^(?:(?:LA|LL|LP|LG)\d{1,8}-\d|MTHU\d{6})$/;

function judgeLoinc(code: string): FormVerdict {
  const [, number, check] = loincCode.exec(code) ?? [];
  if (number === undefined || check === undefined) return concepts(loincOther.test(code));
  return concepts(passesMod10(number + check));
}

/** A concept's identifier; an expression (post-coordinated) has other characters and is not judged. */
const sctIdentifier = /^[1-9]\d{5,17}$/;

function judgeSnomed(code: string): FormVerdict {
  if (/[:+=<|]/.test(code)) return 'plausible';
  const partition = code.at(-2); // 0 concept, 1 description, 2 relationship
  return concepts(sctIdentifier.test(code) && partition === '0' && passesVerhoeff(code));
}

function judgeLanguage(code: string): FormVerdict {
  return isLanguageTag(code) ? 'known' : 'malformed';
}

function judgeCountry(code: string): FormVerdict {
  const [, country = '', subdivision] = /^([A-Z]{2})-([A-Z0-9]{1,3})$/.exec(code) ?? [undefined, code];
  const standing = countryStanding(country);
  if (standing === 'unassigned') return 'malformed';
  return standing === 'assigned' && subdivision === undefined ? 'known' : 'plausible';
}

/** Which subdivisions a country has changes; that it is a country does not. */
function judgeSubdivision(code: string): FormVerdict {
  const [, country] = /^([A-Z]{2})-[A-Z0-9]{1,3}$/.exec(code) ?? [];
  return concepts(country !== undefined && countryStanding(country) !== 'unassigned');
}

/** Regions have three digits; which of them are given out changes. */
function judgeRegion(code: string): FormVerdict {
  return concepts(/^\d{3}$/.test(code));
}

/** The runtime's data on currencies takes milliseconds to load, so it is not loaded before it is needed. */
let currencies: ReadonlySet<string> | undefined;

function judgeCurrency(code: string): FormVerdict {
  currencies ??= new Set(Intl.supportedValuesOf('currency'));
  return currencies.has(code) ? 'known' : concepts(/^[A-Z]{3}$/.test(code));
}

/** R4 uses these three in place of a media type: https://hl7.org/fhir/R4/http.html#mime-type */
const formatCodes = new Set(['xml', 'json', 'ttl']);
/** Parameters are taken as they come: real ones have blanks in them. */
const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9*][a-z0-9!#$&^_.+-]{0,126}(?:\s*;.*)?$/i;

function judgeMediaType(code: string): FormVerdict {
  return formatCodes.has(code) || (code.length <= 1000 && mediaType.test(code)) ? 'known' : 'malformed';
}

/**
 * Systems whose content no package carries in full, by URI.
 * @see https://hl7.org/fhir/R4/terminologies-systems.html
 */
export const knownSystems: ReadonlyMap<string, KnownSystem> = new Map<string, KnownSystem>([
  [UCUM, { name: 'UCUM', judge: (code) => (isUcumCode(code) ? 'known' : 'malformed') }],
  ['http://loinc.org', { name: 'LOINC', judge: judgeLoinc }],
  ['http://snomed.info/sct', { name: 'SNOMED CT', judge: judgeSnomed }],
  ['urn:ietf:bcp:47', { name: 'BCP 47 (language tags)', judge: judgeLanguage }],
  ['urn:ietf:bcp:13', { name: 'BCP 13 (media types)', judge: judgeMediaType }],
  [
    'urn:ietf:rfc:3986',
    {
      name: 'RFC 3986 (URIs)',
      judge: (code) => (/^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/.test(code) ? 'known' : 'malformed'),
    },
  ],
  ['urn:iso:std:iso:3166', { name: 'ISO 3166 (countries)', judge: judgeCountry }],
  ['urn:iso:std:iso:3166:-2', { name: 'ISO 3166-2 (subdivisions)', judge: judgeSubdivision }],
  ['http://unstats.un.org/unsd/methods/m49/m49.htm', { name: 'UN M49 (regions)', judge: judgeRegion }],
  ['urn:iso:std:iso:4217', { name: 'ISO 4217 (currencies)', judge: judgeCurrency }],
]);
