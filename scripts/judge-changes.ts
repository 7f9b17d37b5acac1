import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { print } from '#local/terminal.ts';
import { readAssembly } from '#scripts/deploy/assembly.ts';
import { losses, type Template } from '#scripts/deploy/irreplaceable.ts';
import { CommandError, type ExitCode, exitCodes, runCommand } from '#scripts/ops/command.ts';
import { readStage } from '#scripts/ops/stage.ts';

const help = `node scripts/judge-changes.ts --stage staging|production [--assembly cdk.out]

Says whether a deployment of this assembly would remove, or make anew, what nobody can bring back: tables, keys, secrets,
logs, the URL that Twilio has. Asks CloudFormation for what is deployed, by the AWS CLI. Part of scripts/deploy.sh.

Exits 0 when nothing would be lost, 1 when something would (it is named), 2 for a wrong option, 3 when it cannot know.`;

const options = { stage: { type: 'string' }, assembly: { type: 'string', default: 'cdk.out' } } as const;

await runCommand({ help, options }, async ({ stage: given, assembly }): Promise<ExitCode> => {
  const stage = readStage(given, ['staging', 'production']);
  const { stacks } = readAssembly(assembly, stage);
  const lost: string[] = [];
  for (const [name, planned] of stacks) {
    for (const loss of losses(await deployed(name), planned)) lost.push(`${name}: ${loss}`);
  }
  for (const loss of lost) print(loss);
  return lost.length === 0 ? exitCodes.ok : exitCodes.wrong;
});

async function deployed(stack: string): Promise<Template> {
  const question = ['get-template', '--stack-name', stack, '--query', 'TemplateBody', '--output', 'json'];
  try {
    const { stdout } = await promisify(execFile)('aws', ['cloudformation', ...question], {
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(stdout) as Template;
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim() || (cause as Error).message;
    // Before its first deployment a stack has nothing to lose.
    if (/does not exist/.test(said)) return {};
    throw new CommandError(exitCodes.cannotWork, `What is deployed as ${stack} cannot be read: ${said}`);
  }
}
