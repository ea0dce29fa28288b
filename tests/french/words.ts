/** What looks like a name out of code or a figure: it has a dot, a slash, an underscore, a digit, a capital inside. */
const code =
  /[\p{L}\d%.-]*[/_=|@#\\[\]{}][^\s,;)»]*|[A-Za-z-]+\.[A-Za-z][\p{L}\d.[\]()-]*|[\p{L}-]*\d[\p{L}\d.:-]*|\p{L}*\p{Ll}\p{Lu}\p{L}*|\p{Lu}{2,}\p{Ll}\p{L}*|urn:\S+/gu;

/** What others say is theirs: answers of the API are in English. */
const quotation = /«[^»]*»/g;

const elision = /^(?:[ldnsmtcj]|qu|jusqu|lorsqu|puisqu|quelqu)['’]/i;

/** The French words of a text, without their elided article (`l'usager` is `usager`) and without quotations. */
export function wordsOf(text: string): string[] {
  return [
    ...text
      .replace(quotation, '·')
      .replace(code, '·')
      .matchAll(/\p{L}+(?:['’-]\p{L}+)*/gu),
  ]
    .map(([word]) => word.replace(elision, ''))
    .filter((word) => word.length > 1 && word !== word.toUpperCase()); // capitals alone: an acronym
}
