import { print } from '#local/terminal.ts';
import { alarmsOfProduction } from '#scripts/costs/alarms-of-production.ts';
import { type Cost, costsPer1000, fixedPerMonth } from '#scripts/costs/per-1000-calls.ts';
import { type ExitCode, exitCodes, runCommand } from '#scripts/ops/command.ts';

const help = `npm run costs

Prints what 1,000 calls cost, and what a month costs before anybody calls, as docs/deployment.md has it. The assumptions and
the prices are in scripts/costs/per-1000-calls.ts: change them to your own and run it again.`;

await runCommand({ help, options: {} }, async (): Promise<ExitCode> => {
  tell('1,000 calls', costsPer1000());
  tell('A month of production', fixedPerMonth({ warm: 10, alarms: alarmsOfProduction() }));
  return exitCodes.ok;
});

function tell(title: string, lines: readonly Cost[]): void {
  const together = lines.reduce((sum, { usd }) => sum + usd, 0);
  print(title);
  for (const { what, usd } of [...lines, { what: 'Together', usd: together }]) {
    print(`  ${what.padEnd(30)} ${usd.toFixed(2).padStart(8)}`);
  }
}
