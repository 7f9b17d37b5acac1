/**
 * Whether somebody says that they want no more calls, in the five languages. Deliberately plain: it takes what people say
 * in so many words, and leaves the rest to the model, which has a tool for it. "Call me again tomorrow" must never match,
 * and neither may "don't call my wife" or "do not call it a refund".
 */
export const asksNotToBeCalled = (text: string): boolean => {
  const plain = text.toLowerCase().normalize('NFKC').replaceAll('’', "'").replace(/\s+/g, ' ');
  return patterns.some((pattern) => pattern.test(plain));
};

const patterns: readonly RegExp[] = [
  // English
  /\b(?:do not|don't|dont|never|please stop|stop|quit) (?:ever )?(?:call|calling|phone|phoning|ring|ringing) (?:me|us|here|this number|my (?:number|phone))\b(?! (?:a|an|the|by|at my|sir|names)\b)/,
  /\b(?:take|remove|delete|get|cross) (?:me|us|my (?:number|phone number)|this number) (?:off|from|out of) (?:of )?(?:your|the|this|that|all) (?:\w+ )?(?:list|lists|system|database|records)\b/,
  /\b(?:put|place|add) (?:me|us|my number|this number) (?:on|to) (?:your|the) do[- ]not[- ]call(?: list)?\b/,
  /\b(?:no more|no further) (?:phone )?calls\b/,
  /\bi (?:do not|don't) want (?:any )?(?:more |further )?(?:phone )?calls\b(?: from (?:you|your company|this company))?/,
  /\bi (?:do not|don't) want (?:you )?to (?:be called|call me)\b(?: again| anymore| any more)/,
  // Spanish
  /\bno (?:me|nos) (?:vuelva|vuelvas|vuelvan)? ?(?:a )?(?:llame|llames|llamen|llamar)\b(?! (?:señor|señora|cuando|si|hoy|ahora|mañana)\b)/,
  /\b(?:deje|dejen|deja|dejad) de llamar(?:me|nos)\b/,
  /\b(?:quíten|quite|quiten|borren|borre|eliminen|elimine|saquen|saque)(?:me|nos)? (?:mi número )?de (?:su|la|sus|esta) (?:lista|listas|base)/,
  /\bno (?:quiero|queremos) (?:recibir )?(?:más|mas) llamadas\b/,
  // French
  /\bne (?:m'|me |nous )(?:appelez|appelle|rappelez|téléphonez|contactez) (?:plus|plus jamais)\b/,
  /\b(?:arrêtez|cessez) de (?:m'|me |nous )(?:appeler|téléphoner|rappeler|contacter)\b/,
  /\b(?:retirez|enlevez|supprimez|rayez)(?:-(?:moi|nous))? (?:mon numéro )?de (?:votre|vos|la|cette) (?:liste|listes|fichier|base)\b/,
  /\bje ne (?:veux|souhaite) plus (?:être appelée?|recevoir d'appels?|que vous m'appeliez|d'appels?)/,
  // German
  /\b(?:rufen|ruf|ruft) (?:sie )?(?:mich|uns|hier|diese nummer)(?: bitte)? (?:nicht mehr|nie wieder|nie mehr|bitte nicht mehr)(?: wieder)?(?: an)?\b/,
  /\b(?:hören|hör) (?:sie )?(?:bitte )?auf,? (?:mich|uns|hier) anzurufen\b/,
  /\b(?:streichen|nehmen|löschen|entfernen) (?:sie )?(?:mich|uns|meine nummer|diese nummer)(?: bitte)? (?:von|aus) (?:ihrer|der|eurer|ihren|dieser) (?:\w+)?liste\b/,
  /\b(?:ich|wir) (?:will|wollen|möchte|möchten) (?:bitte )?(?:keine|keinen) (?:weiteren )?anrufe?(?: mehr)?\b/,
  /\b(?:ich|wir) (?:will|wollen|möchte|möchten) (?:bitte )?(?:nicht mehr|nie wieder|nie mehr) (?:von ihnen )?angerufen werden\b/,
  // Portuguese
  /\bnão (?:me|nos) (?:ligue|liguem|telefone|telefonem|contate|contatem|contacte|contactem) (?:mais|nunca mais|outra vez|novamente|de novo)\b/,
  /\bnão (?:ligue|liguem) (?:mais )?(?:para mim|pra mim|para este número|para cá)(?: mais| nunca mais| de novo)?/,
  /\b(?:pare|parem|deixe|deixem) de (?:me |nos )?(?:ligar|telefonar)\b/,
  /\b(?:tire|tirem|retire|retirem|remova|removam|apague|apaguem)(?:-me)? (?:o )?(?:meu número )?d[ae] (?:sua|vossa|lista|suas|uma)/,
  /\bnão quero (?:mais |receber mais )(?:ligações|chamadas|telefonemas)\b/,
];
