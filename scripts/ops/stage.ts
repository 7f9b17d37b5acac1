import { nameIn } from '#infra/named.ts';
import { CommandError, exitCodes } from '#scripts/ops/command.ts';

export const stages = ['local', 'staging', 'production'] as const;
export type Stage = (typeof stages)[number];

/** The stage that a command was given. `local` is the desk. Throws CommandError `usage`. */
export function readStage<Known extends Stage>(given: string | undefined, known: readonly Known[]): Known {
  const found = known.find((stage) => stage === given);
  if (found !== undefined) return found;
  const said = given === undefined ? '--stage is missing' : `There is no stage ${JSON.stringify(given)}`;
  throw new CommandError(exitCodes.usage, `${said}: say --stage ${known.join(' or ')}.`);
}

/** What stands before a stage's table names; the desk's have nothing. */
export const tablePrefixOf = (stage: Stage): string => (stage === 'local' ? '' : nameIn(stage, ''));
