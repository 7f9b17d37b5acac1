import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BusinessHours } from '#lib/contracts/business-hours.ts';
import { CompanyConfig } from '#lib/contracts/company-config.ts';
import { isOpen, nextOpening, type OpeningHours } from '#lib/domain/business-hours.ts';
import { languages } from '#lib/domain/language.ts';
import { openingForModel, openingSentence } from '#lib/domain/opening-words.ts';

const nineToFive = [{ opens: '09:00', closes: '17:00' }];
const weekdays = {
  monday: nineToFive,
  tuesday: nineToFive,
  wednesday: nineToFive,
  thursday: nineToFive,
  friday: nineToFive,
};
const hoursIn = (timeZone: string, own: Record<string, unknown> = weekdays): OpeningHours => ({
  ...BusinessHours.parse(own),
  timeZone,
});
const newYork = hoursIn('America/New_York', { ...weekdays, holidays: ['2026-12-25'] });
const at = (iso: string): number => Date.parse(iso);
const opensAt = (hours: OpeningHours, iso: string): string | undefined => {
  const opening = nextOpening(hours, at(iso));
  return opening === undefined ? undefined : new Date(opening).toISOString();
};

describe('whether somebody is there', () => {
  test('always, where no hours are set', () => expect(isOpen(undefined, at('2026-11-22T03:00:00Z'))).toBe(true));

  test.each([
    ['2026-11-23T13:59:59Z', false, 'a second before nine on Monday'],
    ['2026-11-23T14:00:00Z', true, 'nine'],
    ['2026-11-23T21:59:59Z', true, 'a second before five'],
    ['2026-11-23T22:00:00Z', false, 'five'],
    ['2026-11-22T15:00:00Z', false, 'Sunday'],
    ['2026-12-25T15:00:00Z', false, 'a holiday'],
    ['2026-07-06T13:00:00Z', true, 'nine in summer, when the clocks are ahead'],
  ])('%s: %s (%s)', (iso, open) => expect(isOpen(newYork, at(iso))).toBe(open));

  test('until midnight is 24:00', () => {
    const late = hoursIn('UTC', {
      friday: [{ opens: '22:00', closes: '24:00' }],
      saturday: [{ opens: '00:00', closes: '02:00' }],
    });
    expect(['T21:59Z', 'T22:00Z', 'T23:59Z'].map((time) => isOpen(late, at(`2026-11-27${time}`)))).toEqual([
      false,
      true,
      true,
    ]);
    expect(isOpen(late, at('2026-11-28T00:00Z'))).toBe(true);
  });
});

