# Vínculos con personas de otras organizaciones: puentes, llamadas, palabras, avisos, permisos
people-bridges = Puentes a otras organizaciones
back-bridges = Puentes
tie-serves = Para qué puede servir el puente
tie-needs-key = Esto se firma con tu clave. Hacen falta scripts y la clave de este navegador, o la línea de comandos:
tie-days = { $days ->
    [one] un día
   *[other] { $days } días
}
hand-copy = Copiar
hand-copied = Copiado
hand-share = Compartir…
hand-mail = Escribir un correo

# Puentes
bridges-lead = Un puente te une a alguien que conoces en otra organización. Las preguntas lo cruzan hasta donde ambos permitáis.
bridges-over = { $count ->
    [one] Un puente ha terminado y no se muestra.
   *[other] { $count } puentes han terminado y no se muestran.
}
bridge-new-head = Crear un enlace de puente
bridge-new-how = Da el enlace solo a la persona a quien va dirigido, por una vía de confianza. Sirve una vez.
bridge-new-days = Sirve durante
bridge-new-sees = Quien tenga el enlace puede usarlo. Ve tu organización, y tu tarjeta cuando hayas dicho que sí. Nunca ve cuánto conoces a esa persona.
bridge-new-make = Crear el enlace
bridge-new-made = Tu enlace
bridge-new-then = La otra persona abre las páginas de su propia organización y lo pega en Puentes. Cuando lo haya usado, esperará tu sí en la bandeja.
bridge-given-head = Un enlace que me dieron
bridge-given-link = El enlace
bridge-given-look = Verlo
bridge-end-head = Terminar este puente
bridge-end-what = Ninguna pregunta volverá a cruzarlo, y se avisa al nodo del otro lado de que terminó. Lo ya pasado sigue hasta su final.
bridge-end = Terminar el puente
bridge-compare-head = Seis palabras para comparar
bridge-compare-how = Leéoslas por teléfono o en persona, de modo que oigas quién habla. Si son las mismas en ambos lados, no hay nadie en medio.
compare-knocked = Este puente nació de una llamada, y nadie ha probado quién está al otro lado. Hasta que comparéis las palabras cuenta como entre personas que se han visto.
compare-same = Son las mismas
compare-differ = ¿No son las mismas? Entonces hay alguien en medio. Termina el puente y avisa a tu administrador.
link-head = Tender un puente
link-lead = Alguien de otra organización te dio un enlace. No se envía nada de él antes de que digas que sí.
link-needs-scripts = Los scripts están desactivados en este navegador. Un enlace se usa con tu clave, y para eso hacen falta; la línea de comandos hace lo mismo: stn me bridge ENLACE --strength …
link-elsewhere-head = Aquí no
link-elsewhere = Este navegador no es de ningún miembro de aquí. Copia el enlace, abre las páginas de tu propia organización y pégalo en Puentes.
link-from = Lo creó un miembro de
link-until = Sirve hasta
link-care = Úsalo solo si te lo dio en mano la persona que conoces.
link-maker = Quien creó el enlace
link-maker-sees = tu tarjeta y tu organización. Cuánto le conoces se queda aquí.
link-no = Si lo dejas
link-no-sees = nadie ve nada. El enlace espera a la persona correcta hasta su fecha.
link-accept = Sí, tender el puente
link-leave = No
tied-bridge-taken = Has usado el enlace. El puente estará en pie cuando la otra persona también diga que sí.
tied-bridge-confirmed = Has dicho que sí. El puente estará en pie cuando su dispositivo lo compruebe.
tied-bridge-complete = El puente está en pie.
tied-bridge-ended = El puente ha terminado.
tied-bridge-changed = Cambiado.

