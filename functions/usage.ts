import { getBudgets, getUsage, listPrices } from '#lib/contracts/api/usage.ts';
import { isoOf, spanOf } from '#lib/domain/analytics/span.ts';
import { type Budget, budgetsOf, worstOf } from '#lib/domain/budget.ts';
import { configOf } from '#lib/domain/company.ts';
import { pricedModels, pricesOf, usageIn } from '#lib/domain/usage-report.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';

/** What the AI costs: usage, what is left of the budgets, and the prices it is counted by. */
export const handler = jsonApi(
  on(getUsage, async ({ ports, companyId, query }) => ({
    status: 200,
    body: await usageIn(ports, companyId, spanOf(query, ports.clock.now())),
  })),
  on(getBudgets, async ({ ports, companyId, query }) => {
    const { sessionId } = query;
    const session = sessionId === undefined ? undefined : await ports.sessions.find(sessionId);
    // A conversation goes by what was in force when it began.
    const config = session?.companyId === companyId ? session.config : await configOf(ports, companyId);
    const budgets = await budgetsOf(ports, config, sessionId);
    return { status: 200, body: { level: worstOf(budgets), budgets: budgets.map(toView) } };
  }),
  on(listPrices, async ({ ports, companyId, query }) => {
    const { tiers } = await configOf(ports, companyId);
    const models =
      query.model === undefined ? [...pricedModels, tiers.aiRep.model, tiers.aiManager.model] : [query.model];
    return { status: 200, body: { items: await pricesOf(ports, models) } };
  }),
);

const toView = ({ per, period, spentMicroUsd, limitMicroUsd, level }: Budget) => ({
  per,
  ...(per === 'call' ? {} : { begin: isoOf(period.slice(per.length + 1)) }),
  spentMicroUsd,
  limitMicroUsd: limitMicroUsd ?? null,
  level,
});
