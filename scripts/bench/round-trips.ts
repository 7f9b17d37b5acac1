import type { BenchOptions } from '#scripts/bench/bench-desk.ts';
import type { Section } from '#scripts/bench/report.ts';
import { startTappedDesk, type TappedDesk } from '#scripts/bench/tapped-desk.ts';
import type { WireRequest } from '#scripts/bench/wire-tap.ts';

/** What one webhook, or the worker of its turn, asked of the stores, in order. */
export type Visit = { of: string; requests: WireRequest[] };

export type Tally = { reads: number; conditionalWrites: number; plainWrites: number; secrets: number; invokes: number };

/** What a warm speech webhook may ask before it waits for the model. */
export const beforeTheWait = { reads: 1, conditionalWrites: 1, plainWrites: 0, secrets: 0 } as const;

const reads = ['GetItem', 'Query', 'BatchGetItem', 'Scan', 'TransactGetItems'];

export function tally(requests: readonly WireRequest[]): Tally {
  const count = (fits: (request: WireRequest) => boolean): number => requests.filter(fits).length;
  const writes = (request: WireRequest) => request.service === 'DynamoDB' && !reads.includes(request.operation);
  return {
    reads: count(({ service, operation }) => service === 'DynamoDB' && reads.includes(operation)),
    conditionalWrites: count((request) => writes(request) && request.conditional),
    plainWrites: count((request) => writes(request) && !request.conditional),
    secrets: count(({ service }) => service === 'SecretsManager'),
    invokes: count(({ service }) => service === 'Lambda'),
  };
}

/** The requests before the worker is started, and from then on: where the webhook begins to wait for the model. */
export function splitAtTheWait(requests: readonly WireRequest[]): { before: WireRequest[]; after: WireRequest[] } {
  const at = requests.findIndex(({ service }) => service === 'Lambda');
  const end = at === -1 ? requests.length : at;
  return { before: requests.slice(0, end), after: requests.slice(end) };
}

/** One whole call on a warm desk, webhook by webhook. */
export async function countRoundTrips(): Promise<Visit[]> {
  const desk = await startTappedDesk();
  try {
    desk.claude.always({ text: 'Your rug arrives on Friday. Can I help you with anything else?' });
    await oneCall(desk);
    desk.visits.length = 0;
    desk.tap.requests.length = 0;
    const worker = await oneCall(desk);
    if (desk.errors.length > 0) throw new Error(`The call did not go as it should: ${desk.errors.join('; ')}`);
    const webhooks = desk.visits.map(({ webhook, label }) => ({
      of: webhook,
      requests: desk.tap.requests.filter(({ by }) => by === label),
    }));
    return [...webhooks, { of: 'turn (worker)', requests: worker }];
  } finally {
    await desk.close();
  }
}

/** Rings, asks once, hangs up. Returns what the worker of the turn sent: what carries nobody's label meanwhile. */
async function oneCall({ ring, lambda, tap }: TappedDesk): Promise<WireRequest[]> {
  const call = await ring();
  await lambda.settled();
  await call.sendStatus({ CallStatus: 'in-progress' });
  const from = tap.requests.length;
  await call.says('When does my rug arrive?');
  await lambda.settled();
  const worker = tap.requests.slice(from).filter(({ by }) => by === '');
  await call.hangsUp();
  return worker;
}

export async function benchRoundTrips(_: BenchOptions): Promise<Section> {
  const visits = await countRoundTrips();
  const speech = visits.find((visit) => visit.of === 'speech');
  if (speech === undefined) throw new Error('The call had no speech webhook.');
  const before = tally(splitAtTheWait(speech.requests).before);
  return {
    title: 'Store round trips of a warm call',
    columns: ['who', 'reads', 'cond. writes', 'writes', 'secrets', 'sequence'],
    rows: visits.flatMap(rowsOf),
    notes: [
      'A write with * is conditional. xN: the webhook looked N times for the sentence that the worker writes meanwhile.',
    ],
    checks: (Object.keys(beforeTheWait) as (keyof typeof beforeTheWait)[]).map((kind) => ({
      what: `speech before the wait, ${kind}`,
      pass: before[kind] <= beforeTheWait[kind],
      measured: String(before[kind]),
      limit: String(beforeTheWait[kind]),
    })),
    data: visits.map(({ of, requests }) => {
      const { before, after } = splitAtTheWait(requests);
      return { of, before: tally(before), after: tally(after), sequence: requests.map(shown) };
    }),
  };
}

function rowsOf({ of, requests }: Visit): (string | number)[][] {
  const { before, after } = splitAtTheWait(requests);
  const row = (name: string, part: readonly WireRequest[]) => {
    const { reads, conditionalWrites, plainWrites, secrets } = tally(part);
    return [name, reads, conditionalWrites, plainWrites, secrets, sequence(part)];
  };
  if (after.length === 0) return [row(of, before)];
  return [row(`${of}, before the wait`, before), row(`${of}, from then on`, after)];
}

const shown = ({ operation, table, conditional }: WireRequest): string =>
  `${operation}${conditional ? '*' : ''}${table === undefined ? '' : ` ${table}`}`;

function sequence(requests: readonly WireRequest[]): string {
  const runs: { text: string; times: number }[] = [];
  for (const text of requests.map(shown)) {
    const last = runs.at(-1);
    if (last?.text === text) last.times += 1;
    else runs.push({ text, times: 1 });
  }
  return runs.map(({ text, times }) => (times === 1 ? text : `${text} x${times}`)).join(', ') || '-';
}
