import type { Issue } from '../model/issue.ts';
import type { LogRecord } from './log-capture.ts';
export function toIssues(records: readonly LogRecord[], context: any): Issue[] {
  return records.filter((r) => r.level === 'error' || r.level === 'warn').map((r) => ({ severity: r.level === 'error' ? 'error' : 'warning', code: 'processing', rule: 'x', message: r.message, source: { file: r.file ?? '', line: r.location?.startLine ?? 0 } }));
}
