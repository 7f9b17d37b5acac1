import type { Vocabulary } from '#lib/domain/claims/meaning.ts';

/** Endings carry the person: "reembolsé" needs no subject. Without its accent it is also a wish ("que le reembolse"). */
export const spanish: Vocabulary = {
  joinsApostrophes: false,
  verbLast: false,
  pairsAreUmlauts: false,
  dropsSubjects: true,
  deeds: /[eio]\u02b9$/,
  words: {
    'refund.given':
      'reembolsad*, reintegrad*, resarcid*, se reembolso, se le reembolso, se te reembolso, se reintegro, ' +
      'se le reintegro, reembolsaron, reintegraron, le reembolsaron, retornad*, indemnizad*, anulado el pago, ' +
      'revertido el pago, anulado su pago, confirmacion de su reembolso, reembolsaran',
    'refund.gave':
      'reembolse, reintegre, le reembolse, te reembolse, se lo reembolse, yo reembolse, ya reembolse, reembolsele, ' +
      'anule el pago, reverti el pago, aseguramos su reembolso, garantice su reembolso',
    'refund.give':
      'reembolsar*, reembolsando*, reintegrar*, reintegrando*, reembolsa, reembolsan, reintegra, reintegran, ' +
      'devolverle, devolverte, resarcir*',
    'refund.gives':
      'le reembolso, te reembolso, les reembolso, lo reembolso, la reembolso, se lo reembolso, yo reembolso, ' +
      'os reembolso, le reintegro, te reintegro, reembolsare, reembolsaremos, reintegrare, reintegraremos, ' +
      'reembolsamos, reintegramos, le reembolsamos, reembolsara, le reembolsaremos, le reembolsare, ' +
      'se lo reembolsamos',
    'refund.noun':
      'reembolso, reembolsos, devolucion, reintegro, devolucion del dinero, reembolsito, lo que usted pago, ' +
      'lo que pago, lo que ha pagado',
    'credit.given':
      'abonad*, acreditad*, bonificad*, condonad*, exonerad*, se abono, se le abono, se acredito, se le acredito, ' +
      'recargad*, regalad*',
    'credit.gave':
      'le abone, te abone, abone, le acredite, te acredite, acredite, le bonifique, bonifique, le condone, condone, ' +
      'ya abone, ya acredite, le regale, recargue',
    'credit.give':
      'abonar*, abonando*, acreditar*, acreditando*, bonificar*, bonificando*, condonar*, condonando*, regalar*, ' +
      'regalando*',
    'credit.gives':
      'le abono, te abono, yo abono, le acredito, acredito, le bonifico, abonare, acreditare, bonificare, ' +
      'abonaremos, acreditaremos, le regalo, te regalo, abonamos, acreditamos, se lo abono',
    'credit.noun':
      'credito, creditos, un vale, el vale, su vale, vale de, vale por, cupon, cupones, bono, abono, ' +
      'nota de credito, descuento, compensacion, saldo a favor, tarjeta regalo, tarjeta de regalo, bonificacion, ' +
      'cortesia, rebaja, puntos',
    'subscription.noun':
      'cancelacion, cambio de plan, la baja, su baja, pausa, reactivacion, la cancelacion, una pausa, ' +
      'cambio en su suscripcion',
    plan:
      'suscripcion, suscripciones, subscripcion, membresia, plan, renovacion, renovacion automatica, contrato, ' +
      'tarifa, cuota, abono mensual',
    changed:
      'cancelad*, pausad*, suspendid*, reanudad*, reactivad*, cambiad*, modificad*, detenid*, terminad*, anulad*, ' +
      'finalizad*, dado de baja, dada de baja, renovad*, desactivad*, congelad*, cerrad*, pasado al, pasado a, ' +
      'se cancelo, se pauso, se reactivo, se reanudo, se suspendio, se cambio, se anulo, interrumpid*, cortad*, ' +
      'eliminad*, parad*, actualizad*, mejorad*, bajado, subido, rebajad*, ampliad*, reiniciad*, cancela, cancelo, ' +
      'frenad*, activad*, extinguid*, sacamos de, saque de, sacad*, quitamos de, quite de, lo sacamos de, ' +
      'la sacamos de',
    didChange:
      'le cancele, ya cancele, yo cancele, te cancele, cancele, pause, le pause, ya pause, le cambie, ya cambie, ' +
      'le reactive, reactive, ya reactive, le di de baja, di de baja, suspendi, reanude, anule, cambie, la pase a, ' +
      'lo pase a, lo pase al, le pase al, desactive, congele, pare, detuve, hemos dado de baja, te di de baja, ' +
      'la di de baja',
    change:
      'cancelar*, cancelando*, pausar*, pausando*, suspender*, suspendiendo*, cambiar*, cambiando*, reactivar*, ' +
      'reactivando*, reanudar*, reanudando*, anular*, anulando*, dar de baja, darle de baja, dando de baja, ' +
      'dandole de baja, detener*, terminar*, desactivar*, pasarle al, pasarlo al, congelar*',
    changes:
      'le cancelo, te cancelo, cancelo, cancelare, pauso, pausare, le cambio, te cambio, cambiare, suspendo, ' +
      'suspendere, reactivo, reanudo, le doy de baja, doy de baja, te doy de baja, dare de baja, cancelaremos, ' +
      'cancelamos, pausamos, le paso al, anulo, reactivare, reanudare, ahora esta en el',
    done:
      'emitid*, procesad*, completad*, completo, aprobad*, hecho, hecha, hechos, hechas, realizad*, tramitad*, ' +
      'gestionad*, efectuad*, ejecutad*, concedid*, aplicad*, autorizad*, resuelt*, arreglad*, listo, lista, listos, ' +
      'solucionad*, finalizad*, terminad*, concluid*, acreditad*, abonad*, liquidad*, zanjad*, despachad*, cursad*, ' +
      'condonad*, dado por hecho, se emitio, se proceso, se hizo, se aprobo, se aplico, se realizo, se tramito, ' +
      'se efectuo, se ejecuto, se completo, se autorizo, se concedio, salio, quedo listo, se le hizo, me encargue, ' +
      'me ocupe, ya esta, formalizad*, confirmad*, descontad*, quitad*, otorgad*, paso, se le aplico, se gestiono, ' +
      'ordenad*, salido, se revirtio, revertid*, pase el, entro, ya entro, dispuesto, por devueltos',
    did:
      'emiti, procese, hice, hicimos, le hice, te hice, envie, le envie, te envie, ya envie, mande, le mande, ' +
      'te mande, devolvi, le devolvi, te devolvi, le he devuelto, abone, tramite, le tramite, ya tramite, realice, ' +
      'ya realice, le ingrese, ya ingrese, le gestione, gestione, aprobe, puse, le puse, te puse, di, le di, te di, ' +
      'le aplique, aplique, ya aplique, deposite, le deposite, transferi, le transferi, arregle, solucione, ' +
      'procesamos, emitimos, devolvimos, pusimos, enviamos, agregue, le agregue, sume, anadi, le anadi, cargue, ' +
      'ya lo hice, lo hice, meti, le meti, autorice, ordene, ejecute, complete, lance, inicie, aplicamos, efectue, ' +
      'descontamos, le desconte, gire, le gire, mandamos, otorgue, le otorgue, concedi, le quite, reverti, ' +
      'le reverti, active, cerre, acabo de hacerlo, ya pase, le pase, pase, libere, solte, quite, descarte, deshice, ' +
      'anule, giramos, transferimos, depositamos, segui adelante con, seguimos adelante con',
    sent:
      'enviad*, mandad*, puesto, puesta, dado, dada, devuelto, devuelta, devueltos, devueltas, ingresad*, ' +
      'transferid*, depositad*, iniciad*, registrad*, lanzad*, llegado, metid*, anadid*, sumad*, agregad*, girad*, ' +
      'entregad*, cargad*, colocad*, generad*, programad*, se envio, se mando, se devolvio, se le devolvio, ' +
      'se deposito, se ingreso, se inicio, se transfirio, llego, remitid*, asignad*, incluid*, revertid*, volvio, ' +
      'ha vuelto, han vuelto, pagad*, recibid*, soltad*, deslizad*, creditad*, activad*, regresad*, cayo, caido, ' +
      'soltado',
    do:
      'emitir*, emitiendo*, procesar*, procesando*, hacer*, haciendo*, enviar*, enviando*, mandar*, mandando*, ' +
      'devolver*, devolviendo*, tramitar*, tramitando*, realizar*, realizando*, ingresar*, ingresando*, gestionar*, ' +
      'gestionando*, aprobar*, aprobando*, poner*, poniendo*, dar, darle, darte, dando, dandole, aplicar*, ' +
      'aplicando*, depositar*, depositando*, transferir*, transfiriendo*, agregar*, agregando*, anadir*, anadiendo*, ' +
      'cargar*, cargando*, autorizar*, efectuar*, efectuando*, meter*, generar*, generando*, regresar*, regresando*, ' +
      'conceder*, iniciar*, sumar*, sumando*, revertir*, revirtiendo*, anular*, pasar, terminar*, concluir, ' +
      'completar*, cerrar*, ultimar*, finalizar*, conseguir*',
    does:
      'emito, proceso, hago, mando, devuelvo, tramito, realizo, ingreso, apruebo, pongo, doy, aplico, deposito, ' +
      'transfiero, le envio, te envio, agrego, anado, autorizo, efectuo, genero, gestiono, devolvere, hare, enviare, ' +
      'tramitare, procesare, ingresare, emitire, pondre, dare, devolvemos, devolveremos, le devolvemos, le devuelvo, ' +
      'te devuelvo, se lo devuelvo, haremos, aplicare, realizare, mandare, depositare, le doy, le pongo, le hago, ' +
      'regreso, sumo, le mando, te mando, procedo, otorgo, concedo, ya tiene, ya cuenta con, ya tienes, tiene ya, ' +
      'ya dispone, aqui tiene su, aqui esta su, aqui va su, ahi va su, aqui tiene, ya muestra, ahora muestra, ' +
      'ya recupero su, recupero su, ya recuperaste, ya muestran, me alegra confirmarle, me complace confirmarle, ' +
      'me alegra confirmar, me complace confirmar',
    get:
      'recibir*, ver, vera, veras, vera reflejad*, tener, tendra, tendras, encontrara, encontrar, llegar, ' +
      'le llegara, llegara, te llegara, aparecera, aparecer, recuperar, recuperara, recuperaras, recibira, ' +
      'recibiras, recibe, recupera, estara, estaran, volvera, volveran, se reflejara, reflejara, vera de vuelta, ' +
      'caera, llegaran, regresara, regresaran, le va a llegar, entrara, mostrara, mostrar, reflejar, llega, llegan, ' +
      'apareceran, reflejaran, se reflejaran, puede esperar ver',
    state:
      'en camino, de camino, listo, lista, listos, hecho, hecha, en proceso, en marcha, en tramite, pendiente, ' +
      'volviendo, viajando, suyo, suya, suyos, suyas, tuyo, tuyos, resuelto, resuelta, arreglado, todo listo, ' +
      'completo, va para alla, en curso, rumbo a, regresando, llegando, asegurado, garantizado, confirmado, ' +
      'un hecho, va de vuelta, cosa hecha, ya esta, ya va, ya viene, corriendo, en el horno, en firme, visible, ' +
      'disponible, disponibles, al caer, salio, saliendo, volando, va en camino, van en camino, va hacia, vienen, ' +
      'viene, va volando, van volando, llega, llegan, esperandole, le espera, le esperan, van de regreso, ' +
      'van de vuelta, van para, vuelve a casa, vuelven a casa, vuelven a usted, vuelve a usted',
    managed:
      'acabo de, acabamos de, logre, consegui, pude, pudimos, hemos podido, he podido, me tome la libertad de, ' +
      'he procedido a, procedi a, procedo a, termine de, he terminado de, he logrado, he conseguido, ' +
      'hemos procedido a, hemos logrado, me encargue de, me ocupe de, me he encargado de, me he ocupado de, ' +
      'no dude en, he tenido el gusto de, ya termine de, conseguimos, logramos, tuve el gusto de',
    money:
      'dinero, plata, importe, monto, cantidad, suma, dolares, dolar, euros, euro, pesos, pasta, lana, fondos, ' +
      'centavos, reales, billetes, dinerito, pavos, valor, pesitos, totalidad, platita, centavo, centimo, ' +
      'gastos de envio, envio pagado, comision, comisiones',
    amount: 'dolares, dolar, euros, euro, pesos, centavos, reales, pavos, pesitos, centavo, centimo, centimos',
    back:
      'de vuelta, devuel*, devolv*, de regreso, regres*, vuelve, vuelven, volviendo, volver*, volvio, reingres*, ' +
      'recuper*, otra vez, de nuevo, reintegr*, vuelto, revertid*, reverti, retorn*, revert*, revirt*, anulad*, ' +
      'anule, deshech*',
    place:
      'en su cuenta, a su cuenta, en su tarjeta, a su tarjeta, en tu cuenta, a tu cuenta, en tu tarjeta, ' +
      'a tu tarjeta, en la tarjeta, a la tarjeta, en la cuenta, a la cuenta, a su banco, en su banco, ' +
      'a su medio de pago, al medio de pago, a su saldo, en su saldo, en su bolsillo, a su bolsillo, su saldo, ' +
      'hacia su tarjeta, hacia su cuenta, su cuenta, su tarjeta, su banco, su bolsillo, a su favor, a tu favor, ' +
      'tu cuenta, tu tarjeta, tu bolsillo, tu saldo, sobre su cuenta, su cartera, su cuenta bancaria, ' +
      'a su cuenta bancaria, en su cuenta bancaria, con usted, con ustedes, a usted, de su lado, a su visa, ' +
      'en su visa, su visa, a sus manos, en sus manos, en su estado de cuenta, en su extracto, en su resumen, ' +
      'a su paypal, en su paypal, en sus cuentas, sus manos',
    us: 'yo, nosotros, he, hemos, estoy, estamos, voy, vamos, me he, te he, le he, mi equipo',
    you:
      'le, les, te, su, sus, usted, ustedes, tu, tus, os, contigo, ti, suyo, suya, suyos, suyas, se le, se te, ' +
      'usted ya',
    it: 'eso, esto, lo, todo, ello, esa, ese, cual, ambos',
    past:
      'ha, han, he, hemos, habia, fue, fueron, sido, quedo, quedado, le he, te he, me he, ya fue, se ha, se le ha, ' +
      'se han, quedaron, quede, haber',
    now: 'esta, estan, es, son, sera, seran, se, siendo, va, van, estara, estaran, hay, habra, queda, quedan, estar',
    will:
      'voy a, vamos a, va a, van a, estoy, estamos, por la presente, recibira, recibiras, vera, veras, tendra, ' +
      'tendras, encontrara, le llegara, llegara, te llegara, aparecera, recuperara, recuperaras, estara, estaran, ' +
      'volvera, volveran, se reflejara, reflejara, caera, llegaran, regresara, regresaran, le va a llegar, ya puede, ' +
      'podra, deberia, debera, sera, seran, entrara, debe, vera reflejad*, habra, mostrara, llega, llegan, ' +
      'apareceran, reflejaran, se reflejaran, esta, estan, puede esperar ver, puede esperar, pueden esperar',
    may:
      'puedo, puede, podemos, podria, podriamos, pueden, quiere, quiera, quisiera, quieres, desea, desearia, ' +
      'gustaria, debo, deberiamos, tengo que, necesito, necesita, permitame, dejeme, deje que, dejame, intentare, ' +
      'intento, intentar, intente, tratar, tratare, para que, poder, ofrecer*, ofrezco, quiere que, desea que, ' +
      'prefiere, prefiere que, posible, pedir, pide, pido, solicitar, solicita, consultar, habria, hubiera, seria, ' +
      'antes de, quieres que, necesitaria, haria falta, como, pendiente de, por, sin, para poder, trate de, pueda, ' +
      'puedan, sea, hubiese',
    hedge: 'quiza, quizas, tal vez, acaso, haya, hayan, hayamos',
    not: 'no, nunca, ningun, ninguna, nada, tampoco, nadie, sin, jamas, ni, aun no, todavia no, nao, no se, no le',
    if:
      'si, a menos que, salvo que, siempre que, siempre y cuando, en caso de, depende, dependiendo, segun, sujeto a, ' +
      'al recibir, tras la recepcion, a partir de la recepcion, tras recibir, desde la recepcion, ' +
      'desde que recibamos, no puedo prometer, no puedo garantizar, digame, con la condicion, solo si, ' +
      'despues de recibir, tras su llegada, a la espera, de la llegada, de la recepcion, tras la llegada, ' +
      'desde la llegada, tras revisar, tras recibirlo',
    when: 'cuando, despues de, tras, en cuanto, una vez, tan pronto como, hasta que, antes de, al, luego de',
    once: 'en cuanto, una vez, una vez que, tan pronto como, hasta que, antes de que',
    proviso:
      'recibi*, recibamos, reciba, recibe, lleg*, aprob*, aprueb*, devuelva, devolv*, devolucion, verific*, ' +
      'revisemos, revisado, revision, inspec*, confirm*, acept*, recepcion, autoric*, gerente, de vuelta, entreg*, ' +
      'responsable, procesad*, emitid*, tengamos, compruebe*, comprob*, me diga',
    checks:
      'mira, revisa, consulta, abre, entra, espera, cuelga, fija, equivoco, saber, se fija, permite, pregunta, ' +
      'le digo, quiere saber, sirve, tranquiliza, me permite, entra a, verifica su, todo va bien',
    said:
      'usted dijo, me dijo, dice que, dijo que, ha dicho, me ha dicho, menciono, le dijeron, segun usted, ' +
      'me comenta, me dice, usted dice, usted cree, usted creia, me comento, le prometieron, dijiste, pensaba que, ' +
      'esperaba que, entiendo que quiere, no veo que, no me consta que, no encuentro que, no creo que, ' +
      'no puedo confirmar que, no es cierto que',
    ask:
      'quiere, desea, puede, cual, cuando, como, donde, por que, que, ha, le, ya, prefiere, quien, cuanto, se, hay, ' +
      'es, esta, necesita, gusta, tiene, podria, a que',
    offer:
      'quiere que, desea que, le gustaria, prefiere que, le parece si, prefiere, que le parece si, quiere, ' +
      'le parece bien',
    know: 'sabia, sabe, sabias, vio, adivine, se imagina, verdad que, no es, se entero, feliz, contento',
    tag: 'verdad, no, vale, ok, okay, claro, cierto, de acuerdo, correcto, eh, bien, si, entendido, estamos',
    general:
      'articulos, articulo, productos, producto, clientes, pedidos, compras, reembolsos, devoluciones, normalmente, ' +
      'generalmente, habitualmente, por lo general, en general, politica, cualquier, todo articulo, todos los, ' +
      'todas las, suscripciones, creditos, vales, cupones, por ley, suele, suelen, casos, alguien, quien, mercancia, ' +
      'piezas, un producto, sin usar, descuentos, cancelaciones, defectuos*',
    innocent:
      'solicitud, peticion, mensaje, correo, enlace, formulario, etiqueta, nota, gerente, encargada, encargado, ' +
      'mi responsable, a un companero, pregunta, preguntas, detalles, instrucciones, sms, politica, reglas, ' +
      'informacion, caso, consulta, opciones, opcion, estado, condiciones, carrito, direccion, pagina, plazo, ' +
      'posibilidad, con mi supervisor, al equipo, a mi supervisor, a mi gerente, responsable, datos, requisito*',
    goods:
      'pedido, pedidos, paquete, envio, entrega, alfombra, mesa, lampara, cortinas, articulo, producto, factura, ' +
      'compra',
    earlier:
      'ya antes, anteriormente, previamente, hace, en mayo, en enero, en febrero, en marzo, en abril, en junio, ' +
      'en julio, en agosto, en septiembre, en octubre, en noviembre, en diciembre, de enero, de febrero, de marzo, ' +
      'de abril, de mayo, de junio, de julio, de agosto, de septiembre, de octubre, de noviembre, de diciembre, ' +
      'el mes pasado, la semana pasada, el ano pasado, ya',
    the: 'el, la, los, las, este, esta, ese, esa, su, estos, esos, sus, tu',
    and: 'y, o, e, luego',
    but: 'pero, porque, asi que, aunque, sin embargo, por eso, ya que, entonces, y ahora, mientras, por lo que, conque',
    stop:
      'claro, por supuesto, sin problema, sin problemas, sin duda, sin falta, no hay problema, no se preocupe, ' +
      'ningun problema, no solo, nada que temer, otra vez mas, una vez mas, sin dudarlo, no lo dude, sepa que, ' +
      'confirmo, le confirmo, le informo, informarle, confirmarle, decirle, asegurarle, le aseguro, le digo, ' +
      'le cuento, le prometo, prometo, anunciar, garantizo, creo, pienso, juro, tenga por seguro, delo por, ' +
      'considere, considerelo, dalo por, como usted pidio, como me pidio, como dijo, como le dije, como prometi, ' +
      'como prometido, que no quepa duda, no tema, contarle, decir, comunicarle, me complace, constar, por cierto, ' +
      'sin demora, no hay de que, no hay de que preocuparse, que, sin mas, nada mas colgar, como acordamos, ' +
      'como queria, como pidio, si senor, si senora, con respecto a, sobre, de por, dese por, dala por',
    price: 'total, saldo, restante, precio, cuesta, coste, costo, vale',
    light:
      'ya, tambien, con, gusto, mucho, muy, realmente, efectivamente, ahora, ahorita, mismo, hoy, enseguida, ' +
      'inmediatamente, oficialmente, finalmente, totalmente, completamente, exitosamente, personalmente, ' +
      'rapidamente, directamente, solo, aun, todavia, bien, bueno, ok, aqui, de, del, en, por, para, a, al, un, una, ' +
      'unos, todo, toda, entero, integro, parcial, pequeno, gran, otro, otra, mas, nos, me, mi, nuestro, nuestra, ' +
      'noticia, noticias, buenas, buena, si, gracias, perfecto, estupendo, listo, tarjeta, cuenta, banco, nombre, ' +
      'parte, sistema, tarjeta de credito, momento, instante, segundo, manana, tarde, noche, que, la, lo, los, las, ' +
      'probablemente, seguramente, correctamente, debe, debidamente, automaticamente, misma, cosa, mitad, resto, ' +
      'anoche, ayer, amigo, senor, senora, excelente, genial, venga, vaya, pues, este, desde, hasta, hacia, minuto, ' +
      'dias, tal, como, asi, devuelto usted, senorita, tema, lunes, martes, miercoles, jueves, viernes, sabado, ' +
      'domingo, enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre, ' +
      'semana, dia, hora, horas, visa, mastercard, detallito, algo, cada, par, ultimo, proximo, habiles, laborables, ' +
      'pronto, proceso, ser, sido, cargo, lado, minutos, pena, favor, alguno, este momento, por completo, ' +
      'desde este momento, numero, como abono, como credito, un abono, lamentablemente, desafortunadamente, ' +
      'afortunadamente, que queria, que usted queria, que pidio',
    your: 'su, sus, tu, tus',
    indefinite: 'un, una',
    whole: 'todo, todito',
    planState:
      'historia, de baja, en pausa, otra vez activa, otra vez activo, activa de nuevo, activa otra vez, ' +
      'de nuevo activa, muerta, muerto, ya no existe, inactiva, fuera, activo de nuevo, inactivo',
    turn: 'algo mas, alguna otra, que mas, puedo ayudarle, le puedo, en que mas, hay algo, desea algo, necesita algo',
    harmless:
      'encontr*, revise, revisad*, revisando, revisar, vist*, leid*, anotad*, anote, oid*, entendid*, entiendo, ' +
      'pedid*, solicitad*, solicite, hablad*, explicad*, explicar*, mencionad*, mencione, reenviad*, escalad*, ' +
      'abiert*, busc*, verific*, consult*, cobrad*, cobraron, cobro usted, descontado, debitad*, gastad*, rechazad*, ' +
      'negad*, denegad*, demorad*, retrasad*, perdid*, posible, limitad*, sujeto, basad*, fuera, debajo, encima, ' +
      'distint*, alto, bajo, calcul*, estim*, prometid*, ofrecid*, ofreci, propuest*, intentad*, fallad*, bloquead*, ' +
      'conect*, comunic*, ayud*, compar*, tarda, tardan, tardar*, explico, comprad*, habl*, llamad*, preguntad*, ' +
      'pregunte, siento, lament*, depende, varia, comentad*, transferirle, pasarle con, intent*, mandarle un, vi, ' +
      'lei, oi, revisamos, gustar*, activ*, prometi, rechaz*, pidio, solicit*, nego, pregunt*, mencion*, promet*, ' +
      'recibio, pago, compro, llego, dijo, comento, reviso, intento, necesito, espero, prob*, autoriza, fall*, ' +
      'olvid*, equivoc*, anoto, caduc*, venc*, expir*',
    home: 'de vuelta, de regreso',
    charge: 'cargo, cobro, pago, transaccion, compra',
    undone: 'revert*, revirt*, anulad*, anule, deshech*, deshice, cancelad*, cancele, se revirtio, se anulo',
    limit: 'mas de, hasta, de hasta, menos de, por encima de, superior a, superiores a, de mas de, desde',
    query: 'cuanto, por que, ver que, que importe, que monto, cual, saber que',
    'subscription.given': 'ya no esta suscrito, ya no esta suscrita',
  },
};
