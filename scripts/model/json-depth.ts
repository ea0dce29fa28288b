/** Levels of nesting beyond which no JSON of FHIR goes; the functions that walk JSON call themselves once a level. */
export const MOST_LEVELS = 500;

/** Whether arrays and objects nest deeper in a JSON text than anything that is read should. */
export function nestsTooDeep(text: string): boolean {
  let level = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
      if (at === -1) return false; // not JSON, as the parser says
    } else if (code === 0x5b || code === 0x7b) {
      level++;
      if (level > MOST_LEVELS) return true;
    } else if (code === 0x5d || code === 0x7d) level--;
  }
  return false;
}

/** @param start of the opening quotation mark */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === 0x5c) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return -1;
}
