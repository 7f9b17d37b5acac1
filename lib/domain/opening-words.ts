import { addDays, localTime, nextOpening, type OpeningHours } from '#lib/domain/business-hours.ts';
import { type Language, speechTag } from '#lib/domain/language.ts';

/** How a day and a time are put into words; `day` is 0 today, 1 tomorrow, else a name. */
type Words = {
  today: string;
  tomorrow: string;
  onWeekday: (weekday: string) => string;
  onDate: (date: string) => string;
  at: (hour: number, minute: number) => string;
  sentence: (day: string, time: string) => string;
};

const twoDigits = (minute: number): string => String(minute).padStart(2, '0');

const words: Record<Language, Words> = {
  en: {
    today: 'today',
    tomorrow: 'tomorrow',
    onWeekday: (weekday) => `on ${weekday}`,
    onDate: (date) => `on ${date}`,
    at: (hour, minute) =>
      `at ${hour % 12 || 12}${minute === 0 ? '' : `:${twoDigits(minute)}`} ${hour < 12 ? 'AM' : 'PM'}`,
    sentence: (day, time) => `They will be back ${day} ${time}.`,
  },
  es: {
    today: 'hoy',
    tomorrow: 'mañana',
    onWeekday: (weekday) => `el ${weekday}`,
    onDate: (date) => `el ${date}`,
    at: (hour, minute) => `${hour === 1 ? 'a la' : 'a las'} ${hour}:${twoDigits(minute)}`,
    sentence: (day, time) => `El equipo vuelve ${day} ${time}.`,
  },
  fr: {
    today: "aujourd'hui",
    tomorrow: 'demain',
    onWeekday: (weekday) => weekday,
    onDate: (date) => `le ${date}`,
    at: (hour, minute) => `à ${hour} h${minute === 0 ? '' : ` ${twoDigits(minute)}`}`,
    sentence: (day, time) => `L'équipe sera de retour ${day} ${time}.`,
  },
  de: {
    today: 'heute',
    tomorrow: 'morgen',
    onWeekday: (weekday) => `am ${weekday}`,
    onDate: (date) => `am ${date}`,
    at: (hour, minute) => `ab ${hour} Uhr${minute === 0 ? '' : ` ${minute}`}`,
    sentence: (day, time) => `Das Team ist ${day} ${time} wieder da.`,
  },
  pt: {
    today: 'hoje',
    tomorrow: 'amanhã',
    onWeekday: (weekday) => `${weekday.endsWith('feira') ? 'na' : 'no'} ${weekday}`,
    onDate: (date) => `em ${date}`,
    at: (hour, minute) => `${hour === 1 ? 'à' : 'às'} ${hour}h${minute === 0 ? '' : twoDigits(minute)}`,
    sentence: (day, time) => `A equipe volta ${day} ${time}.`,
  },
};

/** "They will be back on Monday at 9 AM.": when the team can be had again; undefined where no such time comes. */
export function openingSentence(hours: OpeningHours, now: number, language: Language): string | undefined {
  const opening = nextOpening(hours, now);
  if (opening === undefined) return undefined;
  const { at, sentence } = words[language];
  const { minutes } = localTime(opening, hours.timeZone);
  return sentence(dayOf(hours, now, opening, language), at(Math.floor(minutes / 60), minutes % 60));
}

function dayOf({ timeZone }: OpeningHours, now: number, opening: number, language: Language): string {
  const { today, tomorrow, onWeekday, onDate } = words[language];
  const [from, to] = [localTime(now, timeZone).date, localTime(opening, timeZone).date];
  if (to === from) return today;
  if (to === addDays(from, 1)) return tomorrow;
  const named = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(speechTag[language], { ...options, timeZone }).format(opening);
  return to < addDays(from, 7)
    ? onWeekday(named({ weekday: 'long' }))
    : onDate(named({ day: 'numeric', month: 'long' }));
}

/** The same for the model: an exact local time. */
export function openingForModel(hours: OpeningHours, now: number): string {
  const opening = nextOpening(hours, now);
  if (opening === undefined) return 'It is not known when they will be back.';
  const { date, minutes } = localTime(opening, hours.timeZone);
  const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: hours.timeZone }).format(opening);
  const time = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
  return `They are back on ${weekday}, ${date}, at ${time} (${hours.timeZone}).`;
}
