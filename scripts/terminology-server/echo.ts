import { z } from 'zod';
import { readableReason } from './answer.ts';

const Echo = z.object({
  parameter: z.array(z.object({ name: z.string(), valueCode: z.string().optional(), valueUri: z.string().optional() })),
});

/**
 * What an answer says that it is about, where that is something else than was asked: servers that tell the code or the
 * code system in their answer must tell the one of the question.
 */
export function strayIn(
  answer: unknown,
  asked: { readonly code: string; readonly system?: string | undefined },
): string | undefined {
  const parameters = Echo.safeParse(answer).data?.parameter;
  const code = parameters?.find(({ name }) => name === 'code')?.valueCode;
  const system = parameters?.find(({ name }) => name === 'system')?.valueUri;
  const isOtherCode = code !== undefined && code.toLowerCase() !== asked.code.toLowerCase();
  const isOtherSystem = system !== undefined && asked.system !== undefined && !isSame(system, asked.system);
  if (!isOtherCode && !isOtherSystem) return undefined;
  return readableReason(`${system ?? asked.system ?? ''}#${code ?? asked.code}`);
}

/** A server may name a version too, or call a system by its URL that was asked for by its OID. */
function isSame(told: string, asked: string): boolean {
  return told.split('|')[0] === asked.split('|')[0] || asked.startsWith('urn:');
}
