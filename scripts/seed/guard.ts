import { isDeepStrictEqual } from 'node:util';
import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Companies } from '#lib/ports/companies.ts';
import { CommandError, exitCodes } from '#scripts/ops/command.ts';
import { type Stage, stages } from '#scripts/ops/stage.ts';

/** A prefix that names another stage is a slip of the hand that nobody survives. Throws CommandError `wrong`. */
export function refuseForeignPrefix(stage: Stage, tablePrefix: string): void {
  const named = stages.find((other) => other !== stage && tablePrefix.split('-').includes(other));
  if (named === undefined) return;
  throw new CommandError(
    exitCodes.wrong,
    `Nothing was written. --stage says ${stage}, and --prefix ${JSON.stringify(tablePrefix)} names ${named}.`,
  );
}

/** Tables of production hold no demo company: those that do are another stage's. Throws CommandError `wrong`. */
export async function refuseDemoInProduction(companies: Companies, demoId: string): Promise<void> {
  if ((await companies.find(demoId)) === undefined) return;
  throw new CommandError(
    exitCodes.wrong,
    `Nothing was written. These tables hold the company "${demoId}", which production never has: they are another stage's, ` +
      'or somebody put demo data into production. Look at its CSConfig row before anything else.',
  );
}

/** Whether the demo company is still to be written. Another company by its name is not ours to write to: CommandError `wrong`. */
export async function demoIsMissing(companies: Companies, demo: CompanyConfig): Promise<boolean> {
  const standing = await companies.find(demo.companyId);
  if (standing === undefined) return true;
  const same = isDeepStrictEqual([standing.displayName, standing.timeZone], [demo.displayName, demo.timeZone]);
  if (same) return false;
  throw new CommandError(
    exitCodes.wrong,
    `Nothing was written. There is a company "${demo.companyId}" called "${standing.displayName}" in ${standing.timeZone}; ` +
      `the demo company is "${demo.displayName}" in ${demo.timeZone}. Demo data would be written among its calls.`,
  );
}
