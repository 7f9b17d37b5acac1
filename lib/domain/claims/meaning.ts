import type { ActionKind } from '#lib/domain/action.ts';

/**
 * What a word can mean to the receipt gate. A word may mean several things; the rules (evidence.ts) decide by what stands
 * around it, the words themselves are in one file per language.
 */
export type Meaning =
  /** "refunded": says by itself that it was done. */
  | `${ActionKind}.given`
  /** "reembolsé": the same, and in the first person by its ending. */
  | `${ActionKind}.gave`
  /** "refund", "refunding": says it only with a subject or a future ("I'm", "we'll"). */
  | `${ActionKind}.give`
  /** "je rembourserai": a first-person present or future by its ending. */
  | `${ActionKind}.gives`
  /** "your refund": says it with a word of doing. */
  | `${ActionKind}.noun`
  /** The same ladder for verbs that need a subscription ("plan") near them. */
  | 'plan'
  | 'changed'
  | 'didChange'
  | 'change'
  | 'changes'
  /** The same ladder for verbs that need a refund, a credit or money given back near them: "issued", "hice", "issue", "emito". */
  | 'done'
  | 'did'
  | 'do'
  | 'does'
  /** Done to anything: also to a request or a message, which is no claim ("sent", "made"; see `innocent`). */
  | 'sent'
  /** "on its way", "all set": a state that says it. */
  | 'state'
  /** "over", "on hold": a state that says it of a subscription. */
  | 'planState'
  /** Verbs and adjectives that claim nothing: "found", "charged", "possible". One that is in no list may claim anything. */
  | 'harmless'
  /** A word in no list whose ending makes it a past of ours: "wangled", "pasé", "agilizei". */
  | 'deed'
  /** "see", "receive": the caller will, so it was done. */
  | 'get'
  /** "went ahead and", "managed to": what follows was done by us. */
  | 'managed'
  /** Money that is given back, or lies where the caller has it, is a refund or a credit. */
  | 'money'
  | 'amount'
  | 'number'
  /** "The charge" that was "reversed" is money given back. */
  | 'charge'
  | 'undone'
  | 'whole'
  | 'back'
  /** "89 dollars back on your card" needs no verb. */
  | 'home'
  | 'place'
  /** Who speaks, to whom. */
  | 'us'
  | 'you'
  | 'your'
  | 'it'
  /** Tense. */
  | 'past'
  | 'now'
  | 'will'
  /** What takes a claim back: offers and wishes, doubts, negations, conditions, reports, questions, rules for everyone. */
  | 'may'
  | 'hedge'
  | 'not'
  | 'if'
  | 'when'
  | 'once'
  | 'proviso'
  | 'said'
  | 'ask'
  | 'query'
  | 'offer'
  | 'general'
  | 'innocent'
  | 'goods'
  /** What takes the taking back away: "if you look at your card", "did you know", "…, right?". */
  | 'checks'
  | 'know'
  | 'tag'
  /** "anything else": here the speaker turns to the caller, with or without a comma. */
  | 'turn'
  /** Makes an infinitive: "zu erstatten" needs more than a subject. */
  | 'to'
  /** "already", "in May": it was done before this call. */
  | 'earlier'
  /** Articles. `det` makes a noun of an English verb ("the process"); `the` speaks of one thing, not of a rule; `indefinite` may be one. */
  | 'the'
  | 'indefinite'
  | 'det'
  /** Where a clause may end without a comma. */
  | 'and'
  | 'but'
  /** A phrase across which nothing is taken back: "no problem", "I can confirm". */
  | 'stop'
  /** What something costs, and up to what a rule goes, which is not what was given. */
  | 'price'
  | 'limit'
  /** Any other small word: a verb group reaches across it. */
  | 'light';

/** The words of one language, as comma-separated phrases: small letters, no accents; a last "*" stands for any ending. */
export type Vocabulary = {
  /** "you've" is one word; "j'ai" is two. */
  joinsApostrophes: boolean;
  /** The verb comes after its objects, so that its subject stands far from it. */
  verbLast: boolean;
  /** "zurueck" is "zurück", which the fold has made "zuruck". */
  pairsAreUmlauts: boolean;
  /** How such a past ends; its last accent is the letter that fold.ts leaves for it. */
  deeds?: RegExp;
  /** A verb needs no subject. */
  dropsSubjects: boolean;
  words: Partial<Record<Meaning, string>>;
};
