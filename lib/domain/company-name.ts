import { type CompanyConfig, defaultDisplayName } from '#lib/contracts/company-config.ts';
import type { Language } from '#lib/domain/language.ts';

type Naming = Pick<CompanyConfig, 'displayName' | 'language'>;

/** The company as callers hear it, in our sentences ("the AI assistant of …"): its name, or what stands in where it gave none. */
export const spokenName = ({ displayName, language }: Naming): string =>
  displayName === defaultDisplayName ? nameless[language].spoken : displayName;

/** The same at the head of a text message. */
export const writtenName = ({ displayName, language }: Naming): string =>
  displayName === defaultDisplayName ? nameless[language].written : displayName;

/** German declines it: every built-in sentence has {company} after "von" or "bei". */
const nameless: Record<Language, { spoken: string; written: string }> = {
  en: { spoken: defaultDisplayName, written: 'Our company' },
  es: { spoken: 'nuestra empresa', written: 'Nuestra empresa' },
  fr: { spoken: 'notre entreprise', written: 'Notre entreprise' },
  de: { spoken: 'unserem Unternehmen', written: 'Unser Unternehmen' },
  pt: { spoken: 'nossa empresa', written: 'Nossa empresa' },
};
