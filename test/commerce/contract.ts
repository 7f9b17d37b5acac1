import { afterEach, beforeEach, describe } from 'vitest';
import { describeCommands } from '#test/commerce/contract/commands.ts';
import { describeFaults } from '#test/commerce/contract/faults.ts';
import { describeFinding } from '#test/commerce/contract/finding.ts';
import type { MakeRig, Rig } from '#test/commerce/contract/rig.ts';
import { describeSubscriptions } from '#test/commerce/contract/subscriptions.ts';

/** What every shop keeps to, whoever provides it. All of them are Maple & Pine, fresh for every test. */
export function describeCommerce(name: string, make: MakeRig): void {
  describe(name, () => {
    let made: Rig;
    beforeEach(async () => {
      made = await make({});
    });
    afterEach(() => made.close());
    const rig = () => made;
    describe('finding', () => describeFinding(rig));
    describe('refunds and credits', () => describeCommands(rig));
    describe('subscriptions', () => describeSubscriptions(rig));
    describe('failing', () => describeFaults(rig, make));
  });
}
