export interface ServerRequest {
  readonly method: 'GET' | 'POST';
  /** Relative to the server's base address; '' is that itself. */
  readonly path: string;
  readonly body?: string;
}

/** What a server sent, read as JSON where it is JSON. */
export interface ServerResponse {
  readonly status: number;
  readonly body: unknown;
}

/** Sends a request, with patience and within limits. @throws {ServerFailure} */
export type Send = (request: ServerRequest) => Promise<ServerResponse>;

/** A server that could not be asked; the message is the end of the sentence "The server cannot be used: ". */
export class ServerFailure extends Error {}

/** For what a server need not have. */
export async function tried(send: Send, request: ServerRequest): Promise<ServerResponse | undefined> {
  try {
    return await send(request);
  } catch (error) {
    if (error instanceof ServerFailure) return undefined;
    throw error;
  }
}
