import { createServer, request } from 'node:http';
import { listenHere } from '#local/loopback.ts';
import type { Statement } from '#test/infra/deployed/assembly.ts';
import { type Ask, askOf, type GroupOf, isAllowed } from '#test/infra/deployed/iam.ts';

export type GuardedEndpoint = { endpoint: string; close(): Promise<void> };

/** A service of AWS as one function sees it: asked for what its role does not allow, it refuses. Tells of each ask. */
export async function guard(
  behind: string,
  statements: readonly Statement[],
  asked: (ask: Ask, allowed: boolean) => void,
  groupOf?: GroupOf,
): Promise<GuardedEndpoint> {
  const server = createServer(async (incoming, outgoing) => {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      const ask = askOf(incoming, body.toString(), groupOf);
      const allowed = isAllowed(statements, ask);
      asked(ask, allowed);
      if (!allowed) {
        outgoing.writeHead(400, { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' });
        outgoing.end(JSON.stringify({ __type: 'AccessDeniedException', message: `Not authorized: ${ask.action}` }));
        return;
      }
      const options = { method: incoming.method, headers: incoming.headers, agent: false };
      const onward = request(new URL(incoming.url ?? '/', behind), options, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    } catch {
      outgoing.destroy();
    }
  });
  const { url, close } = await listenHere(server);
  return { endpoint: url, close };
}
