import { expect, it } from 'vitest';
import { scriptPurposes } from '#lib/domain/script.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleScript } from '#test/support/samples.ts';

export function describeScripts(stores: () => Stores): void {
  it("lists a company's scripts in one language, of every purpose", async () => {
    const companyId = freshId('acme');
    const spanish = scriptPurposes.map((purpose) =>
      sampleScript({ companyId, purpose, language: 'es', texts: ['¿Sí?'] }),
    );
    await Promise.all(spanish.map((script) => stores().scripts.put(script)));
    await stores().scripts.put(sampleScript({ companyId, language: 'en' }));
    const listed = await stores().scripts.list(companyId, 'es');
    expect(listed).toHaveLength(spanish.length);
    expect(listed).toEqual(expect.arrayContaining(spanish));
  });

  it("never lists another company's scripts", async () => {
    const script = sampleScript();
    await stores().scripts.put(script);
    expect(await stores().scripts.list(`${script.companyId}x`, 'en')).toEqual([]);
    expect(await stores().scripts.list(script.companyId.slice(0, -1), 'en')).toEqual([]);
  });

  it('forgets a script, and no other', async () => {
    const script = sampleScript();
    const other = sampleScript({ companyId: script.companyId, purpose: 'goodbye' });
    for (const one of [script, other]) await stores().scripts.put(one);
    await stores().scripts.remove(script.companyId, 'greeting', 'en');
    await stores().scripts.remove(script.companyId, 'greeting', 'en');
    await stores().scripts.remove(script.companyId, 'goodbye', 'es');
    expect(await stores().scripts.list(script.companyId, 'en')).toEqual([other]);
  });

  it('writes a script over the one before', async () => {
    const script = sampleScript({ texts: ['One moment.', 'Let me see.'] });
    await stores().scripts.put(sampleScript({ companyId: script.companyId }));
    await stores().scripts.put(script);
    expect(await stores().scripts.list(script.companyId, 'en')).toEqual([script]);
  });
}
