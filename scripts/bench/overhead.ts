import type { PhoneCall } from '#local/twilio/call.ts';
import type { WebhookExchange } from '#local/twilio/webhook.ts';
import { type BenchDesk, type BenchOptions, msOf, speechWebhooks, startBenchDesk } from '#scripts/bench/bench-desk.ts';
import type { Section } from '#scripts/bench/report.ts';
import { percentile, rounded } from '#scripts/bench/stats.ts';

const turnsPerCall = 5;

type Samples = Record<'inbound' | 'speech' | 'status' | 'last status', number[]>;

/** What our own code, its stores and its wires cost a webhook: one call at a time, with a model that answers at once. */
export async function benchOverhead({ quick }: BenchOptions): Promise<Section> {
  const desk = await startBenchDesk();
  try {
    desk.claude.always({ text: 'Your rug arrives on Friday morning.' });
    const samples: Samples = { inbound: [], speech: [], status: [], 'last status': [] };
    // The first calls pay for the compiler.
    await oneAfterAnother(desk, quick ? 4 : 10);
    await oneAfterAnother(desk, quick ? 10 : 50, samples);
    const data = Object.entries(samples).map(([webhook, ms]) => ({
      webhook,
      samples: ms.length,
      p50Ms: rounded(percentile(ms, 0.5), 1),
      p95Ms: rounded(percentile(ms, 0.95), 1),
    }));
    return {
      title: 'Webhooks above the model (one call at a time, an instant model)',
      columns: ['webhook', 'samples', 'p50 ms', 'p95 ms'],
      rows: data.map(({ webhook, samples, p50Ms, p95Ms }) => [webhook, samples, p50Ms, p95Ms]),
      notes: [
        'speech: from the signed form to the TwiML of the whole one-sentence reply, worker and model call included.',
        'last status: the one that closes the books of the call.',
      ],
      checks: [
        {
          what: 'errors in the webhooks above',
          pass: desk.errors.length === 0,
          measured: desk.errors[0] ?? '0',
          limit: '0',
        },
      ],
      data,
    };
  } finally {
    await desk.close();
  }
}

async function oneAfterAnother(desk: BenchDesk, calls: number, samples?: Samples): Promise<void> {
  for (let call = 0; call < calls; call += 1) {
    const taken = await oneCall(desk);
    for (const [webhook, ms] of Object.entries(taken)) samples?.[webhook as keyof Samples].push(...ms);
  }
}

async function oneCall(desk: BenchDesk): Promise<Samples> {
  const call = await desk.ring();
  // What the worker still does must not be in the way of the next webhook: in AWS it has a processor of its own.
  await desk.lambda.settled();
  const status = await call.sendStatus({ CallStatus: 'in-progress' });
  const firsts: WebhookExchange[] = [];
  for (let turn = 0; turn < turnsPerCall; turn += 1) firsts.push(await firstOfTurn(desk, call));
  await call.hangsUp();
  const last = call.webhooks.findLast(({ purpose }) => purpose === 'status');
  return {
    inbound: call.webhooks.slice(0, 1).map(msOf),
    speech: firsts.map(msOf),
    status: [msOf(status)],
    'last status': last === undefined ? [] : [msOf(last)],
  };
}

async function firstOfTurn(desk: BenchDesk, call: PhoneCall): Promise<WebhookExchange> {
  const before = speechWebhooks(call).length;
  await call.says('When does my rug arrive?');
  await desk.lambda.settled();
  const [first] = speechWebhooks(call).slice(before);
  if (first === undefined) throw new Error('The caller spoke and nobody was asked.');
  return first;
}
