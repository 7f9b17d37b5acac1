/** Matches a text that holds something but blanks, controls and marks without width. */
export const visible = /[^\s\p{Cc}\p{Cf}]/u;

/** Matches what breaks a line, or rings a bell: a name has none of it. */
export const control = /[\p{Cc}\u2028\u2029]/u;
