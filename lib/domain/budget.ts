import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Session } from '#lib/domain/session.ts';
import { periodOf, sessionPeriod } from '#lib/domain/usage-periods.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** `tight` from 80 % of any budget on: shorter answers. `spent` at 100 %: a person, or an honest end. */
export type BudgetState = 'ample' | 'tight' | 'spent';

/** One budget and what is spent of it. */
export type Budget = {
  per: 'call' | 'hour' | 'day' | 'month';
  /** The counter that it is held against. */
  period: string;
  spentMicroUsd: number;
  /** Undefined: no limit is set. */
  limitMicroUsd: number | undefined;
  level: BudgetState;
};

/** Where the company stands in its budgets for the AI, per call, hour, day and month. */
export async function budgetOf(ports: Pick<Ports, 'usage' | 'clock'>, session: Session): Promise<BudgetState> {
  const { companyId, sessionId, config } = session;
  const limited = limitsOf(config.budgets, ports.clock.now(), sessionId).filter(
    ({ limitUsd }) => limitUsd !== undefined,
  );
  return worstOf(await spentOf(ports, companyId, limited));
}

/** Every budget with what is spent of it, those without a limit too; of a call only where one is named. */
export const budgetsOf = (
  ports: Pick<Ports, 'usage' | 'clock'>,
  { companyId, budgets }: Pick<CompanyConfig, 'companyId' | 'budgets'>,
  sessionId: SessionId | undefined,
): Promise<Budget[]> => spentOf(ports, companyId, limitsOf(budgets, ports.clock.now(), sessionId));

export function worstOf(budgets: readonly Pick<Budget, 'level'>[]): BudgetState {
  const levels = budgets.map(({ level }) => level);
  if (levels.includes('spent')) return 'spent';
  return levels.includes('tight') ? 'tight' : 'ample';
}

type Limit = Pick<Budget, 'per' | 'period'> & { limitUsd: number | undefined };

function limitsOf(
  { perCall, perHour, perDay, perMonth }: CompanyConfig['budgets'],
  now: number,
  sessionId: SessionId | undefined,
): Limit[] {
  const at = new Date(now).toISOString();
  return [
    ...(sessionId === undefined ? [] : [{ per: 'call' as const, period: sessionPeriod(sessionId), limitUsd: perCall }]),
    { per: 'hour', period: periodOf('hour', at), limitUsd: perHour },
    { per: 'day', period: periodOf('day', at), limitUsd: perDay },
    { per: 'month', period: periodOf('month', at), limitUsd: perMonth },
  ];
}

const spentOf = (ports: Pick<Ports, 'usage'>, companyId: CompanyId, limits: readonly Limit[]): Promise<Budget[]> =>
  Promise.all(
    limits.map(async ({ per, period, limitUsd }) => {
      const spentMicroUsd = (await ports.usage.summary(companyId, period))?.costMicroUsd ?? 0;
      const limitMicroUsd = limitUsd === undefined ? undefined : Math.round(limitUsd * 1_000_000);
      return { per, period, spentMicroUsd, limitMicroUsd, level: levelOf(spentMicroUsd, limitUsd) };
    }),
  );

function levelOf(spentMicroUsd: number, limitUsd: number | undefined): BudgetState {
  if (limitUsd === undefined) return 'ample';
  const spentUsd = spentMicroUsd / 1_000_000;
  // Of nothing all is spent from the beginning.
  if (spentUsd >= limitUsd) return 'spent';
  return spentUsd >= 0.8 * limitUsd ? 'tight' : 'ample';
}
