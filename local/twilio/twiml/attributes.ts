import type { Element } from './elements.ts';
import { TwimlError } from './error.ts';
import type { HttpMethod } from './verbs.ts';

/**
 * Reads the attributes of one element, each by a check of its own; `finish()` then refuses those nobody asked for, which is
 * where a misspelt or wrong-case attribute is found (12200). The code given with a check is the one Twilio reports for it.
 */
export class Attributes {
  readonly #element: Element;
  readonly #asked = new Set<string>();

  constructor(element: Element) {
    this.#element = element;
  }

  text(name: string): string | undefined {
    this.#asked.add(name);
    return this.#element.attributes[name];
  }

  matching(name: string, pattern: RegExp, code: number, wanted: string): string | undefined {
    const value = this.text(name);
    return value === undefined || pattern.test(value) ? value : this.#refuse(code, name, value, wanted);
  }

  flag(name: string, fallback: boolean, code: number): boolean {
    const value = this.oneOf(name, ['true', 'false'], code);
    return value === undefined ? fallback : value === 'true';
  }

  whole(name: string, min: number, max: number, code: number): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    return number >= min && number <= max
      ? number
      : this.#refuse(code, name, value, `a whole number, ${min} to ${max}`);
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], code: number): T | undefined {
    const value = this.text(name);
    if (value === undefined || allowed.includes(value as T)) return value as T | undefined;
    return this.#refuse(code, name, value, `one of ${allowed.join(', ')}`);
  }

  words<T extends string>(name: string, allowed: readonly T[], code: number): T[] | undefined {
    const value = this.text(name);
    const words = value?.split(' ');
    if (!words || words.every((word) => allowed.includes(word as T))) return words as T[] | undefined;
    return this.#refuse(code, name, value, `words of ${allowed.join(', ')}`);
  }

  method(name: string, code: number): HttpMethod {
    return this.oneOf(name, ['GET', 'POST'], code) ?? 'POST';
  }

  url(name: string): string | undefined {
    const value = this.text(name);
    return value === undefined || isWebhookUrl(value) ? value : this.#refuse(11100, name, value, urlWanted);
  }

  /** Call last: whatever was not asked for is not an attribute of this verb. */
  finish(): void {
    for (const name of Object.keys(this.#element.attributes)) {
      if (this.#asked.has(name)) continue;
      const meant = [...this.#asked].find((asked) => asked.toLowerCase() === name.toLowerCase());
      const hint = meant ? `; attribute names are case-sensitive, it is ${meant}` : '';
      throw new TwimlError(12200, `unknown attribute ${name} in ${this.#element.where}${hint}`);
    }
  }

  #refuse(code: number, name: string, value: string | undefined, wanted: string): never {
    throw new TwimlError(code, `${name}="${value?.slice(0, 80)}" in ${this.#element.where} must be ${wanted}`);
  }
}

export const urlWanted = 'an absolute http(s) URL or a path that starts with /';

/** Twilio takes other relative forms too; ours are all made from the route table, so anything else is a mistake. */
export function isWebhookUrl(value: string): boolean {
  if (/[\s<>"{}|\\^`]/.test(value)) return false;
  if (value.startsWith('/')) return !value.startsWith('//');
  return /^https?:\/\/[^/]/.test(value) && URL.canParse(value);
}
