import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { leftBehindMs } from '#lib/domain/reconcile.ts';
import { env } from '#lib/names.ts';
import { systemClock } from '#lib/runtime/wire.ts';
import type { Reply } from '#local/claude/reply.ts';
import { demoConfig } from '#local/demo-company.ts';
import { type Shop, startShop } from '#local/shop/server.ts';
import { sampleAction } from '#test/support/samples.ts';
import { shopKey, useWorld } from '#test/support/world.ts';

/** The wall's time, and what has passed beyond it. */
let aheadMs = 0;
const clock = { now: () => Date.now() + aheadMs, sleep: systemClock.sleep };
const world = useWorld({ clock });

let shop: Shop;
let companyId: string;
let phoneNumber: string;
let companies = 0;
beforeEach(async () => {
  aheadMs = 0;
  companies += 1;
  companyId = `left-behind-${companies}`;
  phoneNumber = `+12025550${160 + companies}`;
  shop = await startShop({ signingKey: shopKey, now: clock.now });
  await world().company({ ...demoConfig, companyId, phoneNumber, shop });
});
afterEach(() => shop.close());

/** The scheduled function, as EventBridge would start it. */
async function runReconciler(): Promise<unknown> {
  const lambda = new LambdaClient({ endpoint: process.env[env.lambdaEndpoint] });
  const { Payload, FunctionError } = await lambda.send(new InvokeCommand({ FunctionName: 'reconcile' }));
  lambda.destroy();
  expect(FunctionError).toBeUndefined();
  return JSON.parse(Payload?.transformToString() ?? '');
}

const refundLamp: Reply = {
  text: [],
  tools: [{ name: 'issue_refund', input: { orderId: '4712', reason: 'came broken' } }],
};
const verify: Reply = { text: [], tools: [{ name: 'verify_customer', input: {} }] };

/** A caller who asks for 24.50 USD back, and what they are told. */
async function askForRefund(told: string) {
  world().claude.script(verify, refundLamp, { text: told });
  const dana = { from: '+12025550123', params: { StirVerstat: 'TN-Validation-Passed-A' } };
  const caller = await world().caller({ ...dana, to: phoneNumber });
  expect(await caller.says('My lamp came broken.')).toSpeak(told);
  await caller.hangsUp();
  return caller.callSid;
}
const beingChecked = 'It is being checked, and we will settle it.';

const ledgerOf = (callSid: string) => world().stores.ledger.ofSession(companyId, `sess_${callSid}`);
const commandsSeen = () => shop.requests.filter(({ request }) => request?.type === 'refund.create').length;

test('a refund whose answer was lost is settled as done, by asking the shop, and is not done again', async () => {
  shop.failNext({ when: 'after', how: 'drop', types: ['refund.create'] });
  const call = await askForRefund(beingChecked);
  expect(await ledgerOf(call)).toMatchObject([{ state: 'unknown' }]);
  const sent = commandsSeen();
  // Not yet: the worker might still be at it.
  expect(await runReconciler()).toEqual({ executed: 0, failed: 0, stillUnknown: 0, leftForLater: 0 });
  aheadMs = leftBehindMs + 60_000;
  expect(await runReconciler()).toEqual({ executed: 1, failed: 0, stillUnknown: 0, leftForLater: 0 });
  expect(world().metrics.of('actionsUnknown')).toEqual([1]);
  expect(world().metrics.of('actionsUnsettled')).toEqual([0, 0]);
  expect(await ledgerOf(call)).toMatchObject([{ state: 'executed', reference: 'refund-1' }]);
  expect([commandsSeen(), shop.books.refundedMinor()]).toEqual([sent, 2_450]);
  expect(await runReconciler()).toEqual({ executed: 0, failed: 0, stillUnknown: 0, leftForLater: 0 });
});

test('a refund that never reached the shop has failed, and its allowance is free again', async () => {
  shop.failNext({ when: 'before', how: 'drop', types: ['refund.create'] });
  const call = await askForRefund(beingChecked);
  const [action] = await ledgerOf(call);
  expect(action).toMatchObject({ state: 'unknown' });
  expect(shop.books.refundedMinor()).toBe(0);
  const spent = () =>
    Promise.all(
      (action?.windows ?? []).map((window) =>
        world().stores.allowances.spent(companyId, window, new Date(clock.now()).toISOString()),
      ),
    );
  expect(await spent()).toEqual([2_450, 2_450, 2_450, 2_450]);
  shop.failNext({ when: 'before', how: 503, times: 2, types: ['result.get'] });
  aheadMs = leftBehindMs + 60_000;
  expect(await runReconciler()).toEqual({ executed: 0, failed: 0, stillUnknown: 1, leftForLater: 0 });
  aheadMs += leftBehindMs + 60_000;
  expect(await runReconciler()).toEqual({ executed: 0, failed: 1, stillUnknown: 0, leftForLater: 0 });
  expect(await ledgerOf(call)).toMatchObject([{ state: 'failed', failure: 'The shop never saw it.' }]);
  expect(await spent()).toEqual([0, 0, 0, 0]);

  await askForRefund('Your refund of $24.50 has been issued.');
  expect(shop.books.refundedMinor()).toBe(2_450);
});

test('npm run reconcile does the same by hand, and says what it did', async () => {
  const updatedAt = new Date(Date.now() - leftBehindMs - 60_000).toISOString();
  await world().stores.ledger.createOnce(sampleAction({ companyId, state: 'executing', windows: [], updatedAt }));
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['scripts/reconcile.ts']);
  expect(stdout).toBe('1 left behind: 0 were carried out, 1 were not, 0 are still unknown.\n');
  expect((await run(process.execPath, ['scripts/reconcile.ts', '--help'])).stdout).toMatch(/^npm run reconcile/);
});
