type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;
type Place = string | number;

/** What stands where something else should: each JSON type, and what looks nearly right. */
const WRONG: readonly Json[] = [
  null,
  '',
  ' ',
  'é',
  'urn:uuid:x',
  '2026-13-45',
  '2026-11-30T10:00',
  12,
  -1.5,
  true,
  [],
  {},
  [null],
  [{ x: 1 }],
  { extension: [{ url: 'x' }] },
  { reference: 'Device/x/y' },
  { reference: '#x' },
  { reference: 'Patient/1', type: 'Device' },
  { value: 1, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kgg' },
  { coding: [{ system: 'http://loinc.org', code: '1' }] },
];

/** Payloads that are wrong in one place each: something is missing, twice, misspelt, or another thing. */
export function* mutants(payload: Json): Generator<Json> {
  for (const path of placesOf(payload, [])) {
    const edited = (change: (parent: Json, key: Place) => void): Json => {
      const copy = structuredClone(payload);
      change(
        path.slice(0, -1).reduce<Json>((value, step) => at(value, step), copy),
        path.at(-1) ?? 0,
      );
      return copy;
    };
    yield edited(remove);
    yield edited((parent, key) => put(parent, Array.isArray(parent) ? parent.length : key, twice(at(parent, key))));
    yield edited((parent, key) => {
      if (Array.isArray(parent)) return;
      put(parent, `${key}x`, at(parent, key));
      remove(parent, key);
    });
    yield edited((parent, key) => put(parent, Array.isArray(parent) ? key : `_${key}`, 'x'));
    yield edited((parent, key) => put(parent, key, marked(at(parent, key))));
    for (const wrong of WRONG) yield edited((parent, key) => put(parent, key, structuredClone(wrong)));
  }
}

function placesOf(value: Json, path: readonly Place[]): Place[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    const place = [...path, Array.isArray(value) ? Number(name) : name];
    return [place, ...placesOf(part, place)];
  });
}

function at(value: Json, step: Place): Json {
  return (value as { [key: string]: Json })[step] ?? null;
}

function put(parent: Json, key: Place, value: Json): void {
  (parent as { [key: string]: Json })[key] = value;
}

function remove(parent: Json, key: Place): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete (parent as { [key: string]: Json })[key];
}

function twice(value: Json): Json {
  return Array.isArray(value) ? [...value, ...value] : [value, structuredClone(value)];
}

/** With an extension that nobody knows; a text with a letter too many. */
function marked(value: Json): Json {
  if (typeof value === 'string') return `${value}X`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return { ...value, id: 'a b', extension: [{ url: 'https://example.com/ext', valueString: 'x' }] };
}
