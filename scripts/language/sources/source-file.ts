import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Outline, outlineOf } from '../outline/outline.ts';

/** A FSH file as the editor has it, or as it is on the disk. */
export class SourceFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly document: TextDocument;
  readonly isOpen: boolean;
  /** As it was when this was made: the editor's document goes on. */
  readonly text: string;
  #outline: Outline | undefined;

  constructor(path: string, document: TextDocument, isOpen: boolean) {
    this.path = path;
    this.document = document;
    this.isOpen = isOpen;
    this.text = document.getText();
  }

  get uri(): string {
    return this.document.uri;
  }

  /** Made when it is first asked for. */
  get outline(): Outline {
    this.#outline ??= outlineOf(this.text);
    return this.#outline;
  }
}
