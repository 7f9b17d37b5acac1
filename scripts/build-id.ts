import { print } from '#local/terminal.ts';
import { readAssembly } from '#scripts/deploy/assembly.ts';
import { type ExitCode, exitCodes, runCommand } from '#scripts/ops/command.ts';
import { readStage } from '#scripts/ops/stage.ts';

const help = `node scripts/build-id.ts --stage staging|production [--assembly cdk.out]

Prints the build that an assembly holds for a stage. Exits 3 where it holds none, or more than one. Part of scripts/deploy.sh.`;

const options = { stage: { type: 'string' }, assembly: { type: 'string', default: 'cdk.out' } } as const;

await runCommand({ help, options }, async ({ stage, assembly }): Promise<ExitCode> => {
  print(readAssembly(assembly, readStage(stage, ['staging', 'production'])).buildId);
  return exitCodes.ok;
});
