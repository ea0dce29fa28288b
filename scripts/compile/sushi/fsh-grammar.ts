import { createRequire } from 'node:module';
import { objectOf } from './sushi.ts';

/** A piece of FSH, as SUSHI's grammar cuts it. */
interface Token {
  /** One of the lexer's numbers: `Lexer.STAR`. */
  readonly type: number;
  /** The first and the last UTF-16 unit. */
  readonly start: number;
  readonly stop: number;
  /** 0 for what the parser sees. */
  readonly channel: number;
}

/** What is used of antlr4 and of the classes that it has generated. */
interface Recognizer {
  removeErrorListeners(): void;
  addErrorListener(listener: object): void;
}
interface Lexer extends Recognizer {
  getAllTokens(): readonly Token[];
}
interface Parser extends Recognizer {
  buildParseTrees: boolean;
  readonly _interp: { predictionMode: number };
  doc(): unknown;
}
interface Antlr {
  readonly InputStream: new (text: string) => unknown;
  readonly CommonTokenStream: new (lexer: Recognizer) => unknown;
  readonly ErrorListener: new () => object;
  readonly PredictionMode: { readonly SLL: number };
}

/** SUSHI's lexer, and the numbers of its kinds of token by their names. */
export async function fshLexer(): Promise<(new (text: unknown) => Lexer) & { readonly [kind: string]: unknown }> {
  return generated(await import('fsh-sushi/dist/import/generated/FSHLexer.js'));
}

/** SUSHI's parser of a file. */
export async function fshParser(): Promise<new (tokens: unknown) => Parser> {
  return generated(await import('fsh-sushi/dist/import/generated/FSHParser.js'));
}

/** The antlr4 that SUSHI's parser is of: there may be others. */
export function antlrOfSushi(): Antlr {
  const ours = createRequire(import.meta.url);
  return createRequire(ours.resolve('fsh-sushi/package.json'))('antlr4') as Antlr;
}

/** The class that a module has as its default, which is wrapped once more where import() gives a CommonJS module. */
function generated<T>(imported: object): T {
  const module = objectOf(imported);
  return ('default' in module ? module.default : module) as T;
}
