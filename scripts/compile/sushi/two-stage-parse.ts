import { createRequire } from 'node:module';
import { isKnown } from './known-sushi.ts';
import { moduleObject, type Sushi } from './sushi.ts';

type ParseDoc = (this: unknown, input: string, file?: string) => unknown;

/** What is used of antlr4 and of the classes that it has generated. */
interface Recognizer {
  removeErrorListeners(): void;
  addErrorListener(listener: object): void;
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

/**
 * Lets SUSHI parse in two stages, as ANTLR recommends: first in the mode SLL, which gives the same tree as the full mode
 * LL or a syntax error, in a fraction of the time; only a text with a syntax error is parsed again, from its first sign
 * and as SUSHI does it, so that its messages are SUSHI's own. The grammar of FSH has no predicates, which SLL would need
 * to be told apart from.
 * @returns what takes it back
 * @see https://www.antlr.org/api/Java/org/antlr/v4/runtime/atn/PredictionMode.html#SLL
 */
export async function parseInTwoStages(sushi: Sushi): Promise<() => void> {
  const prototype = sushi.library.sushiImport.FSHImporter.prototype as unknown as { parseDoc: ParseDoc };
  const original = prototype.parseDoc;
  if (!isKnown(sushi, 'parseDoc', original)) return () => {};
  const parseQuickly = await quickParser();
  prototype.parseDoc = function (input, file) {
    return parseQuickly(input) ?? original.call(this, input, file);
  };
  return () => {
    prototype.parseDoc = original;
  };
}

/** @returns the tree of a text without syntax errors */
async function quickParser(): Promise<(input: string) => unknown> {
  const [lexers, parsers] = await Promise.all([
    import('fsh-sushi/dist/import/generated/FSHLexer.js'),
    import('fsh-sushi/dist/import/generated/FSHParser.js'),
  ]);
  const Lexer = generated<new (text: unknown) => Recognizer>(lexers);
  const Parser = generated<new (tokens: unknown) => Parser>(parsers);
  const { InputStream, CommonTokenStream, ErrorListener, PredictionMode } = antlrOfSushi();
  const isFault = Symbol('a syntax error');
  const listener = new (class extends ErrorListener {
    syntaxError(): never {
      throw isFault; // the rest of this parse is of no use
    }
  })();
  return (input) => {
    try {
      const lexer = new Lexer(new InputStream(input));
      lexer.removeErrorListeners();
      lexer.addErrorListener(listener);
      const parser = new Parser(new CommonTokenStream(lexer));
      parser.removeErrorListeners();
      parser.addErrorListener(listener);
      parser.buildParseTrees = true;
      parser._interp.predictionMode = PredictionMode.SLL;
      return parser.doc();
    } catch (error) {
      if (error === isFault) return undefined;
      throw error;
    }
  };
}

/** The antlr4 that SUSHI's parser is of: there may be others. */
function antlrOfSushi(): Antlr {
  const ours = createRequire(import.meta.url);
  return createRequire(ours.resolve('fsh-sushi/package.json'))('antlr4') as Antlr;
}

/** The class that a module has as its default, which is wrapped once more where import() gives a CommonJS module. */
function generated<T>(imported: object): T {
  const module = moduleObject<object>(imported);
  return ('default' in module ? module.default : module) as T;
}
