import { env, webhookLimits } from '#lib/names.ts';
import { furnish } from '#lib/runtime/wire.ts';
import { type HttpHandler, startGateway } from '#local/gateway.ts';
import { handlers } from '#local/handlers.ts';
import { type BenchDesk, startBenchDesk } from '#scripts/bench/bench-desk.ts';
import { tapWire, type WireTap } from '#scripts/bench/wire-tap.ts';

/** A desk whose wires to the AWS services are tapped: it knows which webhook sent which request. */
export type TappedDesk = BenchDesk & {
  tap: WireTap;
  /** The webhooks so far, in order of arrival; `label` is what their requests carry. The worker's requests carry none. */
  visits: { webhook: string; label: string }[];
};

/** Signed for this host, served from here. */
const publicUrl = 'https://voice.bench.test';

export async function startTappedDesk(): Promise<TappedDesk> {
  const tap = tapWire();
  const visits: TappedDesk['visits'] = [];
  let webhooks = 0;
  const attributed = Object.entries(handlers).map(([webhook, handler]): [string, HttpHandler] => [
    webhook,
    (event, context) => {
      webhooks += 1;
      const label = `${webhook} ${webhooks}`;
      visits.push({ webhook, label });
      return tap.attribute(label, () => handler(event, context));
    },
  ]);
  const gateway = await startGateway({
    handlers: Object.fromEntries(attributed),
    functionTimeoutMs: webhookLimits.timeoutMs,
  });
  const earlier = process.env[env.webhookBaseUrl];
  process.env[env.webhookBaseUrl] = publicUrl;
  const desk = await startBenchDesk({ twilio: { hosts: { [publicUrl]: gateway.url } } });
  await putInFront(tap);
  // Wired anew, so that the clients take the tapped way.
  furnish({ log: desk.log, metrics: desk.metrics });
  return {
    ...desk,
    tap,
    visits,
    close: async () => {
      await desk.close();
      await gateway.close();
      await tap.close();
      if (earlier === undefined) delete process.env[env.webhookBaseUrl];
      else process.env[env.webhookBaseUrl] = earlier;
    },
  };
}

const services = {
  DynamoDB: env.dynamodbEndpoint,
  SecretsManager: env.secretsEndpoint,
  Lambda: env.lambdaEndpoint,
} as const;

async function putInFront(tap: WireTap): Promise<void> {
  for (const [service, name] of Object.entries(services)) {
    process.env[name] = await tap.inFrontOf(service as keyof typeof services, process.env[name] ?? '');
  }
}
