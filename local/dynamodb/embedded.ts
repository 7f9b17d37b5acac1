import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { ownFolder } from '#local/dynamodb/own-folder.ts';

export type LocalDynamo = { endpoint: string; close(): Promise<void> };

/**
 * DynamoDB in this process (dynalite), on the loopback only; it ends with the process. Keeps its tables in `path`, which
 * one process at a time may open, or in memory. It has no transactions, no TTL and no rows in failed conditions.
 */
export async function startEmbeddedDynamo(options: { path?: string; port?: number } = {}): Promise<LocalDynamo> {
  const release = options.path === undefined ? () => {} : ownFolder(options.path);
  const server = dynalite({ path: options.path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const close = () =>
    new Promise<void>((resolve) => {
      // An error means that it did not listen: closed all the same.
      server.close(() => resolve());
      // The SDK keeps its connections alive, and the server would wait for them.
      server.closeAllConnections();
    }).finally(release);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, close };
}
