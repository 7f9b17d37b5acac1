import { CompanyConfig, type Tier } from '#lib/contracts/company-config.ts';
import type { Window } from '#lib/domain/action.ts';
import type { Allowed, Decision, Standing } from '#lib/domain/authority.ts';
import type { Customer, Order, OrderLine, Subscription } from '#lib/domain/commerce.ts';

export const noon = '2026-11-22T12:00:00.000Z';

type Written = { [key: string]: unknown; aiRep?: object; aiManager?: object; humanAgent?: object };

/** A config as an operator writes it: a rep of $50, a manager of $200, and a person; changed by what a test needs. */
export const configOf = ({ aiRep, aiManager, humanAgent, ...own }: Written = {}): CompanyConfig =>
  CompanyConfig.parse({
    companyId: 'acme',
    tiers: {
      aiRep: { capabilities: { ...everything(50), ...aiRep } },
      aiManager: { capabilities: { ...everything(200), ...aiManager } },
      humanAgent: { enabled: true, escalationPhone: '+12025550199', ...humanAgent },
    },
    ...own,
  });

export const everything = (max: number) => ({
  canProcessRefunds: true,
  maxRefundAmount: max,
  canModifySubscription: true,
  canApplyCredits: true,
  maxCreditAmount: max,
});

export const standingOf = (own: Partial<Standing> = {}, tier: Tier = 'aiRep'): Standing => ({
  companyId: 'acme',
  sessionId: 'sess_1',
  tier,
  config: configOf(),
  verified: { customerId: 'cus_dana', evidence: 'orderId + email', at: noon },
  now: noon,
  ...own,
});

export const line = (lineId: string, paidMinor: number, refundedMinor = 0): OrderLine => ({
  lineId,
  description: 'Oolong',
  quantity: 1,
  paidMinor,
  refundedMinor,
});

export const orderOf = (lines: readonly OrderLine[], own: Partial<Order> = {}): Order => ({
  orderId: 'A-1001',
  customerId: 'cus_dana',
  placedAt: '2026-11-01T09:00:00.000Z',
  status: 'delivered',
  currency: 'USD',
  lines,
  ...own,
});

export const subscriptionOf = (own: Partial<Subscription> = {}): Subscription => ({
  subscriptionId: 'sub_1',
  plan: 'Monthly',
  status: 'active',
  price: { amountMinor: 1900, currency: 'USD' },
  otherPlans: ['Yearly', 'Monthly'],
  ...own,
});

export const customerOf = (own: Partial<Customer> = {}): Customer => ({
  customerId: 'cus_dana',
  name: 'Dana R. Müller',
  phones: ['+12025550123'],
  emails: ['dana.muller@example.com'],
  postcode: 'SW1A 1AA',
  subscriptions: [subscriptionOf()],
  ...own,
});

/** The decision if it is allowed; else the test fails with what it is. */
export function allowed(decision: Decision): Allowed {
  if (decision.kind !== 'allowed') throw new Error(`denied: ${decision.denial.code}, ${decision.rule}`);
  return decision;
}

/** Windows in their simplest form: what each holds, and since when. */
export class SimpleAllowances {
  readonly rows = new Map<string, { amountMinor: number; at: number }[]>();

  reserveAll(windows: readonly Window[], now: string): boolean {
    const at = Date.parse(now);
    const fits = windows.every((one) => this.spent(one, at) + one.amountMinor <= one.limitMinor);
    if (fits) {
      for (const { window, amountMinor } of windows) {
        this.rows.set(window, [...(this.rows.get(window) ?? []), { amountMinor, at }]);
      }
    }
    return fits;
  }

  private spent({ window, rollingMs = Number.POSITIVE_INFINITY }: Window, at: number): number {
    const entries = this.rows.get(window) ?? [];
    return entries.filter((one) => one.at >= at - rollingMs).reduce((sum, one) => sum + one.amountMinor, 0);
  }
}
