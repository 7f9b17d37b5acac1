import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canaryAlarm } from '#infra/observability/alarms/rollback.ts';
import { alarms, rollbackAlarmId } from '#infra/observability/alarms.ts';

test('every alarm links to an article of its own in docs/runbook.md', () => {
  const headings = [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
  const ids = [...alarms.map(({ id }) => id), canaryAlarm('speech', 'webhook').id, rollbackAlarmId];
  for (const id of ids) expect(headings.filter((heading) => heading === id)).toEqual([id]);
});
