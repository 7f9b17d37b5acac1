import type { PhoneCall } from '#local/twilio/call.ts';
import { type BenchDesk, type BenchOptions, msOf, speechWebhooks, startLoadDesk } from '#scripts/bench/bench-desk.ts';
import type { Section } from '#scripts/bench/report.ts';
import { percentile, rounded } from '#scripts/bench/stats.ts';

const levels = [1, 20, 100];
const answer = 'Your rug arrives on Friday morning.';
/** After so many turns a caller hangs up and rings again: longer calls than real ones would only measure long histories. */
const turnsPerCall = 10;

type Level = {
  calls: number;
  turnsPerSecond: number;
  p50Ms: number;
  p95Ms: number;
  /** Turns whose answer came so late that the caller heard a filler first. */
  fillers: number;
  errors: number;
  rssMb: number;
};

/** How many turns a second one process serves, with so many calls at once that all talk without a pause. */
export async function benchLoad({ quick }: BenchOptions): Promise<Section> {
  const desk = await startLoadDesk();
  try {
    // The first turns pay for the compiler.
    await serve(desk, 4, quick ? 1_000 : 2_000);
    const data: Level[] = [];
    for (const calls of levels) data.push(await serve(desk, calls, quick ? 1_500 : 4_000));
    const errors = data.reduce((sum, level) => sum + level.errors, 0);
    return {
      title: 'Load (an instant model; callers who never pause)',
      columns: ['calls at once', 'turns/s', 'speech p50 ms', 'speech p95 ms', 'fillers', 'errors', 'RSS MB'],
      rows: data.map((level) => Object.values(level)),
      notes: [
        'All but the database is in this one process, on one processor: Twilio, gateway, functions, worker, model.',
        'Real callers talk or listen some 10 s a turn: 100 of them make 10 turns/s, and in AWS each has a processor.',
      ],
      checks: [
        { what: 'errors under load', pass: errors === 0, measured: desk.errors[0] ?? String(errors), limit: '0' },
      ],
      data,
    };
  } finally {
    await desk.close();
  }
}

/** So many callers talk for so long. The first ring of each is over before the time runs. */
async function serve(desk: BenchDesk, callers: number, ms: number): Promise<Level> {
  desk.claude.reset();
  desk.claude.always({ text: answer });
  const errorsBefore = desk.errors.length;
  const calls = await Promise.all(Array.from({ length: callers }, () => desk.ring()));
  await desk.lambda.settled();
  const startedAt = performance.now();
  const over = (): boolean => performance.now() - startedAt > ms;
  const talks = await Promise.all(calls.map((call) => talk(desk, call, over)));
  const seconds = (performance.now() - startedAt) / 1000;
  const rssMb = rounded(process.memoryUsage().rss / 1_048_576);
  await desk.lambda.settled();

  const all = talks.flatMap(({ calls }) => calls);
  const turns = talks.flatMap(({ turns }) => turns);
  const answered = turns.filter((lines) => lines.at(-1) === answer);
  const samples = all.flatMap((call) => speechWebhooks(call)).filter(({ failure }) => failure === undefined);
  const failed = all.flatMap((call) => call.webhooks).filter(({ failure }) => failure !== undefined);
  await Promise.all(all.map((call) => call.hangsUp()));
  return {
    calls: callers,
    turnsPerSecond: rounded(answered.length / seconds, 1),
    p50Ms: rounded(percentile(samples.map(msOf), 0.5)),
    p95Ms: rounded(percentile(samples.map(msOf), 0.95)),
    fillers: answered.filter((lines) => lines.length > 1).length,
    errors: failed.length + turns.length - answered.length + desk.errors.length - errorsBefore,
    rssMb,
  };
}

type Talk = { calls: PhoneCall[]; turns: string[][] };

/** One caller, call after call: what was heard in each turn. */
async function talk(desk: BenchDesk, first: PhoneCall, over: () => boolean): Promise<Talk> {
  const calls = [first];
  const turns: string[][] = [];
  let call = first;
  while (!over()) {
    if (call.ending !== undefined || (turns.length > 0 && turns.length % turnsPerCall === 0)) {
      await call.hangsUp();
      call = await desk.ring();
      calls.push(call);
    }
    const heard = await call.says('When does my rug arrive?');
    turns.push(heard.map(({ text }) => text));
  }
  return { calls, turns };
}
