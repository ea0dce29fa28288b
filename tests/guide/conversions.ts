import { describe, expect, test } from 'vitest';
import { inUcumUnit } from '../../scripts/terminology/ucum.ts';
import { pageText } from './page-text.ts';

/** The table of factors: what is converted, into what, and how much one of it makes. */
function factors(): { from: string; to: string; factor: number }[] {
  const row = /^\| `([^`]+)`[^|]* \| `([^`]+)` \| ([\d,]+) \|/gm;
  return [...pageText('correspondances.md').matchAll(row)].map(([, from = '', to = '', factor = '']) => ({
    from,
    to,
    factor: Number(factor.replace(',', '.')),
  }));
}

export function testConversions(): void {
  describe('conversions of units', () => {
    test('are those of UCUM', () => {
      expect(factors().length).toBeGreaterThanOrEqual(9);
      for (const { from, to, factor } of factors()) {
        const wanted = inUcumUnit(1, from, to);
        expect(wanted, `${from} is not in ${to}`).toBeDefined();
        expect(Math.abs(factor / (wanted ?? 0) - 1), `${from} in ${to}`).toBeLessThan(1e-5);
      }
    });

    test('that are no factor are told with the figures of their sources', () => {
      const page = pageText('correspondances.md').replaceAll('\u00a0', ' ');
      expect(page).toContain('mmol/L × 18,0156');
      expect(Math.round(5.5 * 18.0156)).toBe(99);
      expect(page).toContain('5,5 mmol/L donnent 99 mg/dL');
      expect(page).toContain('0,09148 × mmol/mol + 2,152');
      expect((0.09148 * 53 + 2.152).toFixed(1)).toBe('7.0');
      expect(inUcumUnit(98.6, '[degF]', 'Cel')).toBeCloseTo(37, 6);
    });
  });
}
