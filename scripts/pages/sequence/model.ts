/** A sequence diagram as read: who takes part, and what happens in order. */
export interface Sequence {
  readonly title: string;
  readonly description: string;
  readonly participants: readonly Participant[];
  readonly steps: readonly Step[];
}

export interface Participant {
  readonly id: string;
  readonly label: string;
}

export type Step =
  | {
      readonly kind: 'message';
      readonly from: string;
      readonly to: string;
      readonly text: string;
      readonly isReply: boolean;
    }
  | { readonly kind: 'note'; readonly over: readonly string[]; readonly text: string }
  | { readonly kind: 'block'; readonly branches: readonly Branch[] };

/** One way that things can go: `alt` and `else`, or the only one of `opt`. */
export interface Branch {
  readonly condition: string;
  readonly steps: readonly Step[];
}
