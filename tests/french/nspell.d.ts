/** The part of nspell that is used here; it has no types of its own. */
declare module 'nspell' {
  interface Speller {
    correct(word: string): boolean;
  }
  function nspell(dictionary: { readonly aff: Uint8Array; readonly dic: Uint8Array }): Speller;
  export = nspell;
}
