import { antlrOfSushi, fshLexer } from '../sushi/fsh-grammar.ts';

/** A token, and what stands before it. */
export interface Piece {
  /** White space and comments. */
  readonly gap: string;
  /** With the blank behind it where it is the star of a rule. */
  readonly text: string;
  readonly kind: Kind;
}

/** What matters about a token to where it stands; `end` is that of the file, and no token. */
type Kind = 'rule' | 'entity' | 'keyword' | 'other' | 'end';

/** Cuts a file of FSH as SUSHI does, and keeps what SUSHI throws away: white space and comments. */
export type Cut = (text: string) => readonly Piece[];

const entities = 'PROFILE EXTENSION INSTANCE INVARIANT VALUESET CODESYSTEM RULESET MAPPING LOGICAL RESOURCE'.split(' ');
const keywords =
  'ALIAS INSTANCEOF PARENT ID TITLE DESCRIPTION EXPRESSION XPATH SEVERITY USAGE SOURCE TARGET CONTEXT CHARACTERISTICS'.split(
    ' ',
  );

/** https://hl7.org/fhir/uv/shorthand/reference.html */
export async function prepareCut(): Promise<Cut> {
  const Lexer = await fshLexer();
  const { InputStream } = antlrOfSushi();
  const kinds = new Map<unknown, Kind>([
    [Lexer.STAR, 'rule'],
    ...entities.map((name) => [Lexer[`KW_${name}`], 'entity'] as const),
    ...keywords.map((name) => [Lexer[`KW_${name}`], 'keyword'] as const),
  ]);
  const names: readonly unknown[] = [Lexer.RULESET_REFERENCE, Lexer.PARAM_RULESET_REFERENCE];
  return (text) => {
    // A rule begins with the end of the line before it, and a comment has one.
    const lexer = new Lexer(new InputStream(`\n${text}\n`));
    lexer.removeErrorListeners();
    const pieces: Piece[] = [];
    let end = 0;
    for (const { type, start, stop, channel } of lexer.getAllTokens()) {
      if (channel !== 0) continue;
      const kind = kinds.get(type) ?? 'other';
      const whole = text.slice(start - 1, stop);
      // A star has with it what stands before it, and so has the name of a RuleSet.
      const own = kind === 'rule' ? whole.slice(-2) : names.includes(type) ? whole.trimStart() : whole;
      pieces.push({ gap: text.slice(end, stop - own.length), text: own, kind });
      end = stop;
    }
    pieces.push({ gap: text.slice(end), text: '', kind: 'end' });
    return pieces;
  };
}
