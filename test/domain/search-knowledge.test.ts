import { expect, test } from 'vitest';
import { search } from '#lib/domain/tools/search-knowledge.ts';

const texts = [
  { title: 'Delivery and shipping', text: 'Delivery takes three to five working days.' },
  { title: 'Returns', text: 'Unused items may be returned within 30 days.' },
  { title: 'Horario', text: 'Abrimos de lunes a sábado. La atención telefónica es gratuita.' },
];
const titles = (query: string) => search(texts, query).map(({ title }) => title);

test('finds by words, endings and small errors of spelling', () => {
  expect(titles('delivery time')[0]).toBe('Delivery and shipping');
  expect(titles('deliveries')[0]).toBe('Delivery and shipping');
  expect(titles('retrun an item')[0]).toBe('Returns');
});

test('accents do not count, because recognisers drop them', () => {
  expect(titles('sabado')[0]).toBe('Horario');
  expect(titles('ATENCION')[0]).toBe('Horario');
});

test('finds nothing rather than anything', () => {
  expect(titles('zebra')).toEqual([]);
  expect(search([], 'delivery')).toEqual([]);
});