# Llamadas
knock-head = A quién conozco en organizaciones conectadas
knock-short = Escríbele a alguien, o llama a su puerta
knock-lead = Tus contactos que parecen estar en organizaciones conectadas con la tuya. Solo tú ves esta lista.
knock-none = Ninguno de tus contactos parece estar en una organización conectada.
knock-count = { $count ->
    [one] Parece que conoces a una persona allí.
   *[other] Parece que conoces a { $count } personas allí.
}
knock-step-none = Tienes un puente allí.
knock-step-knock = Escríbele a alguien con un enlace de puente, o llama a su puerta.
knock-step-link = Escríbele a alguien con un enlace de puente.
knock-mine = Mis llamadas
knock-open = abierta
knock-answered = dijo que sí: mira tu bandeja
knock-bridge = el puente está en pie
knock-over = terminada
knock-foot = Que no haya respuesta no significa nada: no está, no se encontró, o ahora no.
draft-head = Escríbele tú
draft-how = Es lo mejor. Cámbialo como quieras y envíalo por correo o mensaje; stn no envía nada.
draft-text = Tu mensaje
draft-link = Añadir un enlace de puente
knock-draft = Hola, { $name }: me he unido a stn con { $org }, y tu organización está conectada con la nuestra. Si tú también lo usas, tendamos un puente para ayudarnos con presentaciones. Nada lo cruza sin tu sí. { $me }
knock-do-head = Llamar a su puerta
knock-do-how = Si permite que se le encuentre por lo que sabes de esa persona, se le pregunta si quiere un puente contigo. Sale con el lote que sale cada día.
knock-where = Dónde puede ser miembro
knock-where-hint = Sin marcar ninguna: todas las organizaciones conectadas.
knock-note = Por qué llamas
knock-sees-them = tu nombre, tu tarjeta y tus palabras, si se le encuentra.
knock-nodes = Tu nodo y el suyo
knock-sees-nodes = que llamas, y tus palabras. Nadie más se entera.
knock-no = Si dice que no, o nada
knock-sees-no = no ves nada: lo mismo que si no se hubiera encontrado a nadie.
knock-do = Llamar
knock-cannot = Lo que guardas de esta persona no basta para una llamada, o tu organización no está conectada con ninguna. Escríbele tú.
tied-knocked = Tu llamada sale en el plazo de un día. Si dice que sí, llegará a tu bandeja.

# Palabras a lo largo de solicitudes
said-head = Dicho junto a las solicitudes
said-short = Preguntas, respuestas, seguir en contacto
said-lead = Preguntas sobre tus solicitudes, respuestas a las tuyas y quién seguiría en contacto. Solo se abre en este navegador.
said-needs-key = Las palabras están selladas. Leerlas requiere scripts y la clave de este navegador, o la línea de comandos:
said-none = No se ha dicho nada.
said-sealed = Una palabra sellada
said-question = Una pregunta sobre tu solicitud
said-stay = Quiere seguir en contacto contigo
said-agreed = Aceptó seguir en contacto
said-letter = La carta de la solicitud que respondiste
said-reply = La respuesta a tu pregunta
said-claimed = Sin verificar: dice ser esta persona. La respuesta mostrará si está en el camino.
said-replied = Ya contestaste.
said-your-reply = Tu respuesta
said-reply-sees = Solo puede leerla quien preguntó. Tu nombre no figura en ella.
said-send-reply = Responder
said-stay-sees = Verá que aceptas. Si vuestras organizaciones no están conectadas, ambos administradores ven que hay miembros que seguirían en contacto, no quiénes.
said-agree = Sí, seguir en contacto
said-drop = Apartar
tied-word-dropped = Apartado. Nada salió de tu nodo.
tied-replied = Tu respuesta está en camino.
tied-agreed = Has aceptado. El puente se abre en cuanto vuestras organizaciones estén conectadas.
stay-head = Seguir en contacto
stay-how = Tras una respuesta, quienes están en sus dos extremos pueden tender un puente sin enlace. Uno propone, el otro acepta. Una propuesta ignorada se ve igual que una rechazada.
stay-none = Todavía no se ha respondido ninguna solicitud tuya ni dirigida a ti.
stay-asked = Preguntaste, y respondió
stay-answered = Respondiste a alguien de { $org }
stay-line = Una línea, si quieres
stay-sees = Verá tu tarjeta y esta línea. No vuelve nada si no acepta.
stay-propose = Proponer seguir en contacto
stay-proposed = Ya lo propusiste.
stay-with-answer = Proponer seguir en contacto. Lo verá con tu respuesta; si lo ignora o rechaza, no vuelve nada.
tied-proposed = Tu propuesta está en camino, sellada para esa persona.
ask-back-head = Preguntar antes
ask-back-how = Una pregunta a quien solicita, sellada, con tu nombre y tu tarjeta. Le muestra que esto te llegó; lo que decidas después no muestra nada más. Esto sigue esperando.
ask-back-question = Tu pregunta
ask-back = Preguntar
ask-back-asked = Ya preguntaste. La respuesta se verá aquí, si llega.
ask-back-reply = Respondieron a tu pregunta
tied-asked-back = Tu pregunta está en camino. Esto sigue esperando.

