/** Parses JSON text from a foreign file; a byte order mark before it is allowed, as FHIR tools allow it. */
export function parseJson(
  text: string,
): { readonly value: unknown } | { readonly value: undefined; readonly problem: string } {
  try {
    return { value: JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) };
  } catch (error) {
    return { value: undefined, problem: error instanceof Error ? error.message : String(error) };
  }
}
