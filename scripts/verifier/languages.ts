export const languages = ['en', 'fr'] as const;

/** The languages that reports for people, and the help, are in. */
export type Language = (typeof languages)[number];

/** The one of them that a guide is written in, by its tag, such as `fr-FR`; undefined for any other. */
export function languageOfTag(tag: string | undefined): Language | undefined {
  const [primary] = (tag ?? '').toLowerCase().split('-');
  return languages.find((each) => each === primary);
}
