import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic, Range, TextEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { RuleTable } from '../../model/rule.ts';
import type { Known } from '../answers/asked.ts';
import { formattingEdits } from '../answers/formatting.ts';
import { BrokenFiles, isSyntax } from '../findings/broken-files.ts';
import { type DiagnosticSources, diagnosticsOf, uriOf } from '../findings/diagnostics.ts';
import { movedAlong } from '../findings/moved.ts';
import { type Tier, Tiers } from '../findings/tiers.ts';
import { Guide } from '../guide/guide.ts';
import { Targets } from '../paths/targets.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { isSource, Sources } from '../sources/sources.ts';
import type { PlacedFinding, SyntaxReply, Versions, WorkspaceReply } from '../worker/messages.ts';
import { LanguageThreads } from './threads.ts';

export interface SessionOptions {
  readonly rules: RuleTable;
  readonly programFolder: string;
  readonly offline: boolean;
  publish(uri: string, version: number | undefined, diagnostics: Diagnostic[]): void;
  /** Something that the user has to know. */
  say(message: string): void;
  /** A verdict has come. */
  told(): void;
}

/** A project that is open in the editor. */
export class Session {
  readonly root: string;
  readonly guide: Guide;
  readonly sources: Sources;
  /** What answers are made from. */
  readonly known: Known;
  readonly #options: SessionOptions;
  readonly #tiers = new Tiers();
  readonly #broken = new BrokenFiles();
  readonly #threads: LanguageThreads;
  #said = '';
  /** What waits for the outlines of long files. */
  #before: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** @param root the project's folder, absolute */
  constructor(root: string, options: SessionOptions) {
    this.root = root;
    this.#options = options;
    this.sources = new Sources(root);
    this.guide = new Guide(this.sources, options.offline);
    this.known = { guide: this.guide, targets: new Targets(this.guide) };
    this.#threads = new LanguageThreads(
      { root, offline: options.offline },
      {
        workspace: (reply) => this.#inOrder(() => this.#heard(reply)),
        syntax: (reply) => this.#inOrder(() => this.#syntax(reply)),
        lost: (reason) => {
          this.guide.packagesAreLost();
          options.say(`ig lsp cannot check any more: ${reason}. Start it again.`);
        },
      },
    );
  }

  /** The FSH file that has the URI. */
  fileOf(uri: string): SourceFile | undefined {
    const path = this.pathOf(uri);
    return path === undefined ? undefined : this.sources.get(path);
  }

  /** Relative to the project; undefined for what is no file in it. */
  pathOf(uri: string): string | undefined {
    try {
      const path = relative(this.root, fileURLToPath(uri));
      return path === '' || path.startsWith('..') || isAbsolute(path) ? undefined : path.split(sep).join('/');
    } catch {
      return undefined; // untitled:, or no URI at all
    }
  }

  edited(document: TextDocument): void {
    const path = this.pathOf(document.uri);
    if (path === undefined || !isSource(path)) return;
    const before = this.sources.get(path)?.text;
    const { text } = this.sources.edit(path, document);
    if (before !== undefined) this.#tiers.move(path, (found) => movedAlong(found, before, text));
    this.#threads.syntax({ kind: 'syntax', path, version: document.version, text });
    this.#threads.edit(path, text, this.#versions());
  }

  saved(): void {
    this.#threads.flush();
  }

  closed(uri: string): void {
    const path = this.pathOf(uri);
    if (path === undefined || !isSource(path)) return;
    this.sources.close(path);
    this.#tiers.set(path, 'syntax', []); // the compiler's own findings stay
    this.#threads.edit(path, undefined, this.#versions());
    this.#publish();
  }

  async format(file: SourceFile, range?: Range): Promise<TextEdit[]> {
    return formattingEdits(file, await this.#threads.format(file.text), range);
  }

  diagnosticsIn(uri: string): Diagnostic[] {
    const path = this.pathOf(uri);
    return path === undefined ? [] : this.#tiers.get(path);
  }

  async end(): Promise<void> {
    await this.#threads.end();
  }

  /** What is told of a file stands at its words: long files are read first, and nothing overtakes what waits for that. */
  #inOrder(take: () => void): void {
    if (this.#waiting === 0 && this.sources.areReady) {
      take();
      return;
    }
    this.#waiting++;
    this.#before = this.#before
      .then(() => this.sources.ready())
      .then(() => {
        this.#waiting--;
        take();
      });
  }

  #heard(reply: WorkspaceReply): void {
    switch (reply.kind) {
      case 'opened':
        this.guide.packagesAreHere();
        return;
      case 'changed':
        this.sources.reread(reply.files);
        return;
      case 'compiled':
        this.#show('compile', reply.findings, reply.versions);
        this.#publish();
        return;
      case 'first':
        this.#show('compile', reply.compiled, reply.versions);
        this.#show('conformance', reply.conformance, reply.versions);
        this.#publish();
        return;
      case 'failed':
        this.guide.packagesAreLost();
        if (reply.message !== this.#said) this.#options.say(reply.message);
        this.#said = reply.message;
        return;
      case 'verdict':
        this.#said = '';
        this.#threads.lastMs = reply.milliseconds;
        this.guide.take(reply);
        this.#show('compile', reply.compiled, reply.versions);
        // Where nothing could be compiled, nothing was validated: what was found before stands.
        if (reply.isWhole) this.#show('conformance', reply.conformance, reply.versions);
        this.#publish();
        this.#options.told();
    }
  }

  #syntax({ path, version, issues }: SyntaxReply): void {
    const file = this.sources.get(path);
    if (file?.isOpen !== true || file.document.version !== version) return;
    if (issues.length === 0) this.sources.isGood(file);
    const found = diagnosticsOf(
      issues.map((issue) => ({ issue })),
      this.#sources(),
    );
    const told = found.get(path) ?? [];
    // A keyword that is missing, say, is there but for the error.
    this.#tiers.set(path, 'syntax', told.some(isSyntax) ? told.filter(isSyntax) : told);
    this.#publish();
  }

  /** What was found in a text that is another one by now is not shown: the next verdict is under way. */
  #show(tier: Tier, findings: readonly PlacedFinding[], versions: Versions): void {
    const isOld = (path: string) => {
      const file = this.sources.get(path);
      return file?.isOpen === true && file.document.version !== versions[path];
    };
    const found = diagnosticsOf(findings, this.#sources());
    if (tier === 'compile') {
      const taken = this.sources.all().filter(({ path }) => !isOld(path));
      this.#broken.take(
        findings,
        taken.map(({ path, text }) => [path, text]),
      );
    }
    for (const path of this.#broken.files) found.set(path, this.#besideSyntax(path, tier, found.get(path) ?? []));
    const stays = (path: string) => isOld(path) || this.#broken.holds(path, this.sources.get(path)?.text);
    this.#tiers.setAll(tier, found, stays);
  }

  /** In a file with a syntax error: the error, and what was found before. */
  #besideSyntax(path: string, tier: Tier, found: readonly Diagnostic[]): Diagnostic[] {
    const before = this.#tiers.of(path, tier).filter((each) => !isSyntax(each));
    return [...found.filter(isSyntax), ...before];
  }

  #publish(): void {
    for (const [path, diagnostics] of this.#tiers.takeChanged()) {
      const file = this.sources.get(path);
      const version = file?.isOpen === true ? file.document.version : undefined;
      this.#options.publish(uriOf(path, this.sources), version, diagnostics);
    }
  }

  #versions(): Versions {
    const open = this.sources.all().filter(({ isOpen }) => isOpen);
    return Object.fromEntries(open.map(({ path, document }) => [path, document.version]));
  }

  #sources(): DiagnosticSources {
    const { rules, programFolder } = this.#options;
    return {
      sources: this.sources,
      rules,
      programFolder,
      declarationOf: (canonical) => this.guide.declarationOf(canonical),
    };
  }
}

/** Where a project may be: the folder itself, and those above it up to the root of the disk. */
export function* foldersUpFrom(folder: string): Generator<string> {
  for (let at = folder; ; at = join(at, '..')) {
    yield at;
    if (join(at, '..') === at) return;
  }
}
