/** Letters of other scripts that look like Latin ones, and how they look. */
const lookalikes = new Map(
  [...'аеорсухіѕԁһαεηικνορτυχ'].map((letter, at) => [letter, 'aeopcyxisdhaenikvoptux'.charAt(at)]),
);

/** Stands for the accent of a last letter, which tells the past in Spanish: "pasé". A letter itself, so that words stay whole. */
export const accent = '\u02b9';

/** Where only the accent tells: "sí" is no "si", "würde" no "wurde"; nor is "é" the "e" that means and. */
const keepTelling = (_: string, yes?: string, first = '', vowel = ''): string => (yes ? 'claro' : `${first}${vowel}e`);

/** Small letters without accents, one kind of apostrophe, no stretched letters. Piece by piece or whole, it is the same. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(?<!\p{L})(?:s(i)\u0301(?!\p{L})|(w|k|h|m)([uoa])\u0308(?=rde|nnt|tt|re|cht))/gu, keepTelling)
    .replace(/(?<!\p{L})e\u0301(?!\p{L})/gu, 'ee')
    .replace(/(?<=[eio])\u0301(?!\p{L})/gu, accent)
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[α-χа-ԁһіѕ]/g, (letter) => lookalikes.get(letter) ?? letter)
    .replace(/ß/g, 'ss')
    .replace(/peut-etre/g, 'peutetre')
    .replace(/œ/g, 'oe')
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/(\p{L})\1{2,}/gu, '$1');
