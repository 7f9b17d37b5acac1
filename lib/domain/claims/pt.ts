import type { Vocabulary } from '#lib/domain/claims/meaning.ts';

/** Of Brazil. "No" is "in the" here; the Spanish one is read with the Spanish words. */
export const portuguese: Vocabulary = {
  joinsApostrophes: false,
  verbLast: false,
  pairsAreUmlauts: false,
  dropsSubjects: true,
  deeds: /(?:ei|ou|iu|eu)$/,
  words: {
    'refund.given':
      'reembolsad*, estornad*, ressarcid*, restituid*, indenizad*, reembolsou, estornou, reembolsaram, estornaram, ' +
      'confirmacao do seu reembolso, confirmacao do reembolso',
    'refund.gave':
      'reembolsei, estornei, ressarci, restitui, indenizei, anulei o pagamento, reverti o pagamento, ' +
      'desfiz o pagamento, ressarcimos',
    'refund.give':
      'reembolsar*, reembolsando, reembolsa lo, estornar*, estornando, ressarcir, ressarcindo, reembolsa, estorna, ' +
      'reembolse, estorne, restituir, reembolsam',
    'refund.gives':
      'lhe reembolso, eu reembolso, te reembolso, eu estorno, lhe estorno, te estorno, reembolsarei, estornarei, ' +
      'reembolsaremos, estornaremos, reembolsamos, estornamos, ressarcirei, ja estorno, ja reembolso, ' +
      'sera reembolsad*',
    'refund.noun':
      'reembolso, reembolsos, estorno, estornos, devolucao, ressarcimento, devolucao do dinheiro, reembolsinho, ' +
      'o que voce pagou',
    'credit.given': 'creditad*, bonificad*, isentad*, creditou, abonad*, dispensad*, dispensamos, isentamos',
    'credit.gave': 'creditei, bonifiquei, isentei, abonei, creditamos, presenteei',
    'credit.give': 'creditar*, creditando, bonificar*, isentar*, bonificando, isentando, credite, abonar*',
    'credit.gives': 'lhe credito, eu credito, creditarei, creditaremos, te credito, bonifico, isento, ja credito',
    'credit.noun':
      'credito, creditos, vale, vale compras, vale compra, vale presente, cupom, cupons, bonus, desconto, cashback, ' +
      'compensacao, cartao presente, cortesia, abatimento, voucher, pontos, agrado, mimo',
    'subscription.noun':
      'cancelamento, mudanca de plano, troca de plano, reativacao, suspensao, pausa, alteracao do plano, ' +
      'alteracao da assinatura, downgrade, upgrade',
    'subscription.given':
      'desinscrit*, descadastrad*, nao e mais assinante, deixou de ser assinante, nao ee mais assinante',
    plan:
      'assinatura, assinaturas, plano, mensalidade, renovacao, renovacao automatica, contrato, adesao, ' +
      'cobranca recorrente, clube, assinante',
    changed:
      'cancelad*, pausad*, suspens*, retomad*, reativad*, alterad*, mudad*, trocad*, modificad*, parad*, encerrad*, ' +
      'terminad*, interrompid*, desativad*, congelad*, renovad*, desligad*, passad* para, passado para, migrad*, ' +
      'rebaixad*, atualizad*, ativada de novo, finalizad*, extint*, cortad*, prorrogad*, ativad*, acabou, parou, ' +
      'cancelou, tiramos voce da, tirei voce da, retirei voce da, tiramos da, tirei da',
    didChange:
      'cancelei, pausei, suspendi, retomei, reativei, alterei, mudei, troquei, encerrei, desativei, interrompi, ' +
      'congelei, passei voce, passei para, passei o seu, desliguei, cancelamos, pausamos, suspendemos, migrei, ' +
      'renovei, parei, ativei, mudamos, alteramos, encerramos, reativamos, dei baixa, dei um fim, coloquei em pausa',
    change:
      'cancelar*, cancelando, pausar*, pausando, suspender*, suspendendo, retomar*, reativar*, reativando, alterar*, ' +
      'alterando, mudar*, mudando, trocar*, trocando, encerrar*, encerrando, desativar*, interromper*, passar voce, ' +
      'migrar*, desligar*',
    changes:
      'eu cancelo, cancelo, pauso, suspendo, reativo, ja cancelo, cancelarei, pausarei, mudarei, reativarei, ' +
      'cancelaremos, encerro, desativo, eu mudo, te passo, agora esta no, voce agora esta no',
    done:
      'emitid*, processad*, concluid*, aprovad*, feito, feita, feitos, feitas, realizad*, efetuad*, efetivad*, ' +
      'executad*, concedid*, aplicad*, autorizad*, resolvid*, pronto, pronta, prontos, finalizad*, liberad*, ' +
      'creditad*, acertad*, quitad*, solucionad*, terminad*, saiu, foi feito, completad*, completo, garantid*, ' +
      'confirmad*, abatid*, descontad*, caiu, entrou, rolou, resolvi, cuidei, providenciad*, tratad*, encaminhad*, ' +
      'lancad*, acionad*, ja era, deu certo, passou, rodou, ja fiz, ja foi, ja esta, revertid*, anulad*, dispensad*, ' +
      'isentad*',
    did:
      'emiti, processei, fiz, enviei, mandei, devolvi, coloquei, pus, depositei, liberei, dei, apliquei, lancei, ' +
      'adicionei, transferi, realizei, efetuei, aprovei, autorizei, executei, concedi, providenciei, acertei, ' +
      'creditei, efetivei, conclui, finalizei, joguei, botei, emitimos, processamos, fizemos, enviamos, devolvemos, ' +
      'liberamos, depositamos, iniciei, registrei o estorno, gerei, ordenei, solicitei o estorno, completei, ' +
      'acionei, abati, descontei, aplicamos, colocamos, adicionamos, incluí, inclui, somei, repassei, mandamos, ' +
      'soltei, tratei, inseri, recarreguei, meti, consegui seu, consegui o seu, agilizei, dei entrada, reverti, ' +
      'anulei, passei, tirei, desfiz, rodei, puxei, marquei, paguei, entreguei, acrescentei, transferimos',
    sent:
      'enviad*, mandad*, colocad*, dado, dada, devolvid*, depositad*, transferid*, iniciad*, adicionad*, ' +
      'acrescentad*, gerad*, programad*, voltou, voltaram, chegou, chegaram, pago, paga, recebid*, postad*, botad*, ' +
      'posto, incluid*, somad*, repassad*, entregue, disparad*, inserid*, caido, agendad*, retornad*, retornou, ' +
      'transferiu',
    do:
      'emitir, emitindo, processar, processando, fazer, fazendo, enviar, enviando, mandar, mandando, devolver*, ' +
      'devolvendo, colocar, colocando, depositar, depositando, liberar, liberando, dar, dando, aplicar, aplicando, ' +
      'lancar, lancando, adicionar, adicionando, transferir, transferindo, realizar, realizando, efetuar, efetuando, ' +
      'aprovar, autorizar, conceder, concedendo, providenciar, providenciando, botar, botando, gerar, gerando, por, ' +
      'incluir, incluindo, executar, executando, finalizar, finalizando, iniciar, iniciando, agilizar, cuidar, ' +
      'te mandar, retornar, encaminhar, encaminhando, reverter, revertendo, anular, passar, concluir, terminar, ' +
      'completar, fechar, conseguir, resolver',
    does:
      'emito, processo, faco, mando, devolvo, coloco, deposito, libero, dou, aplico, adiciono, transfiro, realizo, ' +
      'efetuo, aprovo, autorizo, concedo, providencio, farei, enviarei, devolverei, colocarei, depositarei, ' +
      'emitirei, processarei, darei, faremos, devolveremos, enviaremos, creditaremos, efetuarei, aplicarei, ' +
      'eu envio, te envio, lhe envio, boto, depositaremos, processaremos, gero, adicionarei, incluo, lanco, ja tem, ' +
      'voce ja tem, ja conta com, agora tem, aqui esta o seu, aqui vai o seu, ai vai o seu, eis o seu, ' +
      'aqui esta seu, aqui esta a sua, aqui vao os seus, ja mostra, agora mostra, ja recuperou, recuperou o seu, ' +
      'ja recuperou o seu, prazer de confirmar, feliz em confirmar, prazer em confirmar',
    get:
      'receber, ver, vera, recebera, ter, tera, encontrara, encontrar, chegar, chegara, chegarao, aparecera, ' +
      'aparecer, recuperar, recuperara, voltara, voltarao, voltar, vai estar, cair, caira, caira na, estara, ' +
      'estarao, receba, entrara, entrar, aparecerao, voltar para, mostrar, mostrara, refletir, refletira, chega, ' +
      'chegam',
    state:
      'a caminho, no caminho, pronto, pronta, feito, feita, em andamento, em processamento, pendente, voltando, ' +
      'viajando, seu de novo, seus de novo, resolvido, resolvida, certo, tudo certo, indo, garantido, garantida, ' +
      'confirmado, em curso, na mao, na conta, disponivel, disponiveis, saindo, em transito, liberado, um fato, ' +
      'chegando, no forno, visivel, encaminhado, caindo, vem ai, no bolso, no papo, ok, volta, esta ai, ' +
      'na boca do forno, chega, chegam, voando, esperando voce, esperando por voce, vai voando, a sua espera, e seu, ' +
      'sao seus, ja e seu, ja sao seus, e todo seu, caso encerrado, todos seus, todo seu, todas suas, toda sua, ' +
      'ee seu, ja ee seu, ee todo seu, volta para casa',
    managed:
      'acabei de, acabamos de, consegui, conseguimos, tomei a liberdade de, terminei de, fiz questao de, ' +
      'ja consegui, pude, pudemos, acabo de, tive o prazer de, cuidei de, tratei de, nao hesitei em, nao deixei de, ' +
      'nao esqueci de',
    money:
      'dinheiro, valor, quantia, montante, reais, real, dolares, dolar, euros, euro, grana, bufunfa, verba, ' +
      'centavos, r, conto, contos, pesos, dindin, total, trocado, dinheirinho, pila, valores, multa, centavo, frete, ' +
      'taxas, taxa',
    amount: 'reais, dolares, dolar, euros, euro, centavos, contos, pesos, pila, centavo',
    back:
      'de volta, devolv*, volta, voltou, voltaram, voltando, voltara, voltarao, voltar, retorn*, recuper*, estorn*, ' +
      'de novo, novamente, revertid*, reav*, seu de novo, seus de novo, reverti, anulei, anulad*, desfiz, reverter',
    place:
      'na sua conta, em sua conta, para sua conta, para a sua conta, pra sua conta, no seu cartao, em seu cartao, ' +
      'para o seu cartao, pro seu cartao, ao seu cartao, no cartao, na conta, para o cartao, para a conta, ' +
      'ao seu banco, no seu banco, pro seu banco, no seu bolso, pro seu bolso, no seu saldo, seu saldo, ' +
      'na sua carteira, a sua conta, a sua carteira, sua conta bancaria, na sua conta bancaria, no seu extrato, ' +
      'na sua fatura, na fatura, no seu pix, via pix, por pix, pelo pix, seu cartao, seu banco, seu bolso, ' +
      'sua conta, sua carteira, pra voce, em seu favor, a seu favor, na tua conta, no teu cartao, sua fatura, ' +
      'com voce, a voce, para voce, do seu lado, para o seu visa, no seu visa, seu visa, nas suas maos, ' +
      'em suas maos, pro senhor, para a senhora, no seu paypal, para o seu paypal, seu paypal',
    us: 'eu, nos, a gente, estou, estamos, to, tenho, temos, tinha, vou, vamos, minha equipe',
    you: 'voce, voces, seu, sua, seus, suas, lhe, lhes, te, teu, tua, senhor, senhora, o senhor, a senhora, ti',
    it: 'isso, isto, ele, ela, tudo, ambos, o mesmo, aquilo, la, lo',
    past:
      'foi, foram, ja foi, tenho, temos, tinha, sido, ficou, ficaram, acabou de ser, acabaram de ser, esteve, ' +
      'tem sido, haver, terem, ter sido',
    now:
      'esta, estao, sao, sera, serao, ta, tao, se, sendo, vai ser, vao ser, fica, vai, vao, estara, estarao, ' +
      'vai estar, ficam, estar, ee',
    will:
      'vou, vamos, vai, vao, estou, estamos, to, por meio desta, vera, recebera, tera, encontrara, chegara, ' +
      'chegarao, aparecera, recuperara, voltara, voltarao, vai estar, caira, estara, estarao, deve, devera, ja pode, ' +
      'pode esperar, estamos lhe, sera, serao, entrara, aparecerao, por este meio, mostrara, refletira, chega, chegam',
    may:
      'posso, pode, podemos, poderia, poderiamos, podem, quer, queira, gostaria, deseja, preciso, precisa, ' +
      'precisamos, deixe me, deixa eu, permita me, tentarei, tento, tentar, tente, oferecer*, ofereco, quer que, ' +
      'deseja que, prefere, prefere que, possivel, pedir, pede, peco, solicitar, solicita, solicite, consultar, ' +
      'teria, teriamos, antes de, para que, poder, seria, conseguiria, como, pendente de, sem, me deixe, me deixa, ' +
      'caberia, para poder, gostariamos, para eu, possa, possam, seja, quer receber, fosse, devo, devemos, tentando',
    hedge: 'talvez, quem sabe, tenha, tenham, tivesse',
    not: 'nao, nunca, nenhum, nenhuma, nada, tampouco, ninguem, sem, jamais, nem, ainda nao, n',
    if:
      'se, caso, a menos que, desde que, contanto que, depende, dependendo, conforme, apos o recebimento, ' +
      'apos a chegada, apos recebermos, apos a analise, apos aprovacao, mediante, sujeito, assim que recebermos, ' +
      'a partir do recebimento, do recebimento, nao posso prometer, nao posso garantir, me diga, com a condicao, ' +
      'so se, somente se, depois de recebermos, da chegada, depois do recebimento, no caso de, da devolucao, ' +
      'depois da chegada, apos a devolucao, apos a aprovacao',
    when: 'quando, depois de, depois que, apos, assim que, ate que, antes de, logo que, uma vez, ao',
    once: 'assim que, logo que, uma vez que, ate que, antes que, depois que, apos',
    proviso:
      'receb*, cheg*, aprov*, devolv*, devolucao, verific*, analis*, inspec*, confirm*, aceit*, recebimento, ' +
      'autoriz*, gerente, de volta, entreg*, conferir, conferid*, processad*, emitid*, responsavel, tivermos, ' +
      'me disser, concluid*',
    checks:
      'olhar, olhe, conferir o, consultar, abrir, entrar, esperar, desligar, saber, engano, verificar sua, checar, ' +
      'perguntar, permite, interessa, quer saber, me permite, tranquiliza, tudo der certo, der uma olhada',
    said:
      'voce disse, me disse, disse que, voce falou, voce mencionou, lhe disseram, te disseram, segundo voce, ' +
      'voce acha, voce achava, voce comentou, a senhora disse, o senhor disse, voce pensava, voce acredita, ' +
      'voce contou, lhe prometeram, falou que, me contou, voce esperava, entendo que, nao vejo que, ' +
      'nao encontro que, nao acho que, nao posso confirmar que, nao e verdade que, nao consta que, nao ee verdade que',
    ask:
      'quer, deseja, pode, posso, qual, quais, como, quando, onde, por que, que, quem, prefere, ja, precisa, ' +
      'gostaria, tem, foi, esta, quanto, o que, devo, recebeu, o, ee',
    offer:
      'quer que, deseja que, voce gostaria, prefere que, voce quer, o senhor quer, a senhora quer, que tal, ' +
      'gostaria que, voce prefere, quer',
    know: 'sabia, sabe, viu, adivinha, imagina, feliz, contente, acredita, percebeu',
    tag:
      'certo, ok, okay, ta, ne, nao e, ta bom, tudo bem, tudo certo, viu, beleza, combinado, sim, esta bem, ' +
      'de acordo, entendeu, nao ee',
    general:
      'artigos, itens, item, produtos, produto, clientes, pedidos, compras, reembolsos, devolucoes, estornos, ' +
      'normalmente, geralmente, habitualmente, em geral, politica, qualquer, todo, todos, assinaturas, creditos, ' +
      'cupons, por lei, costuma, costumam, casos, alguem, pecas, um produto, descontos, cancelamentos, mercadorias, ' +
      'quem',
    innocent:
      'solicitacao, pedido de, mensagem, email, e mail, link, formulario, etiqueta, nota, gerente, a um colega, ' +
      'para um colega, pergunta, perguntas, detalhes, instrucoes, sms, politica, regras, informacao, informacoes, ' +
      'caso, consulta, opcoes, opcao, status, condicoes, carrinho, endereco, pagina, prazo, possibilidade, ' +
      'para a equipe, supervisor, supervisora, duvida, protocolo, requerimento, dados',
    goods:
      'pedido, pedidos, pacote, encomenda, entrega, tapete, mesa, luminaria, cortinas, produto, fatura, compra, envio',
    earlier:
      'anteriormente, antes, previamente, ha, em maio, em janeiro, em fevereiro, em marco, em abril, em junho, ' +
      'em julho, em agosto, em setembro, em outubro, em novembro, em dezembro, de janeiro, de fevereiro, de marco, ' +
      'de abril, de maio, de junho, de julho, de agosto, de setembro, de outubro, de novembro, de dezembro, ' +
      'mes passado, semana passada, ano passado, ja',
    the: 'o, a, os, as, este, esta, esse, essa, seu, sua, seus, suas',
    and: 'e, ou, depois',
    but: 'mas, porem, porque, pois, entao, embora, contudo, por isso, ja que, e agora, enquanto, e ai, so que',
    stop:
      'claro, com certeza, sem problema, sem problemas, sem duvida, sem falta, nao se preocupe, nao tem problema, ' +
      'nenhum problema, nao so, nao apenas, nada a temer, mais uma vez, sem hesitar, pode ficar tranquilo, ' +
      'pode ficar tranquila, confirmo, confirmar, informar, informo, dizer, asseguro, garanto, prometo, anunciar, ' +
      'acho, creio, juro, considere, considere se, como voce pediu, como pediu, como prometido, como prometi, ' +
      'como combinado, como combinamos, fique tranquilo, fique tranquila, pode contar, pode acreditar, pode apostar, ' +
      'comunicar, te contar, contar, saiba, que, nem se preocupe, nao precisa se preocupar, sem demora, ' +
      'pode ter certeza, nao esquenta, sem mais, se nao me engano, se quer saber, que nem, nada de esperar, de nada, ' +
      'sobre, a respeito, quanto ao, quanto a',
    price: 'total, saldo, restante, preco, custa, custo',
    light:
      'ja, tambem, com, prazer, muito, realmente, agora, mesmo, hoje, logo, imediatamente, oficialmente, finalmente, ' +
      'totalmente, completamente, integralmente, pessoalmente, rapidamente, direto, diretamente, so, ainda, bem, ' +
      'bom, boa, ok, aqui, ai, de, do, da, dos, das, em, no, na, nos, nas, por, pelo, pela, para, pra, pro, a, ao, ' +
      'um, uma, uns, todo, toda, inteiro, integral, parcial, pequeno, outro, outra, mais, me, mim, meu, minha, ' +
      'nosso, nossa, noticia, noticias, boas, sim, obrigado, obrigada, perfeito, otimo, otima, cartao, conta, banco, ' +
      'nome, parte, sistema, cartao de credito, momento, instante, segundo, minuto, manha, tarde, noite, que, ' +
      'provavelmente, certamente, automaticamente, coisa, metade, resto, ontem, valeu, entao, tal, como, tinha, ter, ' +
      'foi, seria, pelos, tipo, opa, olha, ne, deve, voce devolveu, voce pagou, voce comprou, voce enviou, r, isso, ' +
      'beleza, prontinho, dia, dias, hein, e, amanha, legal, bonus, segunda, terca, quarta, quinta, sexta, sabado, ' +
      'domingo, janeiro, fevereiro, marco, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro, ' +
      'semana, hora, horas, visa, mastercard, coisinha, alguma coisa, cada, par, ultimo, proximo, uteis, processo, ' +
      'ser, sido, lado, feira, por completo, a partir de agora, neste momento, este momento, taxa, frete, pouco, ' +
      'agora ha pouco, cobranca, breve, numero, como credito, como um credito, infelizmente, felizmente, ' +
      'que voce queria, que voce pediu',
    your: 'seu, sua, seus, suas, teu, tua',
    indefinite: 'um, uma',
    whole: 'tudo, tudinho',
    planState:
      'em pausa, ativa de novo, ativa novamente, de novo ativa, novamente ativa, ja era, historia, morta, morto, ' +
      'ativo de novo, inativa, inativo, fora do ar',
    turn: 'mais alguma, algo mais, posso ajudar, que mais, o que mais, alguma outra, tem mais, quer mais',
    harmless:
      'encontrei, encontrad*, verifiquei, verificad*, verificar, olhei, olhar, vi, vist*, lid*, li, anotei, anotad*, ' +
      'ouvi, entendi, entendo, pedi, pedid*, solicitei, solicitad*, conversei, expliquei, explicad*, explicar, ' +
      'mencionei, mencionad*, reenviei, repassei seu, escalei, abri, procurei, procurar, consultei, consultar, ' +
      'cobrad*, debitad*, gastou, gast*, recusad*, negad*, rejeitad*, atrasad*, demorad*, perdid*, possivel, ' +
      'limitad*, sujeito, basead*, fora, abaixo, acima, diferente, alto, baixo, calculei, calculad*, estimad*, ' +
      'prometid*, prometi, ofereci, oferecid*, propost*, tentei, falhou, bloquead*, passar voce para, ajudar, ' +
      'comparei, demora, demoram, leva, levam, explico, comprad*, comprou, falei, falar, liguei, perguntei, ' +
      'perguntad*, lamento, sinto, depende, varia, vejo, avaliar, avaliad*, examinar, custou, custa, analisei, ' +
      'esperei, pode levar, transferir voce, ativ*, recusou, negou, pediu, solicitou, recebeu, perguntou, disse, ' +
      'prometeu, mencionou, pagou, comentou, rejeitou, analisou, tentou, precisou, esperou, esqueci, esqueceu, ' +
      'errei, aceitou, moveu, achei, sai, segui, cheguei, preferi, continuei, ouviu, quis, expir*, venc*',
    home: 'de volta',
    charge: 'cobranca, pagamento, debito, compra, transacao',
    undone: 'revertid*, reverti, anulei, anulad*, desfiz, reverter, desfeit*, cancelei, cancelad*, revertendo',
    limit: 'mais de, ate, de ate, menos de, acima de, abaixo de, superior a, superiores a, a partir de',
    query: 'quanto, quantos, por que, o que',
  },
};
