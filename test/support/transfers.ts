import { expect } from 'vitest';
import type { Metric } from '#lib/names.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import type { WebhookExchange } from '#local/twilio/webhook.ts';
import type { World } from '#test/support/world.ts';

/** The team that transfers of these tests ring, in this order. */
export const team = { first: '+12025550131', second: '+12025550132', number: '+12025550130' } as const;

/** A company with two people. */
export const teamConfig = {
  companyId: 'team',
  phoneNumber: team.number,
  displayName: 'Team Ltd',
  tiers: { humanAgent: { enabled: true, escalationPhone: team.first, backupPhones: [team.second] } },
};

/** What became of the wish for a person that came up in a turn. */
export const transferOf = async (world: World, call: PhoneCall, turn = 1) =>
  (await world.stores.calls.find(call.callSid))?.transfers[turn];

/** How often each count of transfers was sampled, without those that were not. */
export const countsOf = (world: World): Partial<Record<Metric, number>> => {
  const counts: Partial<Record<Metric, number>> = {};
  for (const { metric } of world.metrics.samples)
    if (metric.startsWith('escalations')) counts[metric] = (counts[metric] ?? 0) + 1;
  return counts;
};

/** Every webhook of a transfer so far, on both legs: dial, whisper, key, machine, result. */
const transferWebhooks = (call: PhoneCall): WebhookExchange[] =>
  [...call.webhooks, ...call.dialled.flatMap(({ webhooks }) => webhooks)].filter(({ url }) =>
    url.includes('/escalate/'),
  );

/** Sends every webhook of the transfer again, from the last to the first and twice, and expects it to change nothing. */
export async function expectRepeatsToChangeNothing(world: World, call: PhoneCall): Promise<void> {
  // What is done after a call is done by then, and no part of the question.
  await world.lambda.settled();
  const before = await stateOf(world, call);
  const webhooks = transferWebhooks(call);
  expect(webhooks).not.toEqual([]);
  for (const webhook of [...webhooks.toReversed(), ...webhooks]) {
    const repeat = await call.sendAgain(webhook);
    expect(repeat.status).toBe(200);
  }
  await Promise.all(webhooks.map((webhook) => call.sendAgain(webhook)));
  expect(await stateOf(world, call)).toEqual(before);
}

const stateOf = async (world: World, call: PhoneCall) => ({
  call: await world.stores.calls.find(call.callSid),
  session: await world.stores.sessions.find(`sess_${call.callSid}`),
  dialogue: await world.stores.dialogues.read(`sess_${call.callSid}`),
  counts: countsOf(world),
});
