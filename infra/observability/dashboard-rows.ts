import type { Reading, Statistic } from '#infra/observability/alarm-spec.ts';
import type { Metric } from '#lib/names.ts';
import { tables } from '#lib/names.ts';
import { routes, workers } from '#lib/routes.ts';

export type Graph = {
  title: string;
  /** What is read, by its label. */
  lines: Readonly<Record<string, Reading>>;
  /** In seconds. */
  periodS: 60 | 300 | 900 | 3600 | 86400;
  /** A line across, where an alarm would fire. */
  limit?: { value: number; label: string };
};
export type Row = { title: string; asks: string; graphs: readonly Graph[] };

const ours = (metric: Metric, statistic: Statistic): Reading => ({ of: 'own', metric, statistic });
const sums = (lines: Readonly<Record<string, Metric>>): Record<string, Reading> =>
  Object.fromEntries(Object.entries(lines).map(([label, metric]) => [label, ours(metric, 'Sum')]));

const entries = [...new Set([...routes, ...workers].map(({ entry }) => entry))];
const eachFunction = (metric: 'Errors' | 'Throttles' | 'Invocations' | 'Duration', statistic: Statistic) =>
  Object.fromEntries(entries.map((entry) => [entry, { of: 'function', entry, metric, statistic }] as const));
const eachTable = (metric: 'ReadThrottleEvents' | 'WriteThrottleEvents') =>
  Object.fromEntries(
    Object.entries(tables).map(([table, { name }]) => [
      name,
      { of: 'table', table: table as keyof typeof tables, metric, statistic: 'Sum' } as const,
    ]),
  );

