import type { CreditCommand, RefundCommand, SubscriptionCommand } from '#lib/domain/commerce.ts';
import type { Commerce } from '#lib/ports/commerce.ts';
import type { Fault } from '#local/faulty-server.ts';
import { freshId } from '#test/support/samples.ts';

/** What of the shop's questions a fault is for. */
export type Of = 'commands' | 'results' | 'reads';

/** A shop under test, and a look into its books that does not go through the adapter. */
export type Rig = {
  commerce: Commerce;
  /** Its own ids of what all of them sell. */
  ids: { dana: string; sam: string; subscription: string };
  refundedMinor(orderId: string): number;
  creditedMinor(customerId: string): number;
  /** Absent where there is no network to fail: then only `lose` is tried. */
  failNext?(fault: Omit<Fault, 'of'>, of: Of): void;
  /** The next command is lost on its way there, or its answer on the way back. */
  lose(when: 'before' | 'after'): void;
  /** Nobody listens any more. Absent as above. */
  vanish?(): Promise<void>;
  close(): Promise<void>;
};

export type Patience = { readTimeoutMs?: number; commandTimeoutMs?: number };
export type MakeRig = (patience: Patience) => Promise<Rig>;

export const refundOf = (rig: Rig, own: Partial<RefundCommand> = {}): RefundCommand => ({
  kind: 'refund',
  key: freshId('act'),
  customerId: rig.ids.dana,
  orderId: '4711',
  lines: [{ lineId: '2', amountMinor: 4_500 }],
  amountMinor: 4_500,
  currency: 'USD',
  reason: 'The curtains came torn.',
  ...own,
});

export const creditOf = (rig: Rig, own: Partial<CreditCommand> = {}): CreditCommand => ({
  kind: 'credit',
  key: freshId('act'),
  customerId: rig.ids.dana,
  amountMinor: 1_000,
  currency: 'USD',
  reason: 'For the trouble.',
  ...own,
});

export const changeOf = (rig: Rig, own: Partial<SubscriptionCommand> = {}): SubscriptionCommand => ({
  kind: 'subscription',
  key: freshId('act'),
  customerId: rig.ids.dana,
  subscriptionId: rig.ids.subscription,
  change: { kind: 'pause' },
  reason: 'Away for the summer.',
  ...own,
});

export const times = <T>(count: number, make: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, make));
