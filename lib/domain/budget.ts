import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Session } from '#lib/domain/session.ts';
import { periodOf, sessionPeriod } from '#lib/domain/usage-periods.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** `tight` from 80 % of any budget on: shorter answers. `spent` at 100 %: a person, or an honest end. */
export type BudgetState = 'ample' | 'tight' | 'spent';

/** Where the company stands in its budgets for the AI, per call, hour, day and month. */
export async function budgetOf(ports: Pick<Ports, 'usage' | 'clock'>, session: Session): Promise<BudgetState> {
  const now = new Date(ports.clock.now()).toISOString();
  const shares = await Promise.all(
    budgetsOf(session.config.budgets, session, now).map(async ({ period, limitUsd }) => {
      const costMicroUsd = (await ports.usage.summary(session.companyId, period))?.costMicroUsd ?? 0;
      return costMicroUsd / 1_000_000 / limitUsd;
    }),
  );
  const worst = Math.max(0, ...shares);
  if (worst >= 1) return 'spent';
  return worst >= 0.8 ? 'tight' : 'ample';
}

function budgetsOf(
  { perCall, perHour, perDay, perMonth }: CompanyConfig['budgets'],
  session: Session,
  now: string,
): { period: string; limitUsd: number }[] {
  const limits: [string, number | undefined][] = [
    [sessionPeriod(session.sessionId), perCall],
    [periodOf('hour', now), perHour],
    [periodOf('day', now), perDay],
    [periodOf('month', now), perMonth],
  ];
  return limits.flatMap(([period, limitUsd]) => (limitUsd === undefined ? [] : [{ period, limitUsd }]));
}
