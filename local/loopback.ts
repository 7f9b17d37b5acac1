import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that listens on this machine only: `http://127.0.0.1:<port>`. */
export type Listening = { url: string; close(): Promise<void> };

/** Has a server listen on the loopback; on any free port where none is named. Closing cuts whoever is still connected. */
export async function listenHere(server: Server, port = 0): Promise<Listening> {
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(port, '127.0.0.1', listening);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        // Clients keep connections alive, and the server would wait for them.
        server.closeAllConnections();
      }),
  };
}
