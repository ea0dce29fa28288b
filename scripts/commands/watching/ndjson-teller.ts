import type { Teller } from './teller.ts';

/**
 * One JSON object a line: `ready`, `verdict` and `confirmed`, and `failed` where the project cannot be looked at, or a verdict not be confirmed.
 * @param write takes whole lines
 */
export function ndjsonTeller(write: (text: string) => void): Teller {
  const tell = (event: object) => write(`${JSON.stringify(event)}\n`);
  return {
    working() {},
    ready: ({ summary }) => tell({ event: 'ready', summary }),
    verdict({ changed, milliseconds, added, fixed }, { summary }) {
      const issues = [added, fixed].map((placed) => placed.map(({ issue }) => issue));
      tell({ event: 'verdict', changed, milliseconds: Math.round(milliseconds), added: issues[0], fixed: issues[1], summary }); // biome-ignore format: as the contract has it
    },
    confirmed: (same) => tell({ event: 'confirmed', same }),
    failed: (message) => tell({ event: 'failed', message }),
    ran() {},
    end() {},
  };
}