/** From what a caller notices down to what it stands on: whoever is woken reads from the top and stops at the first bad row. */
export const dashboardRows: readonly Row[] = [
  {
    title: 'Callers',
    asks: 'Do calls come in, and do they end well? Success is missing while nobody finishes a call.',
    graphs: [
      {
        title: 'Calls and chats begun',
        periodS: 300,
        lines: sums({ calls: 'callsTotal', sessions: 'sessionsTotal', toTeam: 'sessionsEscalated' }),
      },
      {
        title: 'Calls that succeed, sessions resolved (%)',
        periodS: 300,
        lines: { success: ours('callsSuccess', 'Average'), resolved: ours('sessionsResolution', 'Average') },
        limit: { value: 90, label: 'call-success' },
      },
      {
        title: 'Length of a call (s), messages of a session',
        periodS: 900,
        lines: { seconds: ours('callsDuration', 'Average'), messages: ours('messagesPerSession', 'Average') },
      },
      {
        title: 'Health (1 or 0)',
        periodS: 60,
        lines: { healthy: ours('health', 'Average') },
        limit: { value: 0.5, label: 'rollback-health' },
      },
    ],
  },
  {
    title: 'Money',
    asks: 'What does Claude cost, and what does it give away?',
    graphs: [
      {
        title: 'Claude, dollars an hour',
        periodS: 3600,
        lines: { dollars: ours('cost', 'Sum') },
        limit: { value: 100, label: 'ai-spend' },
      },
      { title: 'Tokens a day', periodS: 86400, lines: sums({ tokens: 'tokens' }) },
      {
        title: 'Refunds, credits, changes',
        periodS: 900,
        lines: sums({ executed: 'actionsExecuted', denied: 'actionsDenied', failed: 'actionsFailed' }),
      },
      {
        title: 'Not settled; claims without a receipt',
        periodS: 900,
        lines: {
          'became unknown': ours('actionsUnknown', 'Sum'),
          'still open': ours('actionsUnsettled', 'Maximum'),
          'claims stopped': ours('actionsUnproven', 'Sum'),
        },
      },
    ],
  },
  {
    title: 'Model',
    asks: 'Does it answer, and how soon?',
    graphs: [
      {
        title: 'First sentence (ms)',
        periodS: 300,
        lines: { median: ours('firstSentence', 'p50'), p95: ours('firstSentence', 'p95') },
        limit: { value: 4_000, label: 'first-sentence-slow' },
      },
      {
        title: 'Turns that spoke, turns that failed',
        periodS: 300,
        lines: { spoke: ours('firstSentence', 'SampleCount'), failed: ours('turnFailed', 'Sum') },
      },
      { title: 'Handed to the AI manager', periodS: 900, lines: sums({ changed: 'tierChanged' }) },
      { title: 'Messages and reports given up', periodS: 900, lines: sums({ 'given up': 'tasksGivenUp' }) },
    ],
  },
  {
    title: 'Escalation',
    asks: 'How many want a person, and do they get one?',
    graphs: [
      {
        title: 'Calls that asked for a person (%)',
        periodS: 900,
        lines: { rate: ours('callsEscalation', 'Average') },
        limit: { value: 40, label: 'escalations' },
      },
      {
        title: 'From wish to talk',
        periodS: 900,
        lines: sums({ asked: 'escalationsRequested', accepted: 'escalationsAccepted', talked: 'escalationsBridged' }),
      },
      { title: 'Chats handed to the team', periodS: 900, lines: sums({ handed: 'sessionsEscalated' }) },
      {
        title: 'Numbers that did not take the call',
        periodS: 900,
        lines: sums({
          declined: 'escalationsDeclined',
          ignored: 'escalationsIgnored',
          'no answer': 'escalationsNoAnswer',
          busy: 'escalationsBusy',
          mailbox: 'escalationsMachine',
          failed: 'escalationsFailed',
        }),
      },
      {
        title: 'Callers who got nobody',
        periodS: 900,
        lines: sums({
          'nobody free': 'escalationsExhausted',
          'after hours': 'escalationsAfterHours',
          'hung up first': 'escalationsCallerGone',
        }),
      },
    ],
  },
  {
    title: 'Functions',
    asks: 'Is it ours? Failures that the door spoke an apology for are the first graph, crashes the third.',
    graphs: [
      {
        title: 'Webhooks failed, of all (0 to 1)',
        periodS: 300,
        lines: { failed: ours('webhookFailed', 'Average') },
        limit: { value: 0.05, label: 'errors' },
      },
      {
        title: 'Webhooks (ms)',
        periodS: 60,
        lines: { p95: ours('webhookDuration', 'p95'), p99: ours('webhookDuration', 'p99') },
        limit: { value: 5_000, label: 'webhook-slow' },
      },
      { title: 'Crashes and time-outs', periodS: 300, lines: eachFunction('Errors', 'Sum') },
      { title: 'Turned away for lack of concurrency', periodS: 300, lines: eachFunction('Throttles', 'Sum') },
      {
        title: 'Duration, p99 (ms)',
        periodS: 300,
        lines: eachFunction('Duration', 'p99'),
        limit: { value: 10_000, label: 'rollback-slow' },
      },
      { title: 'Invocations', periodS: 300, lines: eachFunction('Invocations', 'Sum') },
      {
        title: 'API: answers by kind',
        periodS: 300,
        lines: {
          all: { of: 'api', metric: 'Count', statistic: 'Sum' },
          '4xx': { of: 'api', metric: '4xx', statistic: 'Sum' },
          '5xx': { of: 'api', metric: '5xx', statistic: 'Sum' },
        },
      },
      {
        title: 'API for dashboards and chat (ms)',
        periodS: 300,
        lines: { p95: ours('apiDuration', 'p95') },
      },
      {
        title: 'API for dashboards and chat: requests failed, of all (0 to 1)',
        periodS: 300,
        lines: { failed: ours('apiFailed', 'Average') },
      },
      {
        title: 'API: latency with cold starts, p99 (ms)',
        periodS: 300,
        lines: { p99: { of: 'api', metric: 'Latency', statistic: 'p99' } },
      },
    ],
  },
  {
    title: 'Tables',
    asks: 'Does DynamoDB take what we write?',
    graphs: [
      { title: 'Writes turned away', periodS: 300, lines: eachTable('WriteThrottleEvents') },
      { title: 'Reads turned away', periodS: 300, lines: eachTable('ReadThrottleEvents') },
    ],
  },
];