describe('when somebody is there again', () => {
  test('now, if they are', () => expect(opensAt(newYork, '2026-11-23T15:00:00Z')).toBe('2026-11-23T15:00:00.000Z'));
  test('later today', () => expect(opensAt(newYork, '2026-11-23T10:00:00Z')).toBe('2026-11-23T14:00:00.000Z'));
  test('after the weekend', () => expect(opensAt(newYork, '2026-11-20T23:00:00Z')).toBe('2026-11-23T14:00:00.000Z'));
  test('after a holiday and the weekend', () =>
    expect(opensAt(newYork, '2026-12-24T23:00:00Z')).toBe('2026-12-28T14:00:00.000Z'));
  test('never, where no day is open', () =>
    expect(opensAt(hoursIn('UTC', {}), '2026-11-23T15:00:00Z')).toBeUndefined());

  test('across the end of summer time, by the clock on the wall', () =>
    expect(opensAt(newYork, '2026-10-30T22:00:00Z')).toBe('2026-11-02T14:00:00.000Z'));
  test('across its beginning', () => expect(opensAt(newYork, '2026-03-06T23:00:00Z')).toBe('2026-03-09T13:00:00.000Z'));
  test('at a time that the clock skips: when the gap ends', () => {
    const night = hoursIn('Europe/Berlin', { sunday: [{ opens: '02:30', closes: '06:00' }] });
    expect(opensAt(night, '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
  });
  test('at a time that the clock shows twice: the first', () => {
    const night = hoursIn('Europe/Berlin', { sunday: [{ opens: '02:30', closes: '06:00' }] });
    expect(opensAt(night, '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
  });
  test('at a time that the clock shows twice, asked between the two: the second', () => {
    const night = hoursIn('Europe/Berlin', { sunday: [{ opens: '02:30', closes: '02:45' }] });
    expect(opensAt(night, '2026-10-25T00:50:00Z')).toBe('2026-10-25T01:30:00.000Z');
    expect(opensAt(night, '2026-10-25T01:50:00Z')).toBe('2026-11-01T01:30:00.000Z');
  });
  test('when the clock is set back into the hours of the day', () => {
    const night = hoursIn('Europe/Berlin', { sunday: [{ opens: '01:00', closes: '02:30' }] });
    expect(opensAt(night, '2026-10-25T00:40:00Z')).toBe('2026-10-25T01:00:00.000Z');
    expect(opensAt(night, '2026-10-25T01:40:00Z')).toBe('2026-11-01T00:00:00.000Z');
  });
  test('when the clock is set back over midnight', () => {
    // At midnight to Sunday it became 23:00 on Saturday once more.
    const late = hoursIn('America/Sao_Paulo', { saturday: [{ opens: '22:00', closes: '23:30' }] });
    expect(opensAt(late, '2019-02-17T01:45:00Z')).toBe('2019-02-17T02:00:00.000Z');
  });

  test('is always open then, never before, in any zone and week', () => {
    const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
      const digits = (value: number) => String(value).padStart(2, '0');
      return `${digits(Math.floor(quarter / 4))}:${digits((quarter % 4) * 15)}`;
    });
    const day = fc.array(
      fc
        .tuple(time, time)
        .filter(([a, b]) => a !== b)
        .map(([a, b]) => ({ opens: a < b ? a : b, closes: a < b ? b : a })),
      { maxLength: 2 },
    );
    const zones = [
      'America/New_York',
      'Europe/Lisbon',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'America/Sao_Paulo',
      'UTC',
    ];
    const hours = fc.record({
      monday: day,
      tuesday: day,
      wednesday: day,
      thursday: day,
      friday: day,
      saturday: day,
      sunday: day,
      holidays: fc.constant<string[]>([]),
      timeZone: fc.constantFrom(...zones),
    });
    // In the two weeks around each change of the clocks.
    const around = fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01');
    fc.assert(
      fc.property(hours, around, fc.integer({ min: -7 * 96, max: 7 * 96 }), (open, date, quarters) => {
        const from = at(`${date}T00:00:00Z`) + quarters * 15 * 60_000;
        const opening = nextOpening(open, from);
        const step = 15 * 60_000;
        for (let early = from; early < (opening ?? from + 14 * 96 * step); early += step)
          expect(isOpen(open, early)).toBe(false);
        if (opening !== undefined) expect(isOpen(open, opening)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('is the first in a night in which the clocks are set back', () => {
    const nights = [
      ['America/New_York', '2026-11-01T03:00:00Z'],
      ['Europe/Berlin', '2026-10-24T22:00:00Z'],
      ['Australia/Lord_Howe', '2026-04-04T12:00:00Z'],
      ['America/Sao_Paulo', '2019-02-17T00:00:00Z'],
    ] as const;
    const quarter = (count: number) =>
      `${String(Math.floor(count / 4)).padStart(2, '0')}:${String((count % 4) * 15).padStart(2, '0')}`;
    const spans = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 6 }))
        .map(([opens, long]) => ({ opens: quarter(opens), closes: quarter(opens + long) })),
      { minLength: 1, maxLength: 2 },
    );
    const late = [{ opens: '23:15', closes: '23:30' }];
    fc.assert(
      fc.property(spans, fc.constantFrom(...nights), fc.integer({ min: 0, max: 24 }), (open, [zone, eve], quarters) => {
        const hours = hoursIn(zone, { saturday: late, sunday: open });
        const from = at(eve) + quarters * 15 * 60_000;
        const opening = nextOpening(hours, from) ?? 0;
        let first = from;
        while (!isOpen(hours, first)) first += 15 * 60_000;
        expect(new Date(opening).toISOString()).toBe(new Date(first).toISOString());
      }),
      { numRuns: 40 },
    );
  });
});

describe('how it is said', () => {
  test.each([
    ['2026-11-23T10:00:00Z', 'They will be back today at 9 AM.'],
    ['2026-11-23T23:00:00Z', 'They will be back tomorrow at 9 AM.'],
    ['2026-11-21T15:00:00Z', 'They will be back on Monday at 9 AM.'],
  ])('at %s: %s', (iso, said) => expect(openingSentence(newYork, at(iso), 'en')).toBe(said));

  test('by its date where it is more than a week away', () => {
    const closed = hoursIn('America/New_York', { monday: nineToFive, holidays: ['2026-11-30'] });
    expect(openingSentence(closed, at('2026-11-24T15:00:00Z'), 'en')).toBe('They will be back on December 7 at 9 AM.');
  });

  test.each([
    ['es', 'El equipo vuelve el lunes a las 9:00.'],
    ['fr', "L'équipe sera de retour lundi à 9 h."],
    ['de', 'Das Team ist am Montag ab 9 Uhr wieder da.'],
    ['pt', 'A equipe volta na segunda-feira às 9h.'],
  ] as const)('in %s', (language, said) =>
    expect(openingSentence(newYork, at('2026-11-21T15:00:00Z'), language)).toBe(said),
  );

  test('not at all where nobody will be there', () => {
    for (const language of languages) expect(openingSentence(hoursIn('UTC', {}), 0, language)).toBeUndefined();
    expect(openingForModel(hoursIn('UTC', {}), 0)).toContain('not known');
  });

  test('exactly, to the model', () =>
    expect(openingForModel(newYork, at('2026-11-21T15:00:00Z'))).toBe(
      'They are back on Monday, 2026-11-23, at 09:00 (America/New_York).',
    ));
});

describe('hours as an operator writes them', () => {
  const parse = (own: object) => CompanyConfig.safeParse({ companyId: 'acme', ...own });
  test.each([
    ['a time that is none', { businessHours: { monday: [{ opens: '9:00', closes: '17:00' }] } }],
    ['a span that closes before it opens', { businessHours: { monday: [{ opens: '17:00', closes: '09:00' }] } }],
    ['a holiday that is no date', { businessHours: { holidays: ['Christmas'] } }],
    ['a zone that Intl does not know', { businessHours: {}, timeZone: 'Mars/Olympus' }],
  ])('%s is refused', (_, own) => expect(parse(own).success).toBe(false));

  test('a zone matters only where there are hours', () =>
    expect(parse({ timeZone: 'Mars/Olympus' }).success).toBe(true));
});
