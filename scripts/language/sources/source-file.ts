import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Outline, outlineOf, outlineSteps } from '../outline/outline.ts';
import { inTurns } from '../outline/steps.ts';

/** The outline of a longer text takes longer than one turn of the loop may. */
const LONG = 100_000;

/** A FSH file as the editor has it, or as it is on the disk. */
export class SourceFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly document: TextDocument;
  readonly isOpen: boolean;
  /** As it was when this was made: the editor's document goes on. */
  readonly text: string;
  #outline: Outline | undefined;
  #making: Promise<void> | undefined;
  #isOld = false;

  constructor(path: string, document: TextDocument, isOpen: boolean) {
    this.path = path;
    this.document = document;
    this.isOpen = isOpen;
    this.text = document.getText();
  }

  get uri(): string {
    return this.document.uri;
  }

  /** Whether the outline is there, or made in no time. */
  get isReady(): boolean {
    return this.#outline !== undefined || this.text.length < LONG;
  }

  /** Makes the outline of a long text while others are served; ends early where the text is not the file's any more. */
  ready(): Promise<void> {
    this.#making ??= inTurns(outlineSteps(this.text), () => !this.#isOld && this.#outline === undefined).then(
      (outline) => {
        this.#outline ??= outline;
      },
    );
    return this.#making;
  }

  /** Another text has come. */
  isOld(): void {
    this.#isOld = true;
  }

  /** Made when it is first asked for. */
  get outline(): Outline {
    this.#outline ??= outlineOf(this.text);
    return this.#outline;
  }
}
