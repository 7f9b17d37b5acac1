/** What people, recognisers and models put between the digits of one number. */
const gap = String.raw`[\s.,…\-‐-―_/()]{0,4}`;

/** A digit in words, in the languages that we speak: a model writes numbers as one says them on the phone. */
const digitWords =
  'zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|zéro|un|deux|' +
  'trois|quatre|cinq|sept|huit|neuf|null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|um|dois|três|quatro|sete|' +
  'oito|nove|meia|double|triple';
const digit = String.raw`(?:\p{Nd}|(?<!\p{L})(?:${digitWords})(?!\p{L}))`;

/** Digits in a row that may name somebody or something: phone, card, account. */
const run = (digits: number): RegExp => new RegExp(`\\+?\\(?${digit}(?:${gap}${digit}){${digits - 1},}`, 'giu');

const secret =
  'pass ?words?|pass ?codes?|pins?|cvv|cvc|security codes?|kennwort|passwort|geheimzahl|sicherheitscode|contraseña|clave|' +
  'código de seguridad|mot de passe|code secret|code de sécurité|senha|código de segurança';
const secretWord = String.raw`(?<![\p{L}\d])(?:${secret})(?:[- ]?(?:code|number|nummer))?(?![\p{L}\d])`;
const isWord = String.raw`(?:(?:is|was|[’']s|ist|war|lautet|es|era|est|c[’']est|é)(?!\p{L})|[:=])`;
const notWord = String.raw`(?:not|wrong|nicht|falsch|no|pas|não)(?!\p{L})`;

/** "The password is rosebud", "PIN: 4711". Three words of it, because people say "is actually rosebud". */
const told = new RegExp(
  String.raw`(${secretWord})([\s,]*${isWord}[\s,:=]*)(?![\s,:=]|${notWord})\S+(?:(?<![.;!?])\s+\S+){0,2}(?:${gap}\d)*`,
  'giu',
);
/** "CVV 123": the digits next to such a word. */
const beside = new RegExp(String.raw`(${secretWord}[^.!?;\d[]{0,10})\d(?:${gap}\d)*`, 'giu');

/**
 * A text without numbers of `digits` digits or more, and without what is called a secret in it. It knows shapes, not
 * meanings: it is the net under the instruction to the model, not the instruction.
 */
export const discreet = (text: string, digits: number): string =>
  text.replace(told, '$1$2[…]').replace(beside, '$1[…]').replace(run(digits), '[…]');
