import { expect, it } from 'vitest';
import { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleConfig, sampleStart } from '#test/support/samples.ts';

export function describeCompanies(stores: () => Stores): void {
  it('finds nothing of a company that has no config', async () => {
    expect(await stores().companies.find(freshId('acme'))).toBeUndefined();
  });

  it('gives back a config as it was written', async () => {
    const config = sampleConfig({
      displayName: 'Thé & Söhne 茶',
      instructions: '',
      knowledge: [{ title: 'Opening hours', text: 'Mon–Fri 9–17.' }],
      blockedCallers: ['+12025550111'],
    });
    expect(await stores().companies.createOnce(config)).toEqual(config);
    expect(await stores().companies.find(config.companyId)).toEqual(config);
  });

  it('keeps the first config of a company and gives it to whoever comes second', async () => {
    const first = sampleConfig({ displayName: 'First' });
    await stores().companies.createOnce(first);
    expect(await stores().companies.createOnce({ ...first, displayName: 'Second' })).toEqual(first);
    expect(await stores().companies.find(first.companyId)).toEqual(first);
  });

  it('replaces a config by its next version', async () => {
    const config = sampleConfig();
    await stores().companies.createOnce(config);
    expect(await stores().companies.replace({ ...config, displayName: 'Renamed' })).toBe(true);
    expect(await stores().companies.find(config.companyId)).toEqual({ ...config, displayName: 'Renamed', version: 1 });
  });

  it('keeps every version, with who made it', async () => {
    const config = sampleConfig();
    const edit = { at: sampleStart, by: { subject: 'user-1', role: 'admin' } };
    await stores().companies.createOnce(config);
    await stores().companies.replace({ ...config, displayName: 'Second' }, edit);
    await stores().companies.replace({ ...config, displayName: 'Third', version: 1 });
    const [first, second, third] = [
      { config },
      { config: { ...config, displayName: 'Second', version: 1 }, edit },
      { config: { ...config, displayName: 'Third', version: 2 } },
    ];
    const { companyId } = config;
    expect(await stores().companies.editions(companyId, { limit: 10 })).toEqual([third, second, first]);
    expect(await stores().companies.editions(companyId, { limit: 2 })).toEqual([third, second]);
    expect(await stores().companies.editions(companyId, { before: 1, limit: 2 })).toEqual([first]);
    for (const [version, edition] of [first, second, third].entries()) {
      expect(await stores().companies.edition(companyId, version)).toEqual(edition);
    }
    expect(await stores().companies.edition(companyId, 3)).toBeUndefined();
    expect(await stores().companies.editions(freshId('acme'), { limit: 2 })).toEqual([]);
  });

  it('forgets a field that the next version leaves out', async () => {
    const hours = CompanyConfig.parse({ companyId: 'acme', businessHours: { monday: [] } }).businessHours;
    const { businessHours, ...config } = sampleConfig({ businessHours: hours });
    await stores().companies.createOnce({ ...config, businessHours });
    await stores().companies.replace(config);
    expect(await stores().companies.find(config.companyId)).toEqual({ ...config, version: 1 });
  });

  it('refuses to replace a version that somebody else has replaced', async () => {
    const config = sampleConfig();
    await stores().companies.createOnce(config);
    await stores().companies.replace({ ...config, displayName: 'Faster' });
    expect(await stores().companies.replace({ ...config, displayName: 'Slower' })).toBe(false);
    expect(await stores().companies.find(config.companyId)).toMatchObject({ displayName: 'Faster', version: 1 });
  });

  it('lets one of many simultaneous replacements win', async () => {
    const config = sampleConfig();
    await stores().companies.createOnce(config);
    const names = Array.from({ length: 20 }, (_, i) => `Name ${i}`);
    const won = await Promise.all(names.map((displayName) => stores().companies.replace({ ...config, displayName })));
    expect(won.filter(Boolean)).toHaveLength(1);
    const displayName = names[won.indexOf(true)];
    expect(await stores().companies.find(config.companyId)).toEqual({ ...config, displayName, version: 1 });
  });

  it('replaces nothing where there is nothing', async () => {
    const config = sampleConfig();
    expect(await stores().companies.replace(config)).toBe(false);
    expect(await stores().companies.find(config.companyId)).toBeUndefined();
  });

  it('shares nothing with what it was given or gives', async () => {
    const config = sampleConfig({ blockedCallers: ['+12025550111'] });
    await stores().companies.createOnce(config);
    config.blockedCallers.push('+12025550112');
    (await stores().companies.find(config.companyId))?.blockedCallers.push('+12025550113');
    expect((await stores().companies.find(config.companyId))?.blockedCallers).toEqual(['+12025550111']);
  });
}
