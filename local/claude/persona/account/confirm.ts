import type { Language } from '#lib/domain/language.ts';
import type { Matter } from '#local/claude/persona/account/matter.ts';
import { type Lines, mentions } from '#local/claude/persona/words.ts';
import { yes } from '#local/claude/persona/yes-no.ts';

/** Opens a question to which a yes lets us act. */
export const justToBeSure: Lines = {
  en: 'Just to be sure.',
  es: 'Solo para confirmar.',
  fr: 'Juste pour confirmer.',
  de: 'Nur zur Sicherheit.',
  pt: 'Só para confirmar.',
};

export const asksToConfirm = (said: string, language: Language): boolean => said.includes(justToBeSure[language]);

/** The caller has said yes to our question. */
export const wasConfirmed = ({ turns }: Matter, language: Language): boolean =>
  turns.some(({ said, heard }) => asksToConfirm(said, language) && mentions(heard, yes[language]));
