# Español. Cada clave está en todos los idiomas con los mismos valores; una prueba lo comprueba.

direction = ltr
skip = Ir al contenido
ways = Principal
foot = Esta página viene del nodo de tu propia organización. No carga nada de ningún otro sitio.
way-inbox = Bandeja
way-asks = Peticiones
way-people = Personas
way-ledger = Registro
way-me = Yo
back-inbox = Volver a la bandeja
back-asks = Volver a mis peticiones
back-people = Volver a personas
back-me = Volver a Yo

# Días
day-far = muy lejos
day-today = hoy
day-tomorrow = mañana
day-yesterday = ayer
day-in = dentro de { $days } días
day-ago = hace { $days } días
day-date = { $day } de { $month }
day-date-year = { $day } de { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
until-day = Termina: { $day }
came = Llegó
ends = Termina

# Palabras para las opciones del protocolo
kind-introduction = Presentación
kind-intelligence = Conocimiento
kind-influence = Una recomendación
kind-appraisal = Referencia
kind-opportunity = Oportunidad
strength-have-met = nos hemos visto
strength-know-well = la conozco bien
strength-would-vouch = respondería por ella
strength-none = sin valorar
audience-me = solo yo
audience-own-org = mi propia organización
audience-peers = también organizaciones conectadas
audience-network = cualquiera en la red
mode-standing = ofrecer sin preguntarme
mode-ask = preguntarme antes
mode-never = no hacer nada
bridge-link-open = enlace sin usar
bridge-awaits-you = te espera a ti
bridge-awaits-other = espera a la otra persona
bridge-active = abierto
bridge-ended = terminado
bridge-awaits-peering = espera a las dos organizaciones
bridge-nameless = Puente { $bridge }
somebody = alguien
you = tú
an-organisation = una organización
a-former-contact = un contacto que ya no tienes
place-colleague = colega tuyo
who-colleague = { $name }, colega tuyo
who-at = { $name } en { $org }
org-unverified = { $org } (nombre sin verificar)

# La portada
front-title = Presentaciones
front-head = Llega a las personas a través de quienes te dan confianza.
front-lead = stn encuentra un camino de personas que se conocen, pide a cada una su sí y hace la presentación. Nadie entrega su libreta de direcciones.
front-signed-out = En este navegador no hay ninguna sesión abierta
front-how = En esta versión ningún navegador puede entrar todavía. Los miembros usan la línea de órdenes. Más adelante entrarán con una clave creada en su propio navegador.
front-join = ¿Aún no eres miembro? Pide una invitación a quien administra tu organización. Quien usa la línea de comandos puede seguir con ella: allí no cambia nada.
front-never-head = Lo que nunca ocurre
front-never-list = Ninguna lista de contactos sale del nodo de tu organización.
front-never-name = Ningún nombre llega a otra organización sin el sí de esa persona.
front-never-no = Un no se ve igual que el silencio. Nadie puede distinguirlos.
front-scripts-head = Lo que necesita scripts
front-scripts = Firmar requiere la clave de este navegador, y una clave la usa un script: entrar, preguntar, pasar y responder. Leer, decir que no, aplazar y silenciar funcionan sin ellos.
front-dishonest = El nodo que sirve esta página podría servir una alterada. No tiene ninguna clave tuya ni puede leer una carta; la línea de comandos puede hacerlo todo sin estas páginas.
front-open-again = Abrir la página de nuevo
front-why-looked = Para ver esta página, abre una sesión.
front-why-acted = Tu sesión ya no estaba abierta. No se hizo nada.
front-why-ended = Este dispositivo ya no pertenece a ningún miembro. Se cerró la sesión y no se hizo nada. Si te sorprende, pregunta a quien administra tu organización.
needs-scripts-session = Los scripts están desactivados en este navegador. Para entrar hacen falta, porque tu clave los necesita.
closed-stranger = No se aceptó la clave de este navegador. No se hizo nada. Comprueba que su reloj esté en hora o vuelve a unirte.
sign-out = Cerrar la sesión

# Dificultades
trouble-title = No es posible
trouble-safe = No se cambió nada y nada salió del nodo.
trouble-perhaps = Si cambiaste algo, puede que se hiciera o que no. Repetirlo no hace daño.
trouble-home = Ir al inicio
trouble-nothing = En esta dirección no hay nada, o ya no lo hay.
trouble-unfit = No se pudo leer el formulario tal como se rellenó.
trouble-hurried = Fue más a menudo de lo que responde el nodo.
trouble-disk = El nodo no pudo escribirlo en su disco.
trouble-stopping = El nodo se está deteniendo.
trouble-no-address = Estas páginas no tienen dirección pública.
trouble-other-host = Estas páginas no están en esta dirección.
trouble-in-clear = Esta conexión podría leerse por el camino.
next-nothing = Quizá se decidió, se retiró o terminó su plazo. La bandeja muestra lo que hay.
next-unfit = Vuelve atrás, revisa lo que escribiste y envíalo otra vez.
next-hurried = Espera un minuto e inténtalo de nuevo.
next-admin = Avisa a quien administra tu organización. Lo confirmado antes está a salvo.
next-no-address = Si llevas este nodo: escribe la dirección de tu proxy en la configuración como pages_at.
next-other-host = Abre la dirección que nombra tu invitación. Quien te envió aquí quizá no sea quien dice ser.
next-in-clear = Abre la dirección con https. Si llevas este nodo: haz que el proxy diga X-Forwarded-Proto.
next-no-letter-key = Abre stn una vez en un dispositivo que tenga tu clave, para que pueda crear más.
refused-other = El nodo no lo aceptó.
refused-item-gone = Eso ya no espera.
refused-offer-late = Es tarde para esta oferta: se hicieron bastantes otras o la pregunta terminó.
refused-no-letter-key = Tu reserva de claves de carta está agotada, así que no puede salir ninguna oferta.
refused-snooze-date = Termina antes de ese día.
refused-limits = Estos límites no son posibles.
refused-text = El texto es demasiado largo o contiene signos que ningún texto puede tener.
refused-words = Son más temas, regiones o idiomas de los que puede tener un perfil.

# Lo que se acaba de hacer
done-declined = Rechazado. Nada salió de tu nodo y nadie se entera.
done-snoozed = Aplazado. Nadie se entera.
done-muted = Silenciado. Nadie se entera. Lo que ya espera se queda.
done-unmuted = Puede volver a llegarte.
done-allowed = Sale una oferta. No dice quién eres.
done-closed = Cerrada. Sus solicitudes se retiran.
done-policy = Cambiado. Lo bien que os conocéis queda como lo dijiste.
done-strength = Anotado, con la fecha de hoy.
done-forgotten = Olvidado.
done-limits = Estos son tus límites desde ahora.
done-no-go = Quitada de la lista.
done-profile = Este es tu perfil desde ahora.

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

# Mis peticiones
asks-empty = Aún no has preguntado por nadie.
ask-new = Preguntar por alguien
ask-new-how = Di a quién buscas o qué tiene esa persona. Una petición se hace en un dispositivo que tenga tu clave.
state-waiting = En espera
state-path-offered = Camino ofrecido
state-in-progress = En curso
state-introduced = Presentación hecha
state-closed = Cerrada
means-waiting = Por ahora no ha llegado nada. Busca hasta su fecha.
means-path-offered = Alguien podría ayudar. Escríbele, y se pedirá su sí a cada persona del camino.
means-in-progress = Tu solicitud está en camino. Las personas pueden tomarse su tiempo.
means-introduced = Llegó una respuesta, y todas las personas del camino dijeron que sí.
means-closed = Ha terminado.
fact-kind = Para
fact-asked = Preguntado
fact-until = Hasta
fact-afterwards = Después
fact-deleted = Se borra
fact-in-clear = Se puede leer
ask-keeps-looking = se vuelve a preguntar cuando tu organización llegue más lejos
ask-in-clear = las palabras de arriba, por cada organización a la que llegue la pregunta
paths-head = { $count ->
    [one] Un camino
   *[other] { $count } caminos
}
path-steps = { $steps ->
    [one] A un paso
   *[other] A { $steps } pasos
}
path-strength = El vínculo más débil del camino: { $strength }
path-word = Alguien de allí escribe
path-leaves = Una solicitud espera para seguirlo:
path-used = Una solicitud lo siguió.
path-write = Escribirle
ask-close-head = ¿Ya no hace falta?
ask-close-what = Cerrarla termina la pregunta y retira sus solicitudes. A quien le esperaban ya no las ve.
ask-close = Cerrar esta petición

# Personas
people-search = Busca por nombre, organización, tema o lugar, aunque lo recuerdes a medias
people-look = Buscar
people-count = { $count ->
    [one] Una persona valorada por ti
   *[other] { $count } personas valoradas por ti
}
people-empty = Aún no has valorado a nadie. Trae personas con la línea de comandos: stn me import.
people-none = Nadie de los tuyos encaja con eso.
people-more = { $count ->
    [one] Una más: búscala.
   *[other] { $count } más: búscalas.
}
people-stale = sin confirmar desde hace un año
people-foot = Tu lista se queda en el nodo de tu organización. Ningún colega ni otra organización la ve.
colleagues-count = { $count ->
    [one] Un colega
   *[other] { $count } colegas
}
person-stale = Lo dijiste por última vez hace más de un año, así que cuenta un grado menos. Dilo de nuevo si sigue siendo cierto.
fact-strength = Cuánto
fact-handles = Se encuentra por
fact-how = De qué nos conocemos
fact-since = Desde
fact-through = Nos presentó
fact-topics = Temas
fact-regions = Regiones
fact-said = Dicho
fact-note = Nota
note-sealed = sellada; solo un dispositivo que tenga tu clave puede abrirla
strength-head = ¿Cuánto os conocéis?
strength-question = { $name } y yo
strength-say = Decirlo, con fecha de hoy
policy-head = Para qué puede servir este vínculo
policy-audience = Preguntas de quién
policy-own-org = Cuando encaja la pregunta de un colega
policy-beyond = Cuando encaja la de otra organización
policy-kinds = Qué preguntas
policy-search = Las preguntas pueden seguir por este vínculo
policy-hint = Elijas lo que elijas: una oferta no nombra a nadie, y cada solicitud espera tu sí.
policy-set = Cambiar
forget-head = Olvidar a esta persona
forget-what = Tu nodo borra lo que anotaste. Las preguntas en curso ya no la encuentran a través de ti.
forget = Olvidar

# Registro
ledger-head = Lo que salió sobre ti
ledger-count = { $count ->
    [0] Nada ha salido de tu nodo sobre ti.
    [one] Una cosa ha salido de tu nodo sobre ti. Solo tú ves esto.
   *[other] { $count } cosas han salido de tu nodo sobre ti. Solo tú ves esto.
}
ledger-older = { $count ->
    [one] Mostrar una más antigua
   *[other] Mostrar { $count } más antiguas
}
ledger-back-head = Para retirar algo
ledger-back = Un sí permanente: cambia para qué sirve el vínculo, en Personas. Una pregunta o solicitud: ciérrala, en Mis peticiones. Un puente: termínalo con la línea de comandos.
left-asked = Preguntaste ({ $kind }). { $partners ->
    [0] La pregunta se quedó dentro de tu organización.
    [one] La pregunta fue a una organización conectada, sin tu nombre.
   *[other] La pregunta fue a { $partners } organizaciones conectadas, sin tu nombre.
} { $clear ->
    [0] Nada en ella podía leerse.
    [one] Una palabra de ella podía leerla quien la recibía.
   *[other] { $clear } palabras de ella podía leerlas quien la recibía.
}
left-request = Tu solicitud ({ $kind }) y una carta sellada fueron a { $who }, que vio que venían de ti. Todas las personas del camino podían leer tu nota.
left-offer = Dijiste que sí a { $org }, sobre { $name }: salió una oferta. Decía a cuántos pasos está alguien y lo fuerte que es el vínculo más débil, y no os nombraba a ninguno.
left-offer-standing = Con tu sí permanente salió una oferta para { $org }, sobre { $name }. Decía a cuántos pasos está alguien y lo fuerte que es el vínculo más débil, y no os nombraba a ninguno.
left-passed = Pasaste una solicitud de { $org } a { $who }, que vio que venía de ti. Tu tarjeta llega a quien preguntó solo con una respuesta.
left-led = Una solicitud de { $org } que pasaste llevó a una respuesta. Tu tarjeta volvió con ella, sellada para quien preguntó.
left-answered = Respondiste a una carta de { $org }, sobre { $name }. La respuesta y tu tarjeta están selladas para quien preguntó.
left-withdrawn = Retiraste una solicitud ({ $kind }). A quien le esperaba ya no la ve.
left-bridge = Tu tarjeta y tu certificado fueron a { $who }, para tender un puente.
left-bridge-ended = { $who }: a su organización se le dijo que vuestro puente terminó.
left-evaluated = { $count ->
    [one] Una dirección, un número o un perfil de tus contactos fue a { $org } en una forma que nadie allí puede leer, para que sus preguntas puedan encontrarlos.
   *[other] { $count } direcciones, números y perfiles de tus contactos fueron a { $org } en una forma que nadie allí puede leer, para que sus preguntas puedan encontrarlos.
}
left-word = Una palabra tuya siguió una solicitud de { $org }, sellada para la única persona a quien iba.
left-knocked = { $partners ->
    [one] Llamaste a una puerta: tu tarjeta, una nota y un enlace van camino de una organización conectada; solo los lee quien tiene esa dirección y se deja encontrar, y los dos nodos.
   *[other] Llamaste a una puerta: tu tarjeta, una nota y un enlace van camino de { $partners } organizaciones conectadas; solo los lee quien tiene esa dirección y se deja encontrar, y los nodos.
}
left-alert = Una oportunidad tuya fue, sin sellar y con tu firma, a { $who }.
left-alert-answered = Respondiste a una oportunidad de { $org }. La respuesta y tu tarjeta están selladas para quien la envió.

# Yo
me-profile = Mi perfil
me-export = Descargar todo (JSON)
limits-head = Lo que me llega
limits-month = { $count ->
    [one] Un asunto nuevo llegó en los últimos 30 días.
   *[other] { $count } asuntos nuevos llegaron en los últimos 30 días.
}
limits-per-month = Como máximo tantos asuntos nuevos en 30 días (vacío: sin límite)
limits-quiet = Horas de calma, en las que no llega nada
limits-from = Desde
limits-to = Hasta
limits-batch = Todo en un día de la semana
limits-day = Día
limits-any-day = cualquier día
limits-hour = Desde esta hora
limits-cool-down = Después de un no, días sin que la misma organización pregunte lo mismo
limits-offset = Tu reloj, por delante de UTC
limits-set = Fijar
limits-silent = Nadie conoce tus límites. Lo que apartan se ve como silencio.
weekday-mon = lunes
weekday-tue = martes
weekday-wed = miércoles
weekday-thu = jueves
weekday-fri = viernes
weekday-sat = sábado
weekday-sun = domingo
mutes-head = Silenciado
mutes-end = Dejar de silenciar
no-go-head = Organizaciones para las que no hago nada
no-go-end = Quitar
devices-head = Mis dispositivos
device-this = este
devices-until = Tus dispositivos renuevan tu membresía; sin ellos termina:
copy-there = En el nodo hay una copia de tus claves que solo abre tu frase de recuperación.
copy-none = En el nodo no hay copia de tus claves: si pierdes este dispositivo, tendrán que invitarte de nuevo.
bridges-head = Mis puentes
bridges-none = Aún no tienes ningún puente con nadie de otra organización.
profile-lead = Nadie lee un campo antes de que digas quién puede.
profile-topics = Temas
profile-regions = Regiones
profile-languages = Idiomas
profile-can-help = En qué puedo ayudar
profile-looks-for = Qué busco
hint-topics = En qué trabajas, con comas: agua, vivienda-social
hint-regions = Códigos de países o regiones, con comas: KE, DE-BY
hint-languages = Códigos de idiomas, con comas: sw, en
hint-can-help = En pocas frases
hint-looks-for = En pocas frases
profile-readers = Quién puede leerlo
profile-findable = Las preguntas pueden encontrarme por este perfil; se me pregunta antes de que salga nada
profile-counted = Quien administra puede contar mis vínculos, sin nombres
profile-set = Guardar mi perfil
