/**
 * Whether somebody says that they want no more calls, in the five languages. Deliberately plain: it takes what people say
 * in so many words, and leaves the rest to the model, which has a tool for it. "Call me again tomorrow" must never match,
 * nor "you never call me back", nor a wish for another time, place or name ("don't call me before nine", "… at work",
 * "… a liar"): on a call of ours a match ends the call, and the company may not call again.
 */
export const asksNotToBeCalled = (text: string): boolean => {
  const plain = text.toLowerCase().normalize('NFKC').replaceAll('’', "'").replace(/\s+/g, ' ');
  return patterns.some((pattern) => pattern.test(plain));
};

/** What follows where not the call is refused but its time, its place, or a name. */
const unless = (words: string): string => `(?!(?: (?:${again}))* (?:${words})(?!\\p{L}))`;
const again =
  "again|any ?more|more|ever|please|m[áa]s|nunca|nunca más|por favor|plus|jamais|s'il vous plaît|mehr|wieder|bitte|mais|de novo";
/** Where it is told and not asked for: "you never call me", "warum rufen Sie nicht mehr an". */
const notAfter = (words: string): string => `(?<!(?<!\\p{L})(?:${words}),? )`;
/** \b knows only English letters. */
const phrase = (...parts: readonly string[]): RegExp => new RegExp(`(?<!\\p{L})${parts.join('')}(?!\\p{L})`, 'u');

const laterEn =
  'back|before|after|until|till|during|while|when|if|unless|on|in|today|tonight|tomorrow|yet|so|next|later|now';
const otherEn = unless(
  `${laterEn}|this (?!number|phone)\\p{L}+|at(?! all| this)|an?|the|by|sir|ma'am|miss|names?|stupid|crazy|honey|dear|for`,
);
const otherEs = unless(
  'señora?|señorita|cuando|si|hoy|ahora|mañana|antes|después|hasta|el|los|las|en|por la|así|de|tú|al|a las?|tan|todavía',
);
const otherFr = unless(
  "monsieur|madame|mademoiselle|comme|par|avant|après|les?|la|au|pendant|quand|si|aujourd'hui|demain|cet?|cette|à|en|chez",
);
const otherDe = unless('vor|nach|am|um|bis|heute|morgen|im|bei|auf|während|wenn|zwischen|so');
const otherPt = unless(
  'antes|depois|até|hoje|amanhã|agora|quando|se|n[oa]s?|em|à|às|ao|de(?! novo)|senhora?|assim|tão|[oa]s?',
);

const tellsEn = notAfter('you|they|we|i|who|people|guys|he|she|it|nobody|why');
const tellsEs = notAfter('por qué|para que|dijeron que');
const tellsFr = notAfter('vous|tu|il|elle|on|ils|elles|personne|qui');
const tellsDe = notAfter('warum|wieso|weshalb');
const meEn = '(?:me|us|here|this number|my (?:number|phone))';

