/**
 * The safety net under the logs: what looks personal or secret in a text is replaced. Callers' words belong under `pii` and
 * never come this far; this catches the number in a library's error message. It knows shapes, not names: it is no licence.
 */
export function mask(text: string): string {
  const shown = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return shown.replace(shapes, (...found) => {
    const { id, email, key } = found.at(-1) as Record<string, string | undefined>;
    if (id !== undefined) return id;
    if (email !== undefined) return '[email]';
    return key === undefined ? '[number]' : '[key]';
  });
}

/** Characters. Longer texts are dumps of something, and dumps hold what nobody thought of. */
const maxLength = 8_000;

/** Ids, times and model names are full of digits and must stay readable: they are matched before numbers, and kept. */
const kept = [
  '(?<![0-9a-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\\b',
  // Twilio's: CA…, MG…
  '\\b[A-Z]{2}[0-9a-f]{32}\\b',
  '\\bclaude-[\\w.-]+',
  '\\b\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:\\d{2})?',
];

/** API keys by their usual beginnings (Anthropic, Stripe), and JSON web tokens. */
const keys = '\\b(?:sk|rk|pk|whsec)[-_][\\w-]{8,}|\\beyJ[\\w-]{8,}\\.[\\w-]+(?:\\.[\\w-]*)?';

const emails = '[\\w.+-]{1,64}(?:@|%40)[\\w-]+(?:\\.[\\w-]+)+';

/**
 * Seven digits or more, with what people put between them: telephone, card and order numbers, dates of birth. A run that
 * touches a letter is part of an id, except after the `%2B` of a number in a URL.
 */
const numbers = '(?:(?<![A-Za-z0-9])\\+?|%2B)\\(?\\d(?:[ ()./-]{0,2}\\d){6,}(?![A-Za-z0-9])';

const shapes = new RegExp(`(?<email>${emails})|(?<id>${kept.join('|')})|(?<key>${keys})|(?<number>${numbers})`, 'g');
