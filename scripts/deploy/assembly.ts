import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '#lib/names.ts';
import type { Template } from '#scripts/deploy/irreplaceable.ts';
import { CommandError, exitCodes } from '#scripts/ops/command.ts';

/** What was synthesised for one stage. */
export type Assembly = { stacks: ReadonlyMap<string, Template>; buildId: string };

/** Reads a cloud assembly. Throws CommandError where it is none, holds nothing of this stage, or mixes builds. */
export function readAssembly(folder: string, stage: string): Assembly {
  const manifest = read<{ artifacts?: Record<string, { type: string }> }>(join(folder, 'manifest.json'));
  const names = Object.entries(manifest.artifacts ?? {})
    .filter(([name, { type }]) => type === 'aws:cloudformation:stack' && name.startsWith(`cs-ai-${stage}-`))
    .map(([name]) => name);
  if (names.length === 0)
    throw refuse(`${folder} holds no stack of ${stage}. Run npm run synth, and look at infra/app.ts.`);
  const stacks = new Map(names.map((name) => [name, read<Template>(join(folder, `${name}.template.json`))]));
  const builds = new Set([...stacks.values()].flatMap(buildIdsOf));
  const [buildId, ...others] = builds;
  if (buildId === undefined) throw refuse(`No function in ${folder} says its build (${env.version}).`);
  if (others.length > 0)
    throw refuse(`${folder} mixes builds: ${[...builds].join(', ')}. Delete it and run npm run synth.`);
  return { stacks, buildId };
}

const buildIdsOf = ({ Resources = {} }: Template): string[] =>
  Object.values(Resources).flatMap(({ Type, Properties }) => {
    const { Variables } = (Properties?.Environment ?? {}) as { Variables?: Record<string, unknown> };
    const said = Type === 'AWS::Lambda::Function' ? Variables?.[env.version] : undefined;
    return typeof said === 'string' ? [said] : [];
  });

function read<Json>(path: string): Json {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Json;
  } catch (cause) {
    throw refuse(`${path} cannot be read: ${(cause as Error).message}`);
  }
}

const refuse = (message: string): CommandError => new CommandError(exitCodes.cannotWork, message);
