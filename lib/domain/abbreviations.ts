import type { Language } from '#lib/domain/language.ts';

// Written in lower case without the last full stop, as they are looked up. Only what a capital or a number may follow within
// a sentence: before a small letter no full stop ends one ("etc. and so on"). Words that often end a sentence ("etc.",
// "Inc.", "usw.", "Ave.") are left out. What is missing here costs a pause in the wrong place, no more.

const everywhere = 'dr prof vs';

/** Abbreviations that hardly ever end a sentence, so the words after them belong to it. */
export const abbreviations: Record<Language, ReadonlySet<string>> = {
  en: words(everywhere, 'mr mrs ms mx jr sr st mt messrs rev col sgt capt lt attn ph.d'),
  es: words(everywhere, 'sr sra sres sras srta srtas dra dña d.ª avda av ee'),
  fr: words(everywhere, 'mm mme mmes mlle mlles mgr pr st ste bd av'),
  de: words(everywhere, 'hr hrn fr frl bzw str bspw vgl evtl ggf inkl exkl zzgl abzgl gem bzgl mind sog st'),
  pt: words(everywhere, 'sr sra srs sras srta dra drª exmo exma av d.ª'),
};

/** Abbreviations only in front of a number or an amount: "No. 5" runs on, "No. I won't." does not. */
export const beforeNumbers: ReadonlySet<string> = words(
  'no nos nr nro num núm nº n.º n.o art fig p pp pg pág págs kap chap ch bd vol abs abb ref réf apt tel tél ext',
  'mon tue tues wed thu thur thurs fri sat sun',
  'approx aprox env ca max min incl máx mín',
  'jan feb mar apr jun jul aug sep sept oct okt nov dec dez janv févr avr juil déc ene abr ago dic fev',
);

/** English words that follow "5 p.m." within a sentence although they have a capital. Zones in capitals are known by shape. */
export const afterClock: ReadonlySet<string> = words(
  'monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays',
  'sundays mon tue wed thu fri sat sun january february march april june july august september october november',
  'december eastern central pacific mountain atlantic',
);

/**
 * German words that begin a sentence and never follow an ordinal ("am 3. Mai" runs on, "Sie haben 3. Möchten Sie mehr?"
 * does not). German writes the day of the month with a full stop and every noun with a capital, so nothing else tells.
 */
export const afterOrdinalStarts: ReadonlySet<string> = words(
  'ich sie wir es das der die den dem er ein eine einen ihr ihre ihren bitte danke ja nein gut gern gerne möchten möchte',
  'soll sollen ist sind haben hat habe kann können könnten darf dürfen wollen wenn und aber oder dann damit danach falls',
  'für in im mit zu auf was wie wann wo wer welche welcher leider vielen gibt brauchen passt stimmt sonst also dort hier',
);

function words(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.toLowerCase().split(' ')));
}
