import type { Vocabulary } from '#lib/domain/claims/meaning.ts';

/** The verb stands last, its auxiliary even after it: "dass der Betrag erstattet wurde". */
export const german: Vocabulary = {
  joinsApostrophes: false,
  verbLast: true,
  pairsAreUmlauts: true,
  dropsSubjects: false,
  words: {
    'refund.given':
      'erstattet, zuruckerstattet, ruckerstattet, zuruckgezahlt, ruckvergutet, zuruckbezahlt, zuruckgebucht, ' +
      'ruckuberwiesen, vergutet, zuruckuberwiesen, entschadigt, erstattete, zuruckzuerstatten begonnen, ruckgebucht, ' +
      'wiederbekommen, ausgeglichen, die zahlung storniert, zahlung ruckgangig, bestatigung ihrer erstattung',
    'refund.give':
      'erstatten, zuruckerstatten, zuruckzahlen, erstatte, ruckerstatten, zuruckbuchen, zuruckuberweisen, ' +
      'ruckvergute, verguten, vergute, erstatt, zuruckbezahlen, zuruckerstatte, entschadige, entschadigen',
    'refund.noun':
      'erstattung*, ruckerstattung*, ruckzahlung*, ruckvergutung*, geldruckgabe, ruckbuchung*, geld zuruck, ' +
      'ruckuberweisung, kostenerstattung, was sie bezahlt haben, was sie gezahlt haben',
    'credit.given': 'gutgeschrieben, erlassen, geschenkt, spendiert',
    'credit.give': 'gutschreiben, gutschreibe, schenke, schenken, erlasse, erlassen, spendiere, spendieren',
    'credit.noun':
      'gutschrift*, gutschein*, guthaben*, rabatt*, nachlass*, kulanz*, bonus, entschadigung*, geschenkkarte, ' +
      'preisnachlass, wiedergutmachung',
    'subscription.noun':
      'kundigung*, abokundigung*, tarifwechsel, planwechsel, pausierung, reaktivierung, vertragsanderung, ' +
      'umstellung, aboanderung',
    'subscription.given':
      'abgemeldet, nicht mehr angemeldet, nicht mehr mitglied, aus der automatischen verlangerung genommen, ' +
      'aus der verlangerung genommen',
    plan:
      'abo, abos, abonnement*, mitgliedschaft*, vertrag*, tarif*, plan, verlangerung*, autoverlangerung, abovertrag, ' +
      'monatsabo, jahresabo, monatstarif*, jahrestarif*, basistarif*, premiumtarif*, monatsabo*, jahresabo*, ' +
      'probeabo*, grundtarif*',
    changed:
      'gekundigt, storniert, pausiert, beendet, fortgesetzt, reaktiviert, geandert, umgestellt, gewechselt, ' +
      'gestoppt, angehalten, unterbrochen, aufgehoben, abgeschaltet, abgestellt, deaktiviert, aktiviert, ausgesetzt, ' +
      'aufgelost, stillgelegt, hochgestuft, herabgestuft, heruntergestuft, verlangert, umgebucht, abgemeldet, ' +
      'eingefroren, ausgeschaltet, gestrichen, geschlossen, geloscht, wiederaufgenommen, wieder aufgenommen, ' +
      'umgewandelt, gecancelt, abbestellt, ausgeknipst, abgebrochen, angepasst, ' +
      'aus der automatischen verlangerung genommen, aus der verlangerung genommen, herausgenommen, rausgenommen, ' +
      'aus der automatischen verlangerung',
    change:
      'kundigen, kundige, pausieren, pausiere, beenden, beende, stornieren, storniere, umstellen, wechseln, wechsle, ' +
      'stoppen, stoppe, reaktivieren, reaktiviere, fortsetzen, deaktivieren, deaktiviere, aussetzen, stelle, setze, ' +
      'lege, unterbreche, auflosen, cancel, cancele, andern, schalte, stufe, aktiviere',
    done:
      'veranlasst, ausgefuhrt, bearbeitet, abgeschlossen, erledigt, genehmigt, bewilligt, durchgefuhrt, vorgenommen, ' +
      'gemacht, getatigt, abgewickelt, geregelt, angewiesen, freigegeben, fertig, vollzogen, erfolgt, gewahrt, ' +
      'verbucht, gebucht, autorisiert, durch, gekummert, umgesetzt, bestatigt, gutgeschrieben, fertiggestellt, ' +
      'geklart, abgesegnet, durchgewunken, abgezogen, eingelost, vermerkt, gelungen, klargemacht, hingekriegt, ' +
      'verrechnet, erteilt, schon passiert, passiert, ja habe ich, ruckgangig, storniert, veranlasste, vollendet, ' +
      'getan, habe ich schon',
    sent:
      'uberwiesen, geschickt, gesendet, angestossen, eingeleitet, gestartet, ausgelost, losgeschickt, gegeben, ' +
      'zuruckgegeben, zuruckgeschickt, transferiert, ausgestellt, hinzugefugt, hinterlegt, eingetragen, raus, ' +
      'rausgegangen, rausgeschickt, angekommen, eingegangen, abgeschickt, ausgezahlt, gezahlt, aufgeladen, ' +
      'eingezahlt, gelegt, gepackt, draufgepackt, verschickt, bekommen, zuruckbekommen, zugeteilt, draufgelegt, ' +
      'auf den weg gebracht, rausgejagt, geladen, gesetzt, getan, uberspielt, ausgegeben, zuruckgesendet, angelegt, ' +
      'zugeschickt, uberlassen, zuruckgelegt, erhalten, drauf, zuruckgegangen, gelandet, zuruckgeflossen, geflossen, ' +
      'abgegangen, gutgemacht, gestellt, zuruckgeholt, zuruckgekommen, eingereicht',
    do:
      'veranlasse, veranlassen, uberweise, uberweisen, bearbeite, bearbeiten, schicke, schicken, sende, senden, ' +
      'mache, machen, gebe, geben, leite, einleiten, buche, buchen, fuhre, durchfuhren, weise, anweisen, starte, ' +
      'starten, lose, auslosen, zahle, zahlen, auszahlen, erledige, erledigen, kummere, schreibe, schreiben, ' +
      'genehmige, genehmigen, packe, lege, stosse, anstossen, zuruckgeben, zuruckschicken, zurucksenden, ausstellen, ' +
      'hinzufugen, fuge, gewahre, gewahren, transferiere, lade, ausfuhren, vornehmen, nehme, regle, regeln, bringe, ' +
      'setze, storniere, hole, stelle, abschliessen, fertigmachen, erwirken, verschaffen, besorgen, holen',
    get:
      'sehen, erhalten, bekommen, finden, haben, zuruckbekommen, kriegen, wiederhaben, wiederbekommen, wiedersehen, ' +
      'zuruckhaben, ankommen, zuruckkriegen, auftauchen, erscheinen, eintreffen, da sein, eingehen, zuruckkommen, ' +
      'zuruckkehren, landen, zuruckerhalten, zurucksehen, entdecken, zuruckfliessen, zuruckgehen, ' +
      'gutgeschrieben sehen, sein, anzeigen, zeigen',
    state:
      'unterwegs, erledigt, fertig, auf dem weg, in arbeit, in bearbeitung, auf dem ruckweg, durch, bereit, sicher, ' +
      'wieder da, bestatigt, gehort wieder ihnen, gehoren wieder ihnen, wieder ihnen, lauft, im anmarsch, in gang, ' +
      'beschlossene sache, gebongt, in der post, unter dach und fach, wieder bei ihnen, geritzt, geht raus, ' +
      'geht heute raus, ist raus, schon zuruck, wieder zuruck, ihrs, wieder ihre, auf dem heimweg, im system, ' +
      'in trockenen tuchern, rollt, kommt zuruck, fliesst zuruck, gesichert, kommt, fliesst, trifft ein, verfugbar, ' +
      'offiziell, raus, ihr eigen, im kasten, zuruck auf, abgehakt, da, wieder ihr, fliegt, nach hause, ' +
      'auf ihrem weg, wartet, warten, auf sie wartet, trudelt ein, kommt an, ist da, sind da, geht an sie, ' +
      'gehen an sie, haben sie zuruck, haben sie wieder, drin, gehen zuruck, wieder, fix und fertig',
    managed:
      'konnte, konnten, geschafft, es geschafft, gelungen, mir erlaubt, soeben fertig, dafur gesorgt, ' +
      'vergessen nicht, war so frei, dabei, so frei, mir gelungen, die freiheit genommen',
    money:
      'geld, betrag, summe, euro, euros, dollar, dollars, franken, cent, kohle, kaufpreis, kaufbetrag, moneten, ' +
      'pfund, gesamtbetrag, betrage, kosten, versandkosten, knete, knode, zaster, asche, eur, usd, reais, pesos, ' +
      'rechnungsbetrag, gebuhr, gebuhr*',
    amount: 'euro, euros, dollar, dollars, franken, cent, pfund, eur, usd, reais, pesos',
    back:
      'zuruck, zuruck*, wieder, retour, gut, heim, ruck*, gutgemacht, wiederhaben, wiederbekommen, wiedersehen, ' +
      'heimwarts, ruckgangig, storniert, annulliert',
    place:
      'auf ihre karte, auf ihrer karte, auf ihr konto, auf ihrem konto, auf ihr bankkonto, auf ihrem bankkonto, ' +
      'auf die karte, auf das konto, auf dem konto, auf der karte, ihrem konto, ihrer karte, bei ihrer bank, ' +
      'an ihre bank, in ihrer tasche, in ihre tasche, ihrem kundenkonto, auf ihr kundenkonto, auf ihrem kundenkonto, ' +
      'auf ihre kreditkarte, auf ihrer kreditkarte, ihrem guthaben, auf ihr guthaben, auf dein konto, ' +
      'auf deinem konto, aufs konto, an sie, auf deine karte, auf ihr paypal, in ihrem geldbeutel, ' +
      'auf ihre kontoverbindung, auf ihr girokonto, zu ihren gunsten, auf ihrem kontoauszug, bei ihnen, ' +
      'auf ihre visa, auf ihrer visa, ihrer visa, zu ihnen, in ihren handen, auf ihr, in ihre hande, ihrer bank, ' +
      'auf ihrem auszug, auf ihrem paypal',
    us: 'ich, wir, mein team, unser team',
    you: 'ihnen, ihr, ihre, ihren, ihrem, ihrer, dir, dich, dein, deine, deinem, deiner, euch, eure',
    it: 'das, es, dies, alles, beides, die sache, diese, die, der',
    past:
      'habe, hab, haben, hat, wurde, wurden, ist, sind, worden, war, waren, soeben, gerade eben, hatte, bin, sei, ' +
      'seien',
    now: 'wird, werden, ist, sind, bleibt, bleiben, seid, gilt, sein, sollte, sollten',
    will: 'werde, werden, wird, hiermit, wirst, werdet, sollte, sollten, konnen damit rechnen',
    may:
      'kann, konnen, konnten wir, koennte, koennten, darf, durfte, durfen, moechte, moechten, moechte ich, wuerde, ' +
      'wuerden, soll, sollen, muss, mussen, will, wollen, lassen sie mich, versuche, versuchen, versucht, anbieten, ' +
      'biete, benotige, braucht, brauche, vorschlagen, moglich, haette, haetten, waere, waeren, gerne wuerde, ' +
      'kannst, bitten, bitte sie, wunschen, wunsche, lass mich, mag, mogen, beantragen, prufe ob, erst',
    hedge: 'vielleicht, eventuell, moglicherweise',
    not:
      'nicht, kein, keine, keinen, keinem, keiner, keines, nichts, nie, niemals, niemand, weder, ohne, noch nicht, ' +
      'nix, statt, anstatt, auf keinen fall',
    if:
      'wenn, falls, sofern, nach eingang, nach erhalt, nach prufung, ob, vorausgesetzt, je nach, abhangig, ' +
      'unter der bedingung, ansonsten, bei ruckgabe, bei rucksendung, ab eingang, hangt, nach ankunft, ' +
      'nach rucksendung, nach freigabe, nach genehmigung, kann nicht versprechen, im falle, es sei denn, ' +
      'nach dem eingang, nach wareneingang, sagen sie mir, voraussetzung, nach der prufung, nach ruckgabe, ' +
      'ab erhalt, damit er, damit sie, damit es, damit ihr, damit der, damit die, damit das',
    when: 'sobald, nachdem, nach, bevor, sowie, erst wenn',
    once: 'sobald, nachdem, bevor, solange, ehe',
    proviso:
      'eingegangen, eingetroffen, angekommen, ankommt, eintrifft, eingeht, eingang, erhalten, erhalt, genehmig*, ' +
      'gepruft, prufung, rucksendung, ruckgabe, ware, zuruck ist, bei uns, bestatig*, freigegeben, zustimm*, ' +
      'manager, kollege, paket, geliefert, zugestellt, haben wir, lager, da ist, zuruckgeschickt, bearbeitet, ' +
      'erstattet, veranlasst, ausgestellt',
    checks:
      'schauen, sehen sie nach, prufen, nachsehen, offnen, warten, auflegen, wissen, einloggen, irre, nachschauen, ' +
      'fragen, wollen, aufs konto, in ihr konto, interessiert, beruhigt, darf, alles gut geht, mich nicht irre, ' +
      'tauscht',
    said:
      'sie sagten, sie sagen, sie haben gesagt, sie erwahnten, sie meinten, man hat ihnen gesagt, ' +
      'ihnen wurde gesagt, sie schrieben, sie dachten, sie glauben, sie haben erwahnt, laut ihnen, ihnen zufolge, ' +
      'sie erzahlten, haben sie gesagt, sagten sie, sie erwarteten, wie sie meinen, verstehe, sehe nicht, ' +
      'finde nicht, glaube nicht, kann nicht bestatigen, nicht wahr dass, sehe keinen beleg',
    ask:
      'mochten, moechten, soll, sollen, kann, darf, was, welche, welchen, welcher, welches, wie, wann, wo, warum, ' +
      'wer, haben, ist, sind, wurde, hat, wollen, konnen, wurden, brauchen, koennten, durfte, gibt, war, wieviel, ' +
      'sehen, bekommen',
    offer: 'soll ich, sollen wir, moechten sie, wollen sie, darf ich, kann ich, wie waere, was halten sie, wuerden sie',
    know: 'wussten, wissen, gewusst, ahnen, freut, gluck',
    tag:
      'oder, ja, okay, ok, nicht wahr, gell, in ordnung, ne, gut, alles klar, richtig, verstanden, einverstanden, ' +
      'passt',
    general:
      'artikel, produkte, kunden, bestellungen, kaufe, erstattungen, ruckgaben, normalerweise, ublicherweise, ' +
      'grundsatzlich, in der regel, generell, richtlinie, alle, ware, waren, ungenutzte*, unbenutzte*, abos, ' +
      'gutscheine, gesetzlich, falle, jemand, wer, beschadigte, gutschriften, rabatte, defekte*, kundigungen, ' +
      'retouren, rucksendungen, man',
    innocent:
      'anfrage, antrag, nachricht, sms, e mail, email, mail, link, formular, etikett, notiz, an meinen manager, ' +
      'an meine managerin, an einen kollegen, frage, fragen, einzelheiten, anleitung, richtlinie, regeln, ' +
      'information, informationen, fall, anliegen, optionen, moglichkeit, status, bedingungen, warenkorb, adresse, ' +
      'frist, wunsch, ans team, an das team, vorgesetzten, erstattungsantrag*, erstattungsanfrage*, ' +
      'erstattungswunsch*, ruckgabeetikett, ruckerstattungsantrag*, manager, teamleitung, rucksendeschein',
    goods:
      'bestellung, paket, lieferung, sendung, teppich, tisch, lampe, vorhange, artikel, produkt, rechnung, kauf, ' +
      'ersatz',
    earlier:
      'bereits, fruher, zuvor, vor, im mai, im januar, im februar, im marz, im april, im juni, im juli, im august, ' +
      'im september, im oktober, im november, im dezember, januar, februar, marz, april, mai, juni, juli, august, ' +
      'september, oktober, november, dezember, letzten monat, letzte woche, schon',
    the: 'der, die, das, den, dem, des, diese, dieser, dieses, diesen, ihr, ihre, ihren',
    and: 'und, oder, sowie',
    but:
      'aber, denn, weil, deshalb, daher, sodass, obwohl, jedoch, trotzdem, also, doch, sondern, dass, wahrend, ' +
      'da ja, somit, damit',
    stop:
      'kein problem, keine sorge, nicht nur, keine frage, ohne weiteres, ohne zogern, nicht wahr, keine angst, ' +
      'kein ding, ohne zweifel, ohne frage, bestatigen, bestatige, sagen, mitteilen, versichern, versichere, ' +
      'verspreche, verkunden, garantiere, glaube, denke, schwore, betrachten sie, sehen sie es als, wie gewunscht, ' +
      'wie versprochen, wie besprochen, wie verlangt, wenn ich mich nicht irre, wenn sie mich fragen, ' +
      'nicht gezogert, kein grund zur sorge, keine bange, nicht mehr lange, nichts leichter als das, ' +
      'nicht lange gefackelt, freue mich, freut mich, ehrlich gesagt, null problemo, ohne wenn und aber, bezuglich, ' +
      'betreffend, zu 100 prozent, zu hundert prozent, zur ganze, keine ursache, gar kein problem, ' +
      'damit sie bescheid wissen, nur damit sie es wissen, nichts zu danken, wegen',
    price: 'gesamtpreis, saldo, restbetrag, preis, kostet, summe, verbleibend',
    light:
      'auch, jetzt, nun, gerade, schon, bereits, eben, gerne, gern, sofort, umgehend, direkt, heute, gleich, ' +
      'endlich, offiziell, vollstandig, komplett, ganz, voll, wirklich, tatsachlich, naturlich, selbst, personlich, ' +
      'erfolgreich, schnell, nur, noch, mal, so, sehr, von, in, auf, an, fur, mit, bei, zum, zur, als, uber, aus, ' +
      'um, ein, eine, einen, einem, einer, der, die, das, den, dem, des, sich, sie, mir, mich, uns, mein, unser, ' +
      'unserer, voller, volle, kleine, kleiner, kleinen, gute, guten, nachricht, nachrichten, ja, danke, perfekt, ' +
      'prima, super, konto, karte, bank, kreditkarte, name, seite, system, moment, augenblick, sekunde, minute, ' +
      'morgen, abend, wahrscheinlich, sicherlich, bestimmt, automatisch, halfte, rest, er, hiermit, inzwischen, ' +
      'vorhin, gestern, wieder, alles klar, okay, also, mittlerweile, ihrerseits, unsererseits, hohe, wert, damit, ' +
      'dafur, im, am, vom, nochmal, tag, tagen, sozusagen, halt, einfach, ruckwirkend, gesamte, gesamten, ganze, ' +
      'ganzen, kulanterweise, ausnahmsweise, vorsorglich, muss, musste, gewunscht, wie, was, verlangert sich, ' +
      'sie haben zuruckgeschickt, sie bezahlten, sie haben bezahlt, ah, ahm, hm, tja, schwupps, zack, na, ehrlich, ' +
      'und, dort, hier, gut, montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonntag, januar, februar, ' +
      'marz, april, mai, juni, juli, august, september, oktober, november, dezember, woche, stunde, stunden, visa, ' +
      'mastercard, kleinigkeit, etwas, jeden, jeder, letzten, nachsten, werktagen, werktage, bald, vorgang, prozess, ' +
      'diesem moment, versand, da, von unserer seite, gesamt, paypal, tage, seitens, sein, spatestens, nummer, ihn, ' +
      'innerhalb, als gutschrift, und fertig, fix, leider, glucklicherweise, bedauerlicherweise, zum gluck',
    your: 'ihr, ihre, ihren, ihrem, ihrer, dein, deine, deinen',
    indefinite: 'ein, eine, einen, einem, einer',
    whole: 'alles',
    to: 'zu',
    planState:
      'vorbei, geschichte, auf eis, auf pause, zu ende, wieder aktiv, inaktiv, tot, passe, erledigt, aus, ' +
      'abgelaufen, wieder da, auf pause gesetzt',
    turn: 'sonst noch, noch etwas, noch was, kann ich, was noch, darf ich, brauchen sie, haben sie',
    harmless:
      'gefunden, gepruft, prufen, angesehen, angeschaut, gesehen, gelesen, notiert, gehort, verstanden, verstehe, ' +
      'angefragt, beantragt, besprochen, erklart, erwahnt, weitergeleitet, eskaliert, geoffnet, gesucht, ' +
      'verifiziert, belastet, abgebucht, eingezogen, berechnet, ausgegeben fur, abgelehnt, verweigert, ' +
      'zuruckgewiesen, verzogert, verloren, moglich, begrenzt, beschrankt, abhangig, hoher, niedriger, anders, ' +
      'falsch, zu hoch, kalkuliert, geschatzt, versprochen, angeboten, vorgeschlagen, versucht, gescheitert, ' +
      'fehlgeschlagen, gesperrt, verbinde, verbinden, hilft, helfen, vergleiche, dauert, dauern, gekauft, gekostet, ' +
      'kostete, bezahlt, gesprochen, angerufen, gefragt, fragen, leid, hangt, variiert, nachgesehen, nachsehen, ' +
      'nachgeschaut, schauen, sehe, sehe ich, suche, erklare, erklaren, prufe, lese, weitergeben, weitergegeben, ' +
      'gebeten, gewartet, wundern, offen, ansehen, betragt, liegt, erwartet, aktiv, abgelaufen, verfallen, gilt',
    home: 'zuruck',
    charge: 'abbuchung*, belastung, zahlung, kauf, lastschrift, buchung',
    undone: 'ruckgangig, storniert, annulliert, aufgehoben, zuruckgebucht, zuruckgenommen, stornieren, storniere',
    limit: 'bis, bis zu, mehr als, weniger als, ab, oberhalb von, unter, hochstens',
    query: 'was, wie viel, warum, wieviel',
    does:
      'hier ist ihre, hier ist ihr, hier kommt ihr, hier kommt ihre, da haben sie ihr, hier haben sie ihr, ' +
      'hier haben sie, zeigt jetzt, zeigt nun',
    changes: 'sie sind jetzt im, sie sind nun im, sie haben jetzt den',
  },
};
