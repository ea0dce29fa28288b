/** How many findings of ig the editor shows. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

/** What is known of a guide. */
export type State =
  | { readonly kind: 'untrusted' }
  /** No program to run, or one that does not run; what to do. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'starting' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'checked' };

export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  readonly color?: 'error' | 'warning';
}

/** The states of several guides as one: what needs somebody first, and nothing that is not over. */
const ORDER: readonly State['kind'][] = ['untrusted', 'failed', 'starting', 'checking', 'checked'];

/** The status item's text; undefined where the workspace has no guide. */
export function statusOf(states: readonly State[], counts: Counts): StatusText | undefined {
  const kind = ORDER.find((one) => states.some((state) => state.kind === one));
  switch (kind) {
    case undefined:
      return undefined;
    case 'untrusted':
      return {
        text: '$(shield) ig: restricted',
        tooltip: 'ig is a program of this workspace, and the workspace is not trusted. Click to manage trust.',
        color: 'warning',
      };
    case 'failed': {
      const messages = states.flatMap((state) => (state.kind === 'failed' ? [state.message] : []));
      return { text: '$(warning) ig: not running', tooltip: messages.join('\n'), color: 'warning' };
    }
    case 'starting':
      return { text: '$(sync~spin) ig: starting', tooltip: 'The language server is starting.' };
    case 'checking':
      // The first findings come before the verdict.
      if (counts.errors + counts.warnings + counts.notes > 0) return verdictOf(counts);
      return { text: '$(sync~spin) ig: checking', tooltip: 'The guide is being checked for the first time.' };
    case 'checked':
      return verdictOf(counts);
  }
}

function verdictOf({ errors, warnings, notes }: Counts): StatusText {
  const said = [plural(errors, 'error'), plural(warnings, 'warning'), plural(notes, 'note')].join(', ');
  return {
    text: errors > 0 ? `$(error) ig: ${plural(errors, 'error')}` : '$(pass) ig: no errors',
    tooltip: `${said}; what is suppressed is not counted. Click to see the findings.`,
    ...(errors > 0 ? { color: 'error' } : {}),
  };
}

function plural(count: number, noun: string): string {
  if (count === 0) return `no ${noun}s`;
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
