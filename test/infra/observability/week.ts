import type { Entry } from '#infra/observability/alarm-spec.ts';
import { Recording } from '#test/infra/observability/cloudwatch/series.ts';

export const hour = 60;
export const day = 24 * hour;
/** Minutes since Monday, midnight. */
export const at = (weekday: number, clock: `${number}:${number}`): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return weekday * day + hours * hour + minutes;
};

/** How calls go in some minutes, where they do not go as always. Chances are 0 to 1. */
export type Trouble = {
  from: number;
  to: number;
  calls?: number;
  failing?: number;
  escalating?: number;
  /** Of webhooks that answer with an apology, and of those that crash without one. */
  webhookFails?: number;
  webhookCrashes?: number;
  /** Of speech webhooks that hang until Lambda stops them. */
  hanging?: number;
  webhookMs?: number;
  firstSentenceMs?: number;
  costUsd?: number;
  healthy?: boolean;
  /** Parts that do not run. */
  dead?: readonly ('probe' | 'sweep' | 'reconcile')[];
  /** The share of webhooks that a new version takes, and that fail there. */
  canary?: { share: number; failing: number };
};

const webhooks = ['inbound', 'speech', 'speech', 'speech', 'speech', 'speech', 'status', 'escalate'] as const;

/** A week of calls: busy by day, quiet by night and on the weekend, and now and then in trouble. */
export function recordWeek(troubles: readonly Trouble[], minutes = 7 * day): Recording {
  const recording = new Recording();
  const chance = seeded(20_260);
  // What fails is dealt out evenly and not by lot: a day without trouble then has no unlucky five minutes of its own.
  const shares = new Map<string, number>();
  const due = (name: string, share: number): boolean => {
    const owed = (shares.get(name) ?? 0) + share;
    shares.set(name, owed >= 1 ? owed - 1 : owed);
    return owed >= 1;
  };
  for (let minute = 0; minute < minutes; minute += 1) {
    const trouble = Object.assign({}, ...troubles.filter(({ from, to }) => from <= minute && minute < to)) as Trouble;
    recordClockwork(recording, minute, trouble);
    for (let left = trouble.calls ?? callsAt(minute); left > 0 && (left >= 1 || chance() < left); left -= 1) {
      recordCall(recording, minute, trouble, { chance, due });
    }
  }
  return recording;
}

/** Calls a minute. */
function callsAt(minute: number): number {
  const hours = (minute % day) / hour;
  const busy = hours >= 8 && hours < 19 ? 4 : hours >= 6 && hours < 23 ? 0.8 : 0.04;
  return minute >= 5 * day ? busy / 5 : busy;
}

function recordClockwork(recording: Recording, minute: number, { dead = [], healthy = true }: Trouble): void {
  if (!dead.includes('probe')) recording.add({ of: 'own', metric: 'health' }, minute, healthy ? 1 : 0);
  if (!dead.includes('sweep')) recording.add({ of: 'function', entry: 'sweep', metric: 'Invocations' }, minute, 1);
  if (minute % 5 === 0 && !dead.includes('reconcile')) {
    recording.add({ of: 'function', entry: 'reconcile', metric: 'Invocations' }, minute, 1);
    recording.add({ of: 'own', metric: 'actionsUnsettled' }, minute, 0);
  }
}

type Luck = { chance: () => number; due: (name: string, share: number) => boolean };

function recordCall(recording: Recording, minute: number, trouble: Trouble, luck: Luck): void {
  const { due, chance } = luck;
  recording.add({ of: 'own', metric: 'callsSuccess' }, minute, due('failing', trouble.failing ?? 0.01) ? 0 : 100);
  recording.add(
    { of: 'own', metric: 'callsEscalation' },
    minute,
    due('escalating', trouble.escalating ?? 0.15) ? 100 : 0,
  );
  for (const entry of webhooks) recordWebhook(recording, minute, entry, trouble, luck);
  for (let turn = 0; turn < 4; turn += 1) {
    recording.add({ of: 'own', metric: 'cost' }, minute, trouble.costUsd ?? 0.006);
    if (due('turnFailed', 0.004)) recording.add({ of: 'own', metric: 'turnFailed' }, minute, 1);
    else
      recording.add(
        { of: 'own', metric: 'firstSentence' },
        minute,
        (trouble.firstSentenceMs ?? 900) * (0.6 + chance()),
      );
  }
}

function recordWebhook(
  recording: Recording,
  minute: number,
  entry: Entry,
  trouble: Trouble,
  { chance, due }: Luck,
): void {
  const isCanary = trouble.canary !== undefined && due('canary', trouble.canary.share);
  const fails = isCanary ? (trouble.canary?.failing ?? 0) : (trouble.webhookFails ?? 0.002);
  const hangs = entry === 'speech' && due('hanging', trouble.hanging ?? 0);
  const crashes = hangs || due('crashing', trouble.webhookCrashes ?? 0);
  const ms = hangs ? 12_000 : (trouble.webhookMs ?? 600) * (0.5 + chance());
  recording.add({ of: 'api', metric: 'Count' }, minute, 1);
  recording.add({ of: 'api', metric: '5xx' }, minute, crashes ? 1 : 0);
  recording.add({ of: 'function', entry, metric: 'Errors' }, minute, crashes ? 1 : 0);
  recording.add({ of: 'function', entry, metric: 'Duration' }, minute, ms);
  if (isCanary) recording.add({ of: 'version', metric: 'Errors' }, minute, crashes ? 1 : 0);
  if (crashes) return;
  const failed = due(isCanary ? 'canaryFails' : 'fails', fails) ? 1 : 0;
  recording.add({ of: 'own', metric: 'webhookFailed' }, minute, failed);
  recording.add({ of: 'own', metric: 'webhookDuration' }, minute, ms);
  if (isCanary) recording.add({ of: 'version', metric: 'webhookFailed' }, minute, failed);
}

/** Mulberry32: the same week every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
