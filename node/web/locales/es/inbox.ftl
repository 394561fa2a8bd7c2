# Bandeja
inbox-empty = No te espera nada.
inbox-foot = Lo que rechazas o dejas estar se ve igual para los demás: silencio.
head-prompt-introduction = { $org } busca a alguien que pueda presentarle a { $name }
head-prompt-intelligence = { $org } busca a alguien que conozca a { $name }
head-prompt-influence = { $org } busca a alguien que pueda interceder ante { $name }
head-prompt-appraisal = { $org } busca a alguien que haya trabajado con { $name }
head-prompt-you = Alguien de { $org } te busca a ti
head-hop = ¿Pasar una solicitud de { $org }?
head-letter = Una carta para ti, sobre { $name }
head-letter-you = Una carta para ti, de alguien que te buscaba
head-bridge-accepted = { $name } usó tu enlace de puente
head-bridge-confirmed = { $name } confirmó vuestro puente
head-knock = { $name } de { $org } llama a tu puerta
head-knock-broken = Alguien de { $org } llama a tu puerta
head-alert = Una oportunidad de { $org }
question-prompt = ¿Podemos decir que alguien aquí le conoce? Tu nombre no se dice.
question-prompt-org = ¿Podemos decir que alguien aquí la conoce? Tu nombre no se dice.
question-prompt-you = ¿Podemos decir que se puede llegar a ti? Tu nombre no se dice.
question-hop = Te la entrega alguien que conoces. Con tu sí llega una persona más lejos.
question-letter = Léela y responde si quieres.
question-bridge = ¿Es la persona que conoces? Entonces tiende el puente.
question-knock-broken = Esta llamada no es coherente y no se puede responder.
question-alert = ¿Te interesa, o sabes a quién podría interesarle?
care-by-name = Encontrado solo por nombre y organización. Di que sí únicamente si no dudas de que se refieren a esta persona.
care-by-org = Encontrado por la organización.
care-by-attributes = Encontrado por tema, región, función u organización; no se nombró a nadie.
care-unverified = Nadie aquí ha verificado que { $org } sea quien dice ser.
care-card = La tarjeta es su propia palabra. Si dudas, pregúntale por una vía de confianza antes de decir que sí.
their-card = Cómo se presenta
their-note = Escribe a todas las personas del camino
their-word = { $name } añade
letter-sealed = La carta está sellada para ti
letter-needs-key = Solo un dispositivo que tenga tu clave puede abrirla. El nodo no puede.
on-command-line = En la línea de comandos:

# El camino y quién ve qué
chain-head = El camino que sigue
chain-asker = Alguien de { $org }
chain-asks = pregunta
chain-blank = No se muestra
chain-perhaps = quizá personas intermedias; quien no ha dicho que sí queda en blanco
chain-handed = te la entregó
chain-next = la recibiría después
chain-who-answers = quien respondería; no se te dice quién es
chain-you = Tú
chain-you-decide = decides aquí
chain-you-choose = a quien elijas entregársela
chain-sought = de quien se trata
sees-head = Lo que verá cada persona
sees-node = El nodo de tu organización
sees-connectors = Todas las personas del camino
sees-chosen = A quien se la entregues
sees-prompt-asker = a cuántos pasos está alguien, lo fuerte que es el vínculo más débil del camino y tus palabras de abajo. No quién eres.
sees-prompt-node = que dijiste que sí; consta en tu registro.
sees-hop-next = la nota, la palabra que añadas y que viene de ti.
sees-hop-asker = nada por ahora. Si llega una respuesta, con ella llega tu tarjeta.
sees-hop-from = nada. Ni tu sí ni tu no.
sees-hop-node = que la pasaste; consta en tu registro.
sees-letter-asker = tu respuesta y tu tarjeta, selladas solo para esa persona.
sees-letter-connectors = nada de la carta ni de la respuesta; cada una sabe que su ayuda llevó a una respuesta.
sees-letter-node = que respondiste, no qué.
sees-bridge-other = tu tarjeta, y que dijiste que sí.
sees-bridge-node = que estáis unidos y lo bien que os conocéis.
sees-alert-asker = tu respuesta y tu tarjeta, selladas solo para esa persona, y las tarjetas de quienes te la pasaron.
sees-alert-chosen = el texto entero, la organización que pregunta y que viene de ti.
sees-subject-spoken = nada de esta red. Quien responda puede hablarle.
sees-subject-left = nada, y nadie le habla.
sees-subject-kept = nada. Se le oculta, y también a la organización donde trabaja.
sees-no = Si dices que no, o nada
sees-no-what = nadie ve nada: lo mismo que si no se hubiera encontrado a nadie.

# Decidir
decide = Decidir
yes-allow = Sí, decidlo
yes-pass-on = Sí, pasarla
yes-answer = Responder
yes-bridge = Sí, tender el puente
no = No
allow-words = Unas palabras para quien pregunta, si quieres
allow-hint = Las lee sin saber quién las escribió. No te nombres ni nombres a nadie.
needs-key = Un sí se firma con tu clave. Para eso hacen falta scripts y la clave de este navegador, o la línea de comandos:
needs-key-request = Una solicitud se firma con tu clave. Para eso hacen falta scripts y la clave de este navegador, o la línea de comandos:
needs-key-devices = Añadir o quitar un dispositivo se firma con tu clave. Para eso hacen falta scripts y la clave de este navegador, o la línea de comandos:
later-head = Más tarde
later-none = Termina pronto, así que no se puede aplazar.
later-days = { $days ->
    [one] Mañana
   *[other] Dentro de { $days } días
}
mute-head = No quiero que me lleguen cosas así
mute-hint = Vale desde ahora, para lo que venga. Nadie se entera.
mute-what = ¿Qué no debería llegarte?
mute-org = Lo que pregunta { $org }
mute-contact = Preguntas sobre { $name }
mute-kind = Preguntas de esta clase: { $kind }
mute-month = Durante 30 días
mute-always = Para siempre

# Firmar en el navegador
pass-words = Unas palabras para la persona siguiente, si quieres
pass-hint = Van firmadas por ti, y esa persona lee que son tuyas.
answer-words = Tu respuesta
answer-hint = Va solo a quien pregunta, con tu tarjeta, sellada en este dispositivo.
done-passed = La ha pasado. Te avisaremos si llevó a una respuesta.
done-answered = Tu respuesta va de camino, sellada solo para quien preguntó.
