import type { Window } from '#lib/domain/action.ts';
import type { Standing } from '#lib/domain/authority.ts';
import { timesDown } from '#lib/domain/caps.ts';
import type { Money } from '#lib/domain/money.ts';

/** A window before it is known who could still act once it is full. */
export type CapWindow = Omit<Window, 'couldDo'>;

const dayMs = 86_400_000;
const thirtyDaysMs = 30 * dayMs;
/** Far more than a window is open beyond its own time: a calendar day in any zone, a row that DynamoDB deletes late. */
const spareMs = 30 * dayMs;

/**
 * What one more action of this kind counts against, as multiples of the acting tier's cap: session, customer, company. Each is
 * kept for longer than anything can count against it: a session's for as long as the session's own row, which no action can
 * outlive; a customer's for the days it looks back; a company's beyond its day.
 */
export function capWindows(
  { sessionId, config, now }: Standing,
  kind: 'refund' | 'credit',
  customerId: string,
  { amountMinor, capMinor }: { amountMinor: Money['amountMinor']; capMinor: number },
): CapWindow[] {
  const { perSession, perCustomer30Days, perCompanyDay } = config.limits;
  return [
    {
      window: keyOf('session', sessionId, kind),
      limitMinor: timesDown(capMinor, perSession),
      amountMinor,
      keptMs: config.retentionDays * dayMs + spareMs,
      denial: 'over-session-cap',
    },
    {
      window: keyOf('customer', customerId, kind),
      limitMinor: timesDown(capMinor, perCustomer30Days),
      amountMinor,
      rollingMs: thirtyDaysMs,
      keptMs: thirtyDaysMs + spareMs,
      denial: 'over-customer-cap',
    },
    {
      window: keyOf('company', kind, dayIn(config.timeZone, now)),
      limitMinor: timesDown(capMinor, perCompanyDay),
      amountMinor,
      keptMs: spareMs,
      denial: 'over-company-cap',
    },
  ];
}

/** One order line, over all conversations and for good: what was paid for it is given back once. */
export const lineWindow = (
  orderId: string,
  { lineId, paidMinor, amountMinor }: { lineId: string; paidMinor: number; amountMinor: number },
): CapWindow => ({
  window: keyOf('line', orderId, lineId),
  limitMinor: paidMinor,
  amountMinor,
  denial: 'already-refunded',
});

/** DynamoDB takes 1,024 bytes of sort key. Two ids of this length fit with every character escaped or of three bytes. */
const longestId = 160;

/** Whether an id can stand in a window's key. What cannot be counted is not done. */
export const isCountable = (id: string): boolean => id !== '' && id.length <= longestId && id.isWellFormed();

/** Ids come from shops: escaped, so that none can write the key of another window. */
const keyOf = (...parts: readonly string[]): string =>
  parts.map((part) => part.replace(/[%#]/g, (mark) => (mark === '%' ? '%25' : '%23'))).join('#');

/** The calendar day of a moment where the company is, `2026-11-22`. A time zone that nobody knows counts as UTC. */
function dayIn(timeZone: string, isoTime: string): string {
  const parts = calendarOf(timeZone).formatToParts(new Date(isoTime));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const format = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...format, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en', { ...format, timeZone: 'UTC' });
  }
}
