import type { Around } from '#test/ledger/port-calls.ts';

/** What happens at one call of a worker: it dies there, or the call fails and it lives on. */
export type Mishap = {
  /** The number of the call, from 1. */
  call: number;
  /** Before the call has had its effect, or after: then only the answer is lost. */
  side: 'before' | 'after';
  how: 'killed' | 'failed';
};

export type Tripwire = {
  around: Around;
  /** The calls that were made, in order. */
  calls: string[];
  /** Runs work to its end, or to its death. */
  run<Result>(work: (around: Around) => Promise<Result>): Promise<Result | 'died'>;
};

/** A wire across one call of a worker. Who has died gets no answer any more, and nothing of his is carried out. */
export function tripwire(mishap?: Mishap): Tripwire {
  const calls: string[] = [];
  const death = Promise.withResolvers<'died'>();
  let dead = false;
  const trip = (): Promise<never> => {
    if (mishap?.how === 'failed') return Promise.reject(new Error('This call was made to fail.'));
    dead = true;
    death.resolve('died');
    return new Promise(() => undefined);
  };
  const around: Around = async (name, call) => {
    if (dead) return new Promise(() => undefined);
    calls.push(name);
    const here = calls.length === mishap?.call;
    if (here && mishap.side === 'before') return trip();
    const answer = call();
    if (!here) return answer;
    await answer.catch(() => undefined);
    return trip();
  };
  return { around, calls, run: (work) => Promise.race([work(around), death.promise]) };
}

/** Every mishap of one kind that `calls` calls can meet. */
export const mishaps = (calls: number, how: Mishap['how']): Mishap[] =>
  Array.from({ length: calls }, (_, i) => i + 1).flatMap((call) =>
    (['before', 'after'] as const).map((side) => ({ call, side, how })),
  );
