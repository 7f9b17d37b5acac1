/** Digits in a row, with what people put between them, that may name somebody or something: phone, card, account. */
const run = (digits: number): RegExp => new RegExp(`\\+?\\(?\\d(?:[ ()./,-]{0,2}\\d){${digits - 1},}`, 'g');

/** A word for a secret, what may stand between, and the secret: "the password is rosebud", "PIN: 4711". */
const secrets =
  /(?<![\p{L}\d])(pass ?words?|pass ?codes?|pins?|cvv|cvc|security codes?|kennwort|passwort|geheimzahl|contraseña|clave|código de seguridad|mot de passe|code secret|senha|código de segurança)(?![\p{L}\d])(\s*(?:is|was|ist|lautet|es|est|é|:|=)+\s*)\S+/giu;

/**
 * A text without numbers of `digits` digits or more, and without what is called a secret in it. It knows shapes, not
 * meanings: it is the net under the instruction to the model, not the instruction.
 */
export const discreet = (text: string, digits: number): string =>
  text.replace(secrets, '$1$2[…]').replace(run(digits), '[…]');
