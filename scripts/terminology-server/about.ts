import { z } from 'zod';
import { EnvironmentError } from '../model/issue.ts';
import { readableReason } from './answer.ts';
import { faultOf } from './response.ts';
import { type Send, ServerFailure, type ServerResponse, tried } from './transport.ts';

/** What a server says of itself. */
export interface About {
  /** Name and version, as the server gives them. */
  readonly software: string;
  /** The code systems that it lists; none at all where it keeps no list. */
  readonly systems: ReadonlySet<string>;
}

const CapabilityStatement = z.object({
  resourceType: z.literal('CapabilityStatement'),
  fhirVersion: z.string(),
  software: z.object({ name: z.string(), version: z.string().optional() }).optional(),
});

const TerminologyCapabilities = z.object({
  resourceType: z.literal('TerminologyCapabilities'),
  codeSystem: z.array(z.object({ uri: z.string().optional() })).default([]),
});

/**
 * @see https://hl7.org/fhir/R4/terminology-service.html#metadata
 * @throws EnvironmentError when the server cannot be used at all
 */
export async function readAbout(address: string, send: Send): Promise<About> {
  const response = await answered(address, send);
  const statement = CapabilityStatement.safeParse(response.body).data;
  if (statement === undefined) {
    const what = faultOf(response) ?? 'it answers /metadata with something else than a CapabilityStatement';
    throw unusable(address, what, 'Name the base address of a FHIR R4 terminology server');
  }
  const { fhirVersion } = statement;
  if (!fhirVersion.startsWith('4.'))
    throw unusable(address, `it speaks FHIR ${readableReason(fhirVersion)}`, 'Name its address for FHIR R4');
  const { name = 'software without a name', version } = statement.software ?? {};
  const capabilities = await tried(send, { method: 'GET', path: 'metadata?mode=terminology' });
  const listed = TerminologyCapabilities.safeParse(capabilities?.body).data?.codeSystem ?? [];
  return {
    software: readableReason(version === undefined ? name : `${name} ${version}`),
    systems: new Set(listed.flatMap(({ uri }) => uri ?? [])),
  };
}

async function answered(address: string, send: Send): Promise<ServerResponse> {
  try {
    return await send({ method: 'GET', path: 'metadata' });
  } catch (error) {
    if (error instanceof ServerFailure) throw unusable(address, error.message, 'Check its address and the network');
    throw error;
  }
}

function unusable(address: string, reason: string, remedy: string): EnvironmentError {
  return new EnvironmentError(
    `The terminology server ${address} cannot be used: ${reason}. ${remedy}, run with --offline to use the recorded answers alone, or leave out --tx.`,
  );
}
