import * as z from 'zod/mini';

const timeOfDay = z.string().check(z.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 09:00'));
const Span = z
  .object({ opens: timeOfDay, closes: timeOfDay })
  .check(z.refine(({ opens, closes }) => opens < closes, 'must close after it opens; midnight is 24:00'));
const Day = z._default(z.array(Span).check(z.maxLength(6)), []);

/** When the company's people are there, in local time. A weekday without spans is closed. */
export const BusinessHours = z.object({
  monday: Day,
  tuesday: Day,
  wednesday: Day,
  thursday: Day,
  friday: Day,
  saturday: Day,
  sunday: Day,
  /** Local dates on which nobody is there. */
  holidays: z._default(
    z
      .array(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/, 'must be a date such as 2026-12-25')))
      .check(z.maxLength(400)),
    [],
  ),
});

/** Whether Intl knows the zone. */
export const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
};
export type BusinessHours = z.infer<typeof BusinessHours>;
