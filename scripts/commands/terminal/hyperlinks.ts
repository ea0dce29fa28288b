type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether a terminal follows links in its text (OSC 8). There is no way to ask it, so it is one that is known to; others
 * would at best show nothing of them. FORCE_HYPERLINK decides where it is set, as for other programs.
 * @see https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
 */
export function hasHyperlinks({ isTTY }: { readonly isTTY?: boolean | undefined }, env: Environment): boolean {
  const { FORCE_HYPERLINK: forced, TERM: term = '', TERM_PROGRAM: program } = env;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (isTTY !== true || env.CI !== undefined || term === 'dumb') return false;
  if (env.WT_SESSION !== undefined || /^(?:xterm-kitty|xterm-ghostty|alacritty|foot)/.test(term)) return true;
  if (Number(env.VTE_VERSION ?? 0) > 5000) return true; // version 0.50.0 may crash at one
  const [major = 0, minor = 0] = (env.TERM_PROGRAM_VERSION ?? '').split('.').map(Number);
  if (program === 'iTerm.app') return major > 3 || (major === 3 && minor >= 1);
  if (program === 'vscode') return major > 1 || (major === 1 && minor >= 72);
  return program === 'WezTerm' || program === 'ghostty' || program === 'zed';
}

/** Whether it finds `file:line:column` in its text by itself, and goes to the line, which a link to the file cannot. */
export function findsPlaces({ TERM_PROGRAM: program }: Environment): boolean {
  return program === 'vscode' || program === 'zed';
}
