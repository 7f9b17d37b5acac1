import type { Tier } from '#lib/contracts/company-config.ts';
import type { CallEnding } from '#lib/domain/call.ts';
import type { Escalation } from '#lib/domain/escalation.ts';
import type { AfterCall } from '#lib/domain/session.ts';
import type { TokenUsage } from '#lib/domain/usage.ts';

/** A turn of a demo conversation: what the customer said, and what the AI did. */
export type DemoTurn = { says: string; tier: Tier; answers: readonly string[]; tokens: TokenUsage; latencyMs: number };

export type DemoConversation = {
  /** Known by this: the same one is never written twice. */
  name: string;
  channel: 'voice' | 'chat';
  daysAgo: number;
  /** UTC. */
  hour: number;
  from: string;
  seconds: number;
  turns: readonly DemoTurn[];
  /** Undefined: they hung up. */
  ending: CallEnding | undefined;
  /** What became of the wish for a person, where there was one. */
  transfer?: Escalation['state'];
  afterCall?: Pick<AfterCall, 'summary' | 'outcome' | 'reason' | 'topic' | 'sentiment' | 'followUps'>;
};

const tokens = (input: number, cached: number, output: number): TokenUsage => ({
  inputTokens: input,
  cacheWriteTokens: 0,
  cacheReadTokens: cached,
  outputTokens: output,
});

const rep = (says: string, answers: readonly string[], latencyMs = 700): DemoTurn => ({
  says,
  answers,
  tier: 'aiRep',
  tokens: tokens(220, 4_800, 60),
  latencyMs,
});
const manager = (says: string, answers: readonly string[]): DemoTurn => ({
  says,
  answers,
  tier: 'aiManager',
  tokens: tokens(640, 5_200, 140),
  latencyMs: 1_400,
});

type Story = Omit<DemoConversation, 'name' | 'channel' | 'daysAgo' | 'hour' | 'from'>;

const delivery: Story = {
  seconds: 74,
  turns: [
    rep('How long does delivery take?', ['Delivery takes three to five working days.']),
    rep('Great, thank you, goodbye.', ['Thank you for calling. Goodbye!'], 520),
  ],
  ending: 'resolved',
  afterCall: {
    summary: 'Asked how long delivery takes and was told.',
    outcome: 'resolved',
    reason: 'delivery time',
    topic: 'delivery',
    sentiment: 'positive',
    followUps: [],
  },
};
const returns: Story = {
  seconds: 131,
  turns: [
    rep('Can I send a rug back?', ['Anything unused may be returned within 30 days.']),
    rep('Even without the slip?', ['Let me ask my manager.'], 910),
    manager('Fine.', ['Without the slip we find the order by your number.', 'Money goes back within five days.']),
    manager('Thanks, bye.', ['Goodbye!']),
  ],
  ending: 'resolved',
  afterCall: {
    summary: 'Wanted to return a rug without the slip; the manager allowed it.',
    outcome: 'resolved',
    reason: 'return',
    topic: 'return',
    sentiment: 'neutral',
    followUps: ['Expect a rug without its slip.'],
  },
};
const person: Story = {
  seconds: 212,
  turns: [rep('I want to talk to a person about my broken table.', ['I put you through to the team.'], 830)],
  ending: 'transferred',
  transfer: { kind: 'bridged', index: 0 },
  afterCall: {
    summary: 'A table arrived broken; a person took the call.',
    outcome: 'escalated',
    reason: 'damaged goods',
    topic: 'damaged-goods',
    sentiment: 'negative',
    followUps: [],
  },
};
const nobody: Story = {
  seconds: 98,
  turns: [rep('Give me a person, please.', ['I try the team for you.'], 640)],
  ending: undefined,
  transfer: { kind: 'exhausted' },
};
const hungUp: Story = {
  seconds: 21,
  turns: [rep('Do you sell sofas?', ['We sell tables and lamps.'])],
  ending: undefined,
};
const failed: Story = {
  seconds: 44,
  turns: [{ ...rep('Where is my order?', []), tokens: tokens(0, 0, 0), latencyMs: 8_000 }],
  ending: 'failed',
};

const stories: readonly [Story, DemoConversation['channel']][] = [
  [delivery, 'voice'],
  [returns, 'voice'],
  [delivery, 'chat'],
  [person, 'voice'],
  [hungUp, 'voice'],
  [returns, 'chat'],
  [nobody, 'voice'],
  [delivery, 'voice'],
  [failed, 'voice'],
  [hungUp, 'chat'],
];

/** Two weeks of a small shop: some of everything that a dashboard, a report and a list should show. */
export const demoConversations: readonly DemoConversation[] = Array.from({ length: 28 }, (_, index) => {
  const [story, channel] = stories[index % stories.length] as (typeof stories)[number];
  return {
    ...story,
    channel,
    name: `demo-${String(index + 1).padStart(3, '0')}`,
    daysAgo: 14 - Math.floor(index / 2),
    hour: 9 + ((index * 5) % 9),
    from: `+120255501${String(40 + (index % 20)).padStart(2, '0')}`,
  };
});
