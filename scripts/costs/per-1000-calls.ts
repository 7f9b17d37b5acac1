import { builtInPrices, costMicroUsd } from '#lib/domain/pricing.ts';
import type { TokenUsage } from '#lib/domain/usage.ts';
import type { AlarmCount } from '#scripts/costs/alarms-of-production.ts';

/** US dollars. Where a price is read, and when, is in docs/deployment.md beside the result. */
const prices = {
  inboundMinute: 0.0085,
  outboundMinute: 0.014,
  recognitionPer15s: 0.02,
  /** Neural voices. */
  speechPer100Characters: 0.0032,
  apiPerMillion: 1,
  lambdaPerMillion: 0.2,
  /** arm64. */
  lambdaGbSecond: 0.0000133334,
  writesPerMillion: 0.625,
  readsPerMillion: 0.125,
  logsPerGb: 0.5,
  number: 1.15,
  secret: 0.4,
  key: 1,
  /** For each metric that an alarm reads. */
  alarmReading: 0.1,
  compositeAlarm: 0.5,
  dashboard: 3,
  /** arm64, for each gigabyte that is kept warm. */
  warmGbSecond: 0.0000033334,
} as const;

/** A call of a small shop, as the demo plays it and a little longer. */
const call = {
  minutes: 3,
  turns: 6,
  charactersSpoken: 1_100,
  /** One call in ten is put through to a person, for four minutes. */
  transferredShare: 0.1,
  transferredMinutes: 4,
  /** Rounds of the model a turn, tools included, and one report afterwards. */
  roundsPerTurn: 1.4,
  /** One turn in ten is the manager's. */
  managerShare: 0.1,
  webhooks: 22,
  webhookSeconds: 0.7,
  workerSeconds: 22,
  gigabytes: 1,
  writes: 160,
  reads: 600,
  logKilobytes: 40,
} as const;

const round: TokenUsage = { inputTokens: 300, cacheReadTokens: 5_000, cacheWriteTokens: 200, outputTokens: 80 };
const opening: TokenUsage = { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 5_000, outputTokens: 0 };

export type Cost = { what: string; usd: number };

/** What production costs in a month before anybody calls: one company, the warm environments of infra/stages.ts. */
export function fixedPerMonth({ warm, alarms }: { warm: number; alarms: AlarmCount }): Cost[] {
  const seconds = 730 * 3_600;
  return [
    { what: 'Warm environments', usd: warm * call.gigabytes * seconds * prices.warmGbSecond },
    { what: 'Alarms', usd: alarms.readings * prices.alarmReading + alarms.composites * prices.compositeAlarm },
    { what: 'Dashboard', usd: prices.dashboard },
    { what: 'Keys and secrets', usd: 2 * prices.key + 3 * prices.secret },
    { what: 'A phone number', usd: prices.number },
  ];
}

/** What a thousand such calls cost, line by line, in US dollars. */
export function costsPer1000(): Cost[] {
  const rounds = call.turns * call.roundsPerTurn + 1;
  const model = (name: string, usage: TokenUsage): number => {
    const price = builtInPrices.find((one) => one.model === name);
    if (price === undefined) throw new Error(`${name} has no price in lib/domain/pricing.ts.`);
    return costMicroUsd(price, usage) / 1_000_000;
  };
  const rep = model('claude-haiku-5-5', round) * rounds * (1 - call.managerShare) + model('claude-haiku-5-5', opening);
  const manager =
    model('claude-sonnet-5-5', round) * rounds * call.managerShare +
    model('claude-sonnet-5-5', opening) * call.managerShare;
  const seconds = call.webhooks * call.webhookSeconds + call.workerSeconds;
  const lambda =
    seconds * call.gigabytes * prices.lambdaGbSecond + ((call.webhooks + call.turns) * prices.lambdaPerMillion) / 1e6;
  const each: Cost[] = [
    { what: 'Twilio: the line in', usd: call.minutes * prices.inboundMinute },
    {
      what: 'Twilio: the line to a person',
      usd: call.transferredShare * call.transferredMinutes * prices.outboundMinute,
    },
    { what: 'Twilio: speech recognition', usd: call.turns * prices.recognitionPer15s },
    { what: 'Twilio: voices', usd: (call.charactersSpoken / 100) * prices.speechPer100Characters },
    { what: 'Claude: the rep', usd: rep },
    { what: 'Claude: the manager', usd: manager },
    { what: 'Lambda', usd: lambda },
    { what: 'API Gateway', usd: (call.webhooks * prices.apiPerMillion) / 1e6 },
    {
      what: 'DynamoDB',
      usd: (call.writes * prices.writesPerMillion + call.reads * prices.readsPerMillion) / 1e6,
    },
    { what: 'CloudWatch logs', usd: (call.logKilobytes / 1e6) * prices.logsPerGb },
  ];
  return each.map(({ what, usd }) => ({ what, usd: usd * 1_000 }));
}
