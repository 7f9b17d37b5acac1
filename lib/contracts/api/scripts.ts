import * as z from 'zod/mini';
import { apiContract } from '#lib/contracts/api/contract.ts';
import { pageQuery } from '#lib/contracts/api/page.ts';
import { version, versionPath, versionsPage } from '#lib/contracts/api/versions.ts';
import { languages } from '#lib/domain/language.ts';
import { openings } from '#lib/domain/outbound/outbound-call.ts';
import { scriptPurposes } from '#lib/domain/script.ts';
import { fixedPurposes, isFixed, isOpening, mentionsAbout, scriptPlaceholders } from '#lib/domain/scripts.ts';

const known = scriptPlaceholders.map((name) => `{${name}}`).join(', ');

/** What is spoken: one line, and in braces only what we can fill in. */
const Text = z.string().check(
  z.trim(),
  z.minLength(1, 'must not be empty: leave the whole script out, or give [] to go back to our words'),
  z.maxLength(600, 'must be at most 600 characters long: nobody listens longer'),
  z.refine((text) => !/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u.test(text), 'must be one line of speakable text'),
  z.refine((text) => !/[{}]/.test(withoutPlaceholders(text)), `may have no braces but those of ${known}`),
);

const withoutPlaceholders = (text: string): string =>
  text.replace(new RegExp(`\\{\\s*(?:${scriptPlaceholders.join('|')}|about)\\s*\\}`, 'gi'), '');

const ScriptsStatement = z
  .object({
    /** Absent: the company's. */
    language: z.optional(z.enum(languages)),
    scripts: z
      .array(
        z
          .object({
            purpose: z
              .enum(scriptPurposes)
              .check(
                z.refine(
                  (purpose) => !isFixed(purpose),
                  `is always in our words, as are all of ${fixedPurposes.join(', ')}`,
                ),
              ),
            /** None: our words again. */
            texts: z.array(Text).check(z.maxLength(12)),
          })
          .check(({ value: { purpose, texts }, issues }) => {
            if (isOpening(purpose)) return;
            const index = texts.findIndex(mentionsAbout);
            if (index === -1) return;
            const message = `may have {about} only in ${openings.join(' and ')}: nothing else is about a call of ours`;
            issues.push({ code: 'custom', input: texts[index], path: ['texts', index], message });
          }),
      )
      .check(z.minLength(1), z.maxLength(scriptPurposes.length)),
  })
  .check(
    z.refine(({ scripts }) => new Set(scripts.map(({ purpose }) => purpose)).size === scripts.length, {
      path: ['scripts'],
      error: 'must name each purpose once',
    }),
  );

const ScriptsView = z.object({
  language: z.enum(languages),
  scripts: z.array(
    z.object({
      purpose: z.enum(scriptPurposes),
      texts: z.array(z.string()),
      /** What may stand in braces. */
      placeholders: z.array(z.string()),
      /** In the company's words. */
      own: z.boolean(),
      /** In ours, always. */
      fixed: z.boolean(),
    }),
  ),
});
const inLanguage = { language: z.optional(z.enum(languages)) };

export const getScripts = apiContract({
  route: 'getScripts',
  summary: 'All that is said beside the AI, in one language: the company’s words where it has any, else ours',
  query: z.object(inLanguage),
  replies: { 200: ScriptsView },
});

export const putScripts = apiContract({
  route: 'putScripts',
  summary: 'Words some purposes anew, all at once and from the next call on; the others stay as they are',
  body: ScriptsStatement,
  ifMatch: true,
  replies: { 200: ScriptsView },
});

export const listScriptVersions = apiContract({
  route: 'listScriptVersions',
  summary: 'The versions of a language’s scripts, the newest first: which, when, by whom',
  query: z.object({ ...pageQuery, ...inLanguage }),
  replies: { 200: versionsPage },
});

export const getScriptVersion = apiContract({
  route: 'getScriptVersion',
  summary: 'One version of a language’s scripts, whole: to compare, or to put again',
  path: versionPath,
  query: z.object(inLanguage),
  replies: { 200: z.extend(ScriptsView, version) },
});

export const dryRunScripts = apiContract({
  route: 'dryRunScripts',
  summary: 'What callers would hear with these words, the names filled in; nothing is changed',
  body: ScriptsStatement,
  replies: { 200: ScriptsView },
});