const patterns: readonly RegExp[] = [
  // English
  phrase(tellsEn, `(?:do not|don't|dont|never) (?:ever )?(?:call|phone|ring) ${meEn}`, otherEn),
  phrase(tellsEn, "(?:do not|don't|never) (?:ever )?call (?:again|any ?more)", otherEn),
  phrase(`(?:stop|quit) (?:calling|phoning|ringing) ${meEn}`, otherEn),
  phrase(
    `(?:told|asked|telling|asking) you (?:not to|to not|do not|don't|never to) (?:ever )?(?:call|phone|ring) ${meEn}`,
    otherEn,
  ),
  phrase(
    '(?:take|remove|delete|get|cross) (?:me|us|my (?:phone )?number|this number) (?:off|from|out of) (?:of )?' +
      '(?:your|the|this|that|all) (?:(?:calls?|calling|caller|phone|telephone|contact|marketing|sales) )?lists?',
  ),
  phrase(
    '(?:remove|delete) (?:me|us|my (?:phone )?number|this number) (?:from|out of) your (?:system|database|records)',
  ),
  phrase('(?:put|place|add) (?:me|us|my number|this number) (?:on|to) (?:your|the) do[- ]not[- ]call(?: list)?'),
  phrase('(?:no more|no further) (?:phone )?calls', unless(`${laterEn}|than|at|for|from my|came`)),
  phrase(
    "i (?:do not|don't) want (?:any )?(?:more |further )?(?:phone )?calls",
    unless(`${laterEn}|at|about|from(?! you| your| this company)`),
  ),
  phrase("i (?:do not|don't) want (?:you )?to (?:be called|call me) (?:again|any ?more)", unless(laterEn)),
  // Spanish
  phrase(tellsEs, 'no (?:me|nos) (?:(?:vuelvas?|vuelvan) a llamar|llames?|llamen)(?: más| nunca más)?', otherEs),
  phrase(tellsEs, 'no (?:vuelvas?|vuelvan) a llamar(?:me|nos)?', otherEs),
  phrase('(?:deje|dejen|deja|dejad) de llamar(?:me|nos)', otherEs),
  phrase(
    '(?:qu[ií]ten?|b[oó]rren?|elim[ií]nen?|s[aá]quen?)(?:me|nos)? (?:mi número )?de (?:su|la|sus|esta) (?:listas?|base de datos)',
    unless('de(?! llamadas| contactos| teléfonos)'),
  ),
  phrase('no (?:quiero|queremos) (?:recibir )?m[áa]s llamadas', otherEs),
  // French
  phrase(tellsFr, "ne (?:m'|me |nous )(?:appelez|appelle|rappelez|téléphonez|contactez) plus(?: jamais)?", otherFr),
  phrase("n'appelez plus(?: jamais)?", otherFr),
  phrase("(?:arrêtez|cessez) de (?:m'|me |nous )(?:appeler|téléphoner|rappeler|contacter)", otherFr),
  phrase(
    '(?:retirez|enlevez|supprimez|rayez)(?:-(?:moi|nous))? (?:mon numéro )?de (?:votre|vos|la|cette) ' +
      '(?:listes?|fichier|base de données)',
    unless("d'(?!appels)\\p{L}+|de(?! contacts| numéros)"),
  ),
  phrase("je ne (?:veux|souhaite) plus (?:être appelée?|recevoir d'appels?|que vous m'appeliez|d'appels?)", otherFr),
  // German
  phrase(
    tellsDe,
    '(?:rufen|ruf|ruft) (?:sie )?(?:mich|uns|hier|diese nummer)(?: bitte)? (?:nicht mehr|nie wieder|nie mehr)',
    otherDe,
  ),
  phrase(tellsDe, 'rufen sie (?:bitte )?(?:nicht mehr|nie wieder|nie mehr)(?: hier)? an', otherDe),
  phrase('(?:hören|hör) (?:sie )?(?:bitte )?auf,? (?:mich|uns|hier) anzurufen', otherDe),
  phrase(
    '(?:streichen|nehmen|löschen|entfernen) (?:sie )?(?:mich|uns|meine nummer|diese nummer)(?: bitte)? (?:von|aus) ' +
      '(?:ihrer|der|eurer|ihren|dieser) (?:anruf|telefon|kontakt|werbe)?listen?',
  ),
  phrase('(?:ich|wir) (?:will|wollen|möchten?) (?:bitte )?keine (?:weiteren )?anrufe(?: mehr)?', otherDe),
  phrase(
    '(?:ich|wir) (?:will|wollen|möchten?) (?:bitte )?(?:nicht mehr|nie wieder|nie mehr) (?:von ihnen )?angerufen werden',
  ),
  // Portuguese
  phrase('não (?:me|nos) (?:liguem?|telefonem?|contac?tem?) (?:mais|nunca mais|outra vez|novamente|de novo)', otherPt),
  phrase('não liguem? (?:mais )?(?:para mim|pra mim|para este número|para cá)(?: mais| nunca mais| de novo)?', otherPt),
  phrase('não liguem? (?:mais|nunca mais|de novo)', otherPt),
  phrase('(?:parem?|deixem?) de (?:me|nos) (?:ligar|telefonar)', otherPt),
  // Alone it may be a lamp that they want off.
  phrase('(?:parem?|deixem?) de (?:ligar|telefonar)(?: (?:para mim|pra mim|para cá|para este número))?(?! \\p{L})'),
  phrase(
    '(?:tirem?|retirem?|removam?|remova|apaguem?)(?:-me)? (?:o )?(?:meu número )?da (?:sua |vossa )?lista',
    unless('de(?! contac?tos| ligações| chamadas)'),
  ),
  phrase('não quero (?:mais |receber mais )(?:ligações|chamadas|telefonemas)', otherPt),
];
