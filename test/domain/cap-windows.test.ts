import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CompanyConfig } from '#lib/contracts/company-config.ts';
import { capWindows, lineWindow } from '#lib/domain/cap-windows.ts';
import { retainSessionUntil } from '#lib/domain/session.ts';

const dayMs = 86_400_000;
const moment = fc
  .date({ min: new Date('2020-01-01T00:00:00.000Z'), max: new Date('2060-01-01T00:00:00.000Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const anyStanding = fc.record({
  startedAt: moment,
  sinceMs: fc.nat({ max: 400 * dayMs }),
  retentionDays: fc.integer({ min: 1, max: 3650 }),
  timeZone: fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York', 'nowhere'),
});

function windowsAt({
  startedAt,
  sinceMs,
  retentionDays,
  timeZone,
}: {
  startedAt: string;
  sinceMs: number;
  retentionDays: number;
  timeZone: string;
}) {
  const config = CompanyConfig.parse({ companyId: 'acme', retentionDays, timeZone });
  const now = new Date(Date.parse(startedAt) + sinceMs).toISOString();
  const standing = {
    companyId: 'acme',
    sessionId: 'sess_CA1',
    tier: 'aiRep',
    config,
    verified: undefined,
    now,
  } as const;
  const [session, customer, company] = capWindows(standing, 'refund', 'cus_dana', { amountMinor: 1, capMinor: 100 });
  return { config, now: Date.parse(now), session, customer, company };
}

test('no window is forgotten before the last action that could count against it', () => {
  fc.assert(
    fc.property(anyStanding, (drawn) => {
      const { config, now, session, customer, company } = windowsAt(drawn);
      const goneAt = (window: { keptMs?: number } | undefined): number => now + (window?.keptMs ?? Number.NaN);
      // A session's actions end with its row at the latest.
      const sessionGone = retainSessionUntil({ startedAt: drawn.startedAt, config }) * 1_000;
      expect(goneAt(session)).toBeGreaterThanOrEqual(Math.max(sessionGone, now) + 30 * dayMs);
      // What a customer was given counts for as long as the window looks back.
      expect(goneAt(customer)).toBeGreaterThanOrEqual(now + (customer?.rollingMs ?? Number.NaN) + 30 * dayMs);
      // Wherever the company is, its day is over.
      const [, , day = ''] = company?.window.split('#') ?? [];
      expect(goneAt(company)).toBeGreaterThan(Date.parse(`${day}T00:00:00.000Z`) + 3 * dayMs);
    }),
  );
});

test('what was given back for an order line is remembered for good', () => {
  expect(lineWindow('A-1001', { lineId: '1', paidMinor: 100, amountMinor: 100 })).not.toHaveProperty('keptMs');
});
