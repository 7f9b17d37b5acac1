import { below, type Counts } from '#lib/domain/analytics/counts.ts';
import { countedIn, percentileOf } from '#lib/domain/analytics/latency-histogram.ts';
import { noSums, type UsageSums } from '#lib/domain/usage-breakdown.ts';

/** What counters say, as one reads it. A rate is from 0 to 1, and null where nothing was counted. */
export type Numbers = {
  sessions: number;
  outcomes: Record<string, number>;
  resolutionRate: number | null;
  escalation: {
    sessions: number;
    rate: number | null;
    reasons: Record<string, number>;
    ends: Record<string, number>;
  };
  handedToManager: number;
  verified: number;
  /** Every call, those without a conversation too: `byDirection` tells of each direction how its calls ended. */
  calls: {
    total: number;
    /** Calls of ours that a mailbox took. */
    machines: number;
    directions: Record<string, number>;
    statuses: Record<string, number>;
    byDirection: Record<string, Record<string, number>>;
  };
  duration: { totalSeconds: number; averageSeconds: number | null };
  turns: { total: number; perSession: number | null };
  firstSentence: { count: number; p50Ms: number | null; p95Ms: number | null };
  model: UsageSums;
  actions: ActionNumbers[];
  denials: Record<string, number>;
  topics: { topic: string; sessions: number }[];
  sentiments: Record<string, number>;
  /** What it came to in the eyes of whoever read it afterwards, beside `outcomes`, which is what the books say. */
  reported: Record<string, number>;
};

type ActionNumbers = {
  kind: string;
  executed: number;
  failed: number;
  denied: number;
  amounts: { currency: string; amountMinor: number }[];
};

/** Pure: sums in, what people ask of them out. */
export function numbersOf(counts: Counts): Numbers {
  const of = (name: string): number => counts[name] ?? 0;
  const sessions = of('sessions');
  const perSession = (sum: number): number | null => (sessions === 0 ? null : rounded(sum / sessions));
  return {
    sessions,
    outcomes: below(counts, 'outcome'),
    resolutionRate: perSession(of('outcome:resolved')),
    escalation: {
      sessions: of('escalated'),
      rate: perSession(of('escalated')),
      reasons: below(counts, 'reason'),
      ends: below(counts, 'transfer'),
    },
    handedToManager: of('manager'),
    verified: of('verified'),
    calls: callsIn(counts),
    duration: { totalSeconds: of('seconds'), averageSeconds: perSession(of('seconds')) },
    turns: { total: of('turns'), perSession: perSession(of('turns')) },
    firstSentence: {
      count: countedIn(counts),
      p50Ms: percentileOf(counts, 0.5) ?? null,
      p95Ms: percentileOf(counts, 0.95) ?? null,
    },
    model: { ...noSums, ...below(counts, 'model') },
    actions: actionsIn(counts),
    denials: below(counts, 'denial'),
    topics: Object.entries(below(counts, 'topic'))
      .map(([topic, count]) => ({ topic, sessions: count }))
      .sort((a, b) => b.sessions - a.sessions || (a.topic < b.topic ? -1 : 1)),
    sentiments: below(counts, 'sentiment'),
    reported: below(counts, 'reported'),
  };
}

function callsIn(counts: Counts): Numbers['calls'] {
  const directions = below(counts, 'direction');
  return {
    total: Object.values(directions).reduce((sum, count) => sum + count, 0),
    machines: counts.machines ?? 0,
    directions,
    statuses: below(counts, 'call'),
    byDirection: Object.fromEntries(
      Object.keys(directions).map((direction) => [direction, below(counts, `calls:${direction}`)]),
    ),
  };
}

function actionsIn(counts: Counts): ActionNumbers[] {
  const kinds = new Set(Object.keys(below(counts, 'action')).map((name) => name.split(':')[0] ?? ''));
  return [...kinds].sort().map((kind) => {
    const states = below(counts, `action:${kind}`);
    const amounts = Object.entries(below(counts, `amount:${kind}`)).sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      kind,
      executed: states.executed ?? 0,
      failed: states.failed ?? 0,
      denied: states.denied ?? 0,
      amounts: amounts.map(([currency, amountMinor]) => ({ currency, amountMinor })),
    };
  });
}

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;
