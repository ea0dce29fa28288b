import { antlrOfSushi, fshLexer, fshParser } from './fsh-grammar.ts';
import { isKnown } from './known-sushi.ts';
import type { Sushi } from './sushi.ts';

type ParseDoc = (this: unknown, input: string, file?: string) => unknown;

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
  quick ??= quickParser();
  const parseQuickly = await quick;
  prototype.parseDoc = function (input, file) {
    return parseQuickly(input) ?? original.call(this, input, file);
  };
  return () => {
    prototype.parseDoc = original;
  };
}

let quick: ReturnType<typeof quickParser> | undefined;

/** @returns the tree of a text without syntax errors */
async function quickParser(): Promise<(input: string) => unknown> {
  const [Lexer, Parser] = await Promise.all([fshLexer(), fshParser()]);
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
