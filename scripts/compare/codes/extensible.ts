/** What codes mean to both sides that an extensible binding gains. */
export const OWN_CODES =
  'An own code is wrong where one that is listed now fits, and codes arrive that a reader does not know.';

/** The same of codes that it loses. */
export const LISTED_NO_MORE = 'A code that is listed no more may still be sent where none fits.';
