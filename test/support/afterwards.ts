import { handler as sweepHandler } from '#functions/sweep.ts';
import type { Reply } from '#local/claude/reply.ts';
import { demoConfig } from '#local/demo-company.ts';
import type { World } from '#test/support/world.ts';

export const teamPhone = '+12025550150';

/** The demo company, with a team that wants to be told. */
export const told = {
  ...demoConfig,
  tiers: {
    ...demoConfig.tiers,
    humanAgent: { ...demoConfig.tiers.humanAgent, notifyOnEscalation: true, notificationPhone: teamPhone },
  },
};

/** The scheduled sweep runs once, and all that was under way has ended before and after it. */
export async function sweeps(world: World): Promise<Awaited<ReturnType<typeof sweepHandler>>> {
  await world.lambda.settled();
  const swept = await sweepHandler();
  await world.lambda.settled();
  return swept;
}

/** The texts sent to a number since the desk came up. */
export const textsTo = (world: World, number: string): string[] =>
  world.twilio.messages.filter(({ to }) => to === number).map(({ body }) => body);

/** Everything the model was shown in its newest call. */
export const shown = (world: World): string => JSON.stringify(world.claude.requests.at(-1)?.body.messages);

export const uses = (name: string, input: object, text: string | string[] = []): Reply => ({
  text,
  tools: [{ name, input }],
});

/** A report on a conversation, as the model hands it in. */
export const report = (own: object = {}): Reply =>
  uses('file_report', {
    summary: 'The lamp of order 4712 came broken. A new one was asked for.',
    outcome: 'unresolved',
    reason: 'Broken lamp',
    sentiment: 'negative',
    followUps: ['Send a new lamp.'],
    ...own,
  });