# El sí de la persona buscada, y las referencias
their-yes-head = Entregar la tarjeta de { $name }
their-yes-how = Solo si dijo que sí. El día queda anotado en este dispositivo.
their-yes = { $name } dijo que sí
their-yes-day = Ese día
their-name = Nombre
their-org = Organización
their-role = A qué se dedica
their-contact = Cómo localizarle
retain-until = Tu respuesta puede guardarse hasta
retain-hint = Vacío: lo que diga la carta. Un día posterior cuenta como ese.
terms-candidate = La persona candidata lo permite, y lo firmó
terms-asker = La persona candidata lo permite, según quien pregunta; sin firma
terms-until = La carta y la respuesta se borran el
terms-copy = Por favor, no las copies en otro sitio.

# Avisos
alerts-head = Avisos
alerts-short = Un empleo o una llamada abierta, de mano en mano
alerts-lead = Un empleo, o una petición de ayuda que puede leer cualquiera a quien llegue. Tú eliges a quién va; ellos eligen a quién sigue; seis pasos como máximo.
alerts-own = Míos
alerts-own-none = No has enviado ninguno.
alerts-came = Me los trajeron
alerts-came-none = Nadie te ha traído ninguno.
alert-new = Enviar un aviso
alert-new-lead = Va a las personas que marques, y de ellas a quienes elijan. Nunca se nombra en él a una persona candidata.
alert-kind = Qué es
alert-text = Lo que leen todos
alert-text-hint = No nombres a nadie que no deba ser conocido por todos aquellos a quienes llegue.
alert-link = Dónde leer más, si lo hay
alert-topics = Temas, separados por comas, si los hay
alert-days = Días que puede viajar
alert-note = Una palabra para las primeras personas, si quieres
alert-first = A quienes marcaste
alert-first-sees = todo el texto, tu organización, tu palabra y que viene de ti. No que eres tú quien pregunta.
alert-further = A quienes siga
alert-further-sees = todo el texto, tu organización y quién se lo entregó. No a ti.
alert-no = Quien lo aparte
alert-no-sees = no sale nada, y tú no ves nada de ello.
alert-send = Firmar y enviar
alert-to = { $count ->
    [one] enviado a una persona
   *[other] enviado a { $count } personas
}
alert-answers = { $count ->
    [one] una respuesta
   *[other] { $count } respuestas
}
alert-answers-none = Nadie ha respondido.
alert-needs-key = Las respuestas están selladas. Leerlas requiere scripts y la clave de este navegador, o la línea de comandos:
alert-through = Pasado por
alert-broken = Llegó una respuesta cuyas firmas no son válidas. No se muestra.
alert-reads = Todos a quienes llega leen
alert-went = Enviado a
alert-withdraw-head = Retirarlo
alert-withdraw-what = Quien todavía lo tenga pendiente deja de verlo.
alert-withdraw = Retirarlo
alert-stage-waiting = te espera
alert-stage-passed = { $count ->
    [one] lo pasaste a una persona
   *[other] lo pasaste a { $count } personas
}
alert-stage-answered = respondiste
alert-stage-away = apartado
alert-stage-withdrawn = retirado
alert-pass-head = ¿Sabes a quién podría interesarle?
alert-pass-sees = Verán todo el texto, la organización que pregunta, tu palabra y que viene de ti. Quien pregunta conoce tu tarjeta solo si alguien responde a través de ti.
alert-pass = Pasárselo
near-whom = A quién (veinte como máximo)
near-none = Todavía no hay nadie junto a ti: ni colegas ni puentes abiertos.
tied-alert-sent = Enviado. Cada persona decide por sí misma si lo pasa.
tied-alert-passed = Firmado y pasado.
tied-alert-withdrawn = Retirado.

