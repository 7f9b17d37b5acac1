import type { Step } from '#scripts/smoke/step.ts';
import { StepFailure } from '#scripts/smoke/step.ts';

export const logs: Step = {
  id: 'logs',
  does: 'Reads the log of every function since this began: no line of level ERROR',
  async take(target) {
    const found = await target.errorsSince(target.startedAt);
    if (found === undefined) return undefined;
    if (found.length === 0) return 'no errors';
    const said = found.map(({ entry, count, sample }) => `${entry} ${count} (${sample})`).join(', ');
    throw new StepFailure(`Errors since this began: ${said}.`, 'Look the message up in docs/runbook.md, or go back.');
  },
};
