import { Agent, fetch } from 'undici';
import { anthropicModel } from '#lib/adapters/anthropic/model.ts';
import type { Ports } from '#lib/ports/ports.ts';
import { world } from '#lib/runtime/wire.ts';
import { shopsOf } from '#lib/runtime/wire-shops.ts';

export type WorkerPorts = Omit<Ports, 'texts' | 'phoneLines'>;

let standing: { of: object; ports: WorkerPorts } | undefined;

/** The wired world of the turn worker: the webhooks' and the model. */
export function workerPorts(): WorkerPorts {
  const { ports, settings } = world();
  if (standing?.of !== ports) {
    // A caller speaks longer than the 4 s after which Node's own fetch drops an idle connection.
    const dispatcher = new Agent({
      keepAliveTimeout: 60_000,
      keepAliveMaxTimeout: 300_000,
      connect: { timeout: 3_000 },
    });
    const patientFetch = ((input: string, init: object) =>
      fetch(input, { ...init, dispatcher })) as unknown as typeof globalThis.fetch;
    const { credentials, clock } = ports;
    const model = anthropicModel({ credentials, clock, baseUrl: settings.anthropicBaseUrl, fetch: patientFetch });
    standing = { of: ports, ports: { ...ports, model, shops: shopsOf({ ports, settings }) } };
  }
  return standing.ports;
}
