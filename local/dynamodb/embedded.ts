import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';

export type LocalDynamo = { endpoint: string; close(): Promise<void> };

/**
 * DynamoDB in this process (dynalite), on the loopback only; it ends with the process. Keeps its tables in `path`, which
 * one process at a time may open, or in memory. It has no transactions, no TTL and no rows in failed conditions.
 */
export async function startEmbeddedDynamo(options: { path?: string; port?: number } = {}): Promise<LocalDynamo> {
  if (options.path) mkdirSync(options.path, { recursive: true });
  const server = dynalite({ path: options.path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        // The SDK keeps its connections alive, and the server would wait for them.
        server.closeAllConnections();
      }),
  };
}
