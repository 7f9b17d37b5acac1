import { expect, it } from 'vitest';
import { scriptPurposes, type Wording } from '#lib/domain/script.ts';
import type { Stores } from '#lib/ports/ports.ts';
import type { ScriptEdition } from '#lib/ports/scripts.ts';
import { sampleEdit as edit, freshId } from '#test/support/samples.ts';

const hello: Wording = { greeting: ['How can I help?'] };

/** A company's wording in a language, before any edit. */
const nothing = (own: Partial<ScriptEdition> = {}): ScriptEdition => ({
  companyId: freshId('acme'),
  language: 'en',
  version: 0,
  wording: {},
  ...own,
});

export function describeScripts(stores: () => Stores): void {
  const standing = ({ companyId, language }: ScriptEdition) => stores().scripts.standing(companyId, language);

  it('stands at version 0 of nothing where nobody has worded anything', async () => {
    const edition = nothing();
    expect(await standing(edition)).toEqual(edition);
    expect(await stores().scripts.edition(edition.companyId, 'en', 0)).toEqual(edition);
    expect(await stores().scripts.edition(edition.companyId, 'en', 1)).toBeUndefined();
    expect(await stores().scripts.editions(edition.companyId, 'en', { limit: 3 })).toEqual([edition]);
  });

  it('gives back a wording of every purpose as it was written', async () => {
    const wording = Object.fromEntries(scriptPurposes.map((purpose) => [purpose, [`¿${purpose}?`, 'Dígame 茶.']]));
    const edition = nothing({ language: 'es', wording });
    expect(await stores().scripts.replace(edition, edit)).toBe(true);
    expect(await standing(edition)).toEqual({ ...edition, version: 1, edit });
  });

  it('knows no wording of another company or language', async () => {
    const edition = nothing({ wording: hello });
    await stores().scripts.replace(edition, edit);
    for (const other of [
      { ...edition, companyId: `${edition.companyId}x` },
      { ...edition, companyId: edition.companyId.slice(0, -1) },
      { ...edition, language: 'de' as const },
    ]) {
      expect(await standing(other)).toEqual({ ...other, version: 0, wording: {} });
      expect(await stores().scripts.editions(other.companyId, other.language, { limit: 3 })).toHaveLength(1);
    }
  });

  it('keeps every version, with who made it', async () => {
    const zero = nothing();
    const { companyId, language } = zero;
    const [one, two] = [
      { ...zero, version: 1, wording: hello, edit },
      {
        ...zero,
        version: 2,
        wording: { goodbye: ['Bye.'] },
        edit: { ...edit, by: { subject: 'user-2', role: 'admin' } },
      },
    ];
    await stores().scripts.replace({ ...zero, wording: one.wording }, one.edit);
    await stores().scripts.replace({ ...one, wording: two.wording }, two.edit);
    const page = (place: { before?: number; limit: number }) => stores().scripts.editions(companyId, language, place);
    expect(await page({ limit: 10 })).toEqual([two, one, zero]);
    expect(await page({ limit: 2 })).toEqual([two, one]);
    expect(await page({ before: 2, limit: 1 })).toEqual([one]);
    expect(await page({ before: 0, limit: 1 })).toEqual([]);
    for (const edition of [zero, one, two]) {
      expect(await stores().scripts.edition(companyId, language, edition.version)).toEqual(edition);
    }
    expect(await stores().scripts.edition(companyId, language, 3)).toBeUndefined();
  });

  it('refuses to replace a version that somebody else has replaced', async () => {
    const edition = nothing({ wording: hello });
    await stores().scripts.replace(edition, edit);
    expect(await stores().scripts.replace({ ...edition, wording: {} }, edit)).toBe(false);
    expect(await stores().scripts.replace({ ...edition, version: 2 }, edit)).toBe(false);
    expect(await standing(edition)).toMatchObject({ version: 1, wording: hello });
  });

  it.each([0, 1])('lets one of many simultaneous replacements of version %s win', async (version) => {
    const edition = nothing();
    for (let older = 0; older < version; older += 1)
      await stores().scripts.replace({ ...edition, version: older }, edit);
    const texts = Array.from({ length: 20 }, (_, index) => `Hello ${index}`);
    const won = await Promise.all(
      texts.map((text) => stores().scripts.replace({ ...edition, version, wording: { greeting: [text] } }, edit)),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    const greeting = [texts[won.indexOf(true)]];
    expect(await standing(edition)).toMatchObject({ version: version + 1, wording: { greeting } });
  });
}
