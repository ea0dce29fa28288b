import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

/** A piece of a line, with the scopes that the grammar gives it; the last is the narrowest. */
export interface Token {
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  readonly scopes: readonly string[];
}

const file = join(import.meta.dirname, '../../editors/vscode/syntaxes/fsh.tmLanguage.json');

/** The extension's grammar in the two libraries with which VS Code itself colours text. */
export async function openGrammar(): Promise<IGrammar> {
  await oniguruma.loadWASM(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(readFileSync(file, 'utf8'), file)),
  });
  const grammar = await registry.loadGrammar('source.fsh');
  if (grammar === null) throw new Error(`${file} has no grammar for source.fsh.`);
  return grammar;
}

export function tokensOf(grammar: IGrammar, text: string): Token[] {
  const tokens: Token[] = [];
  let stack = textmate.INITIAL;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const { tokens: found, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    for (const { startIndex, endIndex, scopes } of found)
      tokens.push({ text: line.slice(startIndex, endIndex), line: index + 1, scopes });
  }
  return tokens;
}
