import type { Call } from '#local/claude/persona/call.ts';
import { inDigits } from '#local/claude/persona/spoken-digits.ts';
import { mentions, type Words } from '#local/claude/persona/words.ts';

const today: Words = {
  en: ['today', 'this afternoon', 'this evening'],
  es: ['hoy', 'esta tarde'],
  fr: ["aujourd'hui", 'cet après-midi', 'ce soir'],
  de: ['heute'],
  pt: ['hoje', 'esta tarde'],
};

/** The parts of a day in which people are called, and when each begins and ends. */
const parts: { hours: [number, number]; words: Words }[] = [
  {
    hours: [14, 17],
    words: { en: ['afternoon'], es: ['tarde'], fr: ['après-midi'], de: ['nachmittag*'], pt: ['tarde'] },
  },
  { hours: [17, 19], words: { en: ['evening'], es: ['noche'], fr: ['soir'], de: ['abend*'], pt: ['noite'] } },
  {
    hours: [9, 12],
    words: {
      en: ['morning'],
      es: ['por la mañana', 'de la mañana'],
      fr: ['matin'],
      de: ['vormittag*', 'morgen früh'],
      pt: ['de manhã', 'da manhã'],
    },
  },
];

/** The span of local time that the caller named, of today or else of tomorrow; undefined where they named none. */
export function localWindow({ heard, language, today: date }: Call): { from: string; to: string } | undefined {
  const hours = hoursIn(heard, language);
  if (hours === undefined) return undefined;
  const day = mentions(heard, today[language]) ? date : dayAfter(date);
  const [from, to] = hours.map((hour) => `${day}T${String(hour).padStart(2, '0')}:00`);
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** A part of the day, or an hour: "at three" is in the afternoon, nobody is called before eight. */
function hoursIn(heard: string, language: Call['language']): [number, number] | undefined {
  const hour = Number(/\b([1-9]|1\d|2[0-2])\b/.exec(inDigits(heard, language))?.[1] ?? Number.NaN);
  if (Number.isInteger(hour)) {
    const begins = hour < 8 ? hour + 12 : hour;
    return [begins, begins + 1];
  }
  return parts.find(({ words }) => mentions(heard, words[language]))?.hours;
}

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
