import type { Move } from '#lib/domain/releases/release.ts';
import type { RollbackOutcome, RollbackWish } from '#lib/domain/releases/roll-back.ts';
import type { Operators } from '#lib/ports/releases.ts';

type Told = RollbackOutcome | { kind: 'refused'; why: string };

/** Tells the operators what was done, from which version to which, and what to look at. */
export async function tellOfRollback(operators: Operators, { by }: RollbackWish, told: Told): Promise<void> {
  const words = wordsFor(told);
  if (words === undefined) return;
  await operators.tell(`CS AI: ${words.subject}`, [`Asked for by ${by}.`, '', ...words.lines].join('\n'));
}

const runbook = 'What happens now, and how to deploy again: docs/rollback.md.';

/** Undefined where there is nothing to tell. Also what the script prints. */
export function wordsFor(told: Told): { subject: string; lines: string[] } | undefined {
  switch (told.kind) {
    case 'rolledBack':
      return {
        subject: `rolled back to release ${told.to.number}`,
        lines: [
          `Every function is at release ${told.to.number} (build ${told.to.build}, good since ${told.to.markedAt}):`,
          ...told.moves.map(moveLine),
          '',
          'Look at: whether the rollback alarm goes back to OK within ten minutes, and the logs of the build that failed.',
          'CloudFormation still believes in the newer versions: deploy the fix as a new build, never the same one.',
          runbook,
        ],
      };
    case 'planned':
      return {
        subject: `would roll back to release ${told.to.number}`,
        lines: [
          `Every function would be at release ${told.to.number} (build ${told.to.build}, good since ${told.to.markedAt}):`,
          ...told.moves.map(moveLine),
        ],
      };
    case 'already':
      return {
        subject: `is at release ${told.to.number} already, nothing was moved`,
        lines: [
          `What is live is release ${told.to.number} (build ${told.to.build}), the newest good one.`,
          'It is not the release: look at the vendors (Anthropic, Twilio, AWS) and at what was configured last.',
          'To go further back, name a release: scripts/rollback.sh <stage> --to <number>.',
          runbook,
        ],
      };
    case 'cooling':
      return {
        subject: 'the rollback alarm fired again, nothing was moved',
        lines: [
          'There was a rollback within the last ten minutes, and a newer release is live since then.',
          'If it fails too: scripts/rollback.sh <stage>.',
          runbook,
        ],
      };
    case 'overtaken':
      return {
        subject: 'a rollback gave way to a deployment',
        lines: [
          `Somebody moved ${told.by} while the rollback to release ${told.to.number} ran. Theirs stands.`,
          ...(told.putBack.length === 0 ? [] : ['Put back where they were:', ...told.putBack.map(backLine)]),
          ...(told.kept.length === 0 ? [] : ['Not put back, look at these:', ...told.kept.map(moveLine)]),
          'If the newer release fails too: scripts/rollback.sh <stage>.',
          runbook,
        ],
      };
    case 'incomplete':
      return {
        subject: 'a rollback is incomplete',
        lines: [
          `On the way to release ${told.to.number} AWS refused: ${reasonOf(told.cause)}`,
          ...(told.moved.length === 0 ? ['No function was moved.'] : ['Moved:', ...told.moved.map(moveLine)]),
          'Still where they were:',
          ...told.left.map(moveLine),
          'Run it again, it goes on from here: scripts/rollback.sh <stage>.',
          runbook,
        ],
      };
    case 'refused':
      return { subject: 'cannot roll back', lines: [told.why, runbook] };
    case 'alarmOver':
      return undefined;
    default:
      return told satisfies never;
  }
}

const moveLine = ({ entry, from, to }: Move): string => `  ${entry}: version ${from} -> ${to}`;
const backLine = ({ entry, from, to }: Move): string => `  ${entry}: version ${to} -> ${from}`;
const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
