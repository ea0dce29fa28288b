import extlangs from 'language-subtag-registry/data/json/extlang.json' with { type: 'json' };
import grandfathered from 'language-subtag-registry/data/json/grandfathered.json' with { type: 'json' };
import languages from 'language-subtag-registry/data/json/language.json' with { type: 'json' };
import regions from 'language-subtag-registry/data/json/region.json' with { type: 'json' };
import scripts from 'language-subtag-registry/data/json/script.json' with { type: 'json' };
import variants from 'language-subtag-registry/data/json/variant.json' with { type: 'json' };

/**
 * Whether a tag is well-formed and all its subtags are registered, which BCP 47 calls valid. Case does not count.
 * `fre` and `eng` are not: the registry has a language once, by its shortest code.
 * @see https://www.rfc-editor.org/rfc/rfc5646#section-2.2.9
 */
export function isLanguageTag(tag: string): boolean {
  const lower = tag.toLowerCase();
  if (has(grandfathered, lower)) return true;
  if (/^x(?:-[a-z0-9]{1,8})+$/.test(lower)) return true; // private use from the beginning
  const [, head = '', extensions = ''] =
    /^(.*?)((?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)$/.exec(lower) ?? [];
  if (head === '' || hasTwice(singletonsOf(extensions))) return false;
  const subtags = head.split('-');
  const take = (table: object, ...lengths: number[]): boolean => {
    const [next] = subtags;
    if (next === undefined || (lengths.length > 0 && !lengths.includes(next.length)) || !has(table, next)) return false;
    subtags.shift();
    return true;
  };
  if (!take(languages)) return isPrivateLanguage(subtags[0]) && subtags.length === 1;
  take(extlangs, 3);
  take(scripts, 4);
  take(regions, 2, 3);
  const rest = new Set(subtags);
  return rest.size === subtags.length && subtags.every((subtag) => has(variants, subtag));
}

/** `qaa..qtz` stand in the registry as one range. */
function isPrivateLanguage(subtag: string | undefined): boolean {
  return subtag !== undefined && /^q[a-t][a-z]$/.test(subtag);
}

function singletonsOf(extensions: string): string[] {
  const [beforePrivateUse = ''] = extensions.split('-x-', 1);
  return beforePrivateUse.split('-').filter((subtag) => subtag.length === 1);
}

function hasTwice(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}

function has(table: object, subtag: string): boolean {
  return Object.hasOwn(table, subtag);
}