# El permiso de una persona candidata
permission-title = Un permiso para preguntar por ti
permission-lead = Alguien quiere preguntar qué opinan de ti personas que trabajaron contigo, y solo con tu permiso. Esta página funciona en tu navegador; no se envía nada de ella al nodo.
permission-needs-scripts = Los scripts están desactivados en este navegador. Un permiso se escribe y se firma en el navegador, y para eso hacen falta; la línea de comandos hace lo mismo: stn permission sign ARCHIVO
permission-none-head = Aquí no hay ningún permiso
permission-none = Abre el enlace que te dieron, o pega lo que te enviaron.
permission-pasted = Lo que te enviaron
permission-look = Verlo
permission-asks = Quién preguntaría
permission-given-on = Dado el
permission-says = Permites
permission-sign-head = Antes de firmar
permission-who-asks = Quien pregunta
permission-asker-sees = tu permiso firmado. Nada de dónde estás ni de quién eres aparte de eso.
permission-asked = A quien se pregunte por ti
permission-asked-sees = tu permiso con tu firma, y una fecha en la que todo se borra: antes de un año.
permission-employer = Tu empleador actual
permission-employer-sees = nada, si su nodo es honesto y quien pregunta lo ha nombrado. Pregúntale si lo hizo.
permission-no = Si no firmas
permission-no-sees = no se avisa a nadie. Sin tu firma es su afirmación, y se muestra como tal.
permission-key = Se crea una clave para esta única firma, y se olvida.
permission-sign = Firmar
permission-refused-head = Sin firmar
permission-refused = No se firmó nada ni se envió nada. Puedes cerrar esta página.
permission-signed-head = Firmado
permission-signed-how = Devuelve esto a quien pregunta
permission-keep = Guarda la dirección de abajo: con ella puedes retirar tu permiso.
permission-keep-link = Mi permiso, para guardar
permission-back-head = Retirarlo
permission-back-how = Una firma no se puede deshacer. Pero quien pregunta puede terminar con un botón todo lo que preguntó con ella; lo respondido antes sigue respondido hasta su fecha.
permission-back = Escribir el mensaje
permission-back-text = Envía esto a quien pregunta
permission-back-draft = Retiro el permiso que te di para preguntar por mí. Abre por favor esta dirección en el navegador con el que usas stn y termina lo que preguntaste:
permission-asks-head = Lo que preguntaste con él
permission-asks-open = Preguntaste con este permiso, y se ha retirado. Termínalo: se retira lo que está en camino y no se pregunta a nadie más.
permission-asks-none = Desde este navegador no se preguntó nada con este permiso.
permission-asks-end = Terminar lo que pregunté
permission-asks-ended = Terminado.
permission-new-head = El permiso de una persona candidata
permission-short = Para una referencia: lo escribes tú, lo firma esa persona
permission-new-lead = Para una referencia. Escribe lo que permite la persona candidata y dáselo a firmar en una página que no envía nada.
permission-text = Lo que permite
permission-text-hint = Qué se puede preguntar, a quién y para qué; 400 caracteres. Lo leerá palabra por palabra.
permission-day = Dado el
permission-write = Escribirlo
permission-give = Dáselo a la persona candidata
permission-give-how = Abre esta dirección, lo lee, lo firma y te lo devuelve. Sin firma es tu afirmación, y se muestra como tal.
