# Las páginas de administración
admin-way-overview = Nodo
admin-way-members = Miembros
admin-way-peers = Asociadas
admin-way-policy = Normas
admin-way-settings = Ajustes
admin-back = Volver
admin-back-members = Volver a los miembros
admin-back-peers = Volver a las organizaciones
admin-leave = Salir de la administración
admin-days = Durante cuántos días sirve, 30 como mucho

# La entrada
admin-enter-title = Páginas de administración
admin-enter-lead = Para quien se ocupa del nodo de esta organización. Los miembros no las necesitan.
admin-enter-head = Dejar entrar a este navegador
admin-enter-how = En la máquina donde funciona el nodo, esto crea un enlace que sirve una vez, durante cinco minutos:
admin-enter-code = El enlace, o lo que lleva detrás de #
admin-enter = Abrir la administración
admin-enter-ends = Sales tras un cuarto de hora sin uso y, en todo caso, a las cuatro horas.
admin-enter-stolen = Si alguien más pudo usar tu enlace, esto cierra todas las sesiones de administración:
admin-enter-looked = Esta página es de administración y este navegador no tiene entrada, o ya no.
admin-enter-closed = No ha entrado nadie: el enlace ya se usó, tiene más de cinco minutos o no se copió entero. Crea otro. Si no lo usaste tú, cierra antes todas las sesiones.

# Resumen
admin-todo-head = Lo que te necesita
admin-todo-nothing = Por ahora, nada.
admin-todo-doctor = El disco, los datos y los puertos se miran en la propia máquina:
admin-todo-confirm = { $org } espera tu confirmación
admin-next-confirm = Compara la clave con su administración y después confirma o rechaza.
admin-todo-other = { $org } aún no ha confirmado
admin-next-other = Pregunta a su administración. Tu nodo vuelve a llamar por sí solo.
admin-todo-link = Sin enlace con { $org }
admin-next-link = El nodo lo intenta de nuevo por sí solo. Si dura, pregunta si su nodo funciona y mira que tus puertos estén abiertos.
admin-todo-new-key = { $org } anuncia una clave nueva
admin-next-new-key = Llama por teléfono a su administración y comparad seis palabras.
admin-todo-quota = { $count ->
    [one] Una forma de encontrar a alguien no cabe en lo que concede { $org }
   *[other] { $count } formas de encontrar a alguien no caben en lo que concede { $org }
}
admin-next-quota = Sus preguntas no las encuentran hasta su próxima clave de búsqueda. Conceder más depende de ellos.
admin-todo-clock = El reloj del ordenador va atrasado
admin-next-clock = Ponlo en hora y deja que siga a un servidor de tiempo.
admin-todo-own-key = Toca usar la clave nueva de tu organización
admin-next-own-key = Para el nodo y vuelve a arrancarlo.
admin-todo-asleep = { $name }: el certificado caducó, { $day }; no se encuentra a nadie por su medio
admin-todo-certificate = { $name }: el certificado caduca, { $day }
admin-next-certificate = Pídele que abra stn una vez: su dispositivo lo renueva.
admin-todo-letter-keys = A { $name } no le quedan claves para cartas y no puede salir ninguna oferta suya
admin-next-letter-keys = Pídele que abra stn una vez: su dispositivo crea otras.
admin-todo-proposals = { $count ->
    [one] Hay miembros que seguirían en contacto con gente de otra organización
   *[other] Hay miembros que seguirían en contacto con gente de otras { $count } organizaciones
}
admin-next-proposals = No ocurre nada si tú y la otra administración no conectáis las dos.
admin-facts-head = El nodo
admin-fact-started = En marcha desde
admin-fact-members = Miembros
admin-fact-peers = Organizaciones asociadas
admin-fact-bridges = Puentes
admin-fact-people = Personas conocidas
admin-fact-edges = Vínculos
admin-fact-questions = Preguntas guardadas
admin-fact-waiting = Tramas en espera
admin-fact-frames = Tramas desde el arranque
admin-frames = { $in } recibidas, { $out } enviadas
admin-fact-site = Los miembros abren
admin-fact-addr = Las asociadas llaman a
admin-fact-key = Clave
admin-links-head = Enlaces
admin-links-none = Todavía no hay ninguna organización asociada.
admin-link-up = en línea
admin-link-down = sin enlace

# Miembros
admin-members-count = { $count ->
    [one] Un miembro
   *[other] { $count } miembros
}
admin-member-until = válido hasta
admin-member-asleep = caducado
admin-member-renews = Sus dispositivos lo renuevan solos cada vez que abre stn.
admin-invite-head = Invitar a alguien
admin-invite-what = Obtienes un enlace con el que una persona se hace miembro, una sola vez.
admin-invite-they = Verá el nombre de tu organización y, desde entonces, los nombres de sus miembros.
admin-invite-you = Tú y todos los miembros veis el nombre que escribas aquí. No ves a quién conoce, ni lo que pregunta, ni ninguna carta.
admin-invite-kept = Un enlace no se puede retirar: no se lo des a nadie más y que no sirva más tiempo del necesario.
admin-invite-name = Cómo llama la organización a esta persona
admin-invite = Crear el enlace
admin-invited = Una invitación
admin-invited-lead = Dáselo a { $name } y a nadie más, por un medio de confianza. Debe abrirlo en el navegador que vaya a usar.
admin-handout = Para entregar
admin-copy = Copiar
admin-copied = Copiado.
admin-not-copied = No se pudo copiar. Está seleccionado: cópialo a mano.
admin-handout-until = Sirve hasta:
admin-handout-once = Solo se muestra esta vez; el nodo no guarda una copia que puedas ver.
admin-end-head = Terminar esta membresía
admin-end-devices = Todos sus dispositivos se rechazan al momento.
admin-end-erased = El nodo borra a las personas que conoce, sus peticiones y lo que le espera.
admin-end-bridges = Sus puentes terminan. Las organizaciones del otro lado saben que el certificado ha terminado, y no por qué.
admin-end-back = No se puede deshacer. Se le puede invitar de nuevo y empezará de cero.
admin-end = Terminar la membresía de { $name }
admin-lost-head = Ha perdido todos sus dispositivos y las nueve palabras
admin-lost-first = Comprueba que de verdad es esa persona, en persona si puedes. Quien aún tiene un dispositivo o las palabras no necesita nada de ti.
admin-lost-two = Obtienes un enlace para ella. Dos colegas deben comparar seis palabras con ella: tú por tu cuenta no puedes dejar entrar a nadie.
admin-lost-stays = Conserva a las personas que conoce, sus vínculos y su perfil. Los dispositivos antiguos se rechazan.
admin-lost-bridges = Sus puentes terminan y hay que tenderlos de nuevo.
admin-lost-stop = Mientras no acabe, puede pararlo desde un dispositivo que aún tenga, y tú también.
admin-lost = Crear el enlace
admin-lost-no = Pararlo
admin-back-made = Un camino de vuelta
admin-back-lead = Dáselo a { $name }, en persona si puedes. Después leerá seis palabras a dos colegas.

# Organizaciones
admin-peers-count = { $count ->
    [0] Todavía ninguna otra organización
    [one] Otra organización
   *[other] Otras { $count } organizaciones
}
admin-state-other = las espera a ellas
admin-state-you = te espera a ti
admin-state-active = conectada
admin-state-ended = terminada
admin-proposals-head = Miembros que seguirían en contacto
admin-proposal = { $count ->
    [one] { $org } (nombre sin verificar): espera un puente
   *[other] { $org } (nombre sin verificar): esperan { $count } puentes
}
admin-proposals-what = No se muestra de quién son. Se abren cuando las dos organizaciones estén conectadas.
admin-worth-head = Quizá valga la pena conectar
admin-worth = { $org }: { $count } miembros conocen a alguien allí
admin-worth-what = Solo de miembros que dejan contar sus vínculos, y solo a partir de tres. No se muestra quién conoce a quién.
admin-learn-head = Lo que sabe la otra parte
admin-learn-name = Por la conexión misma
admin-learn-name-what = El nombre, el dominio y la clave de tu organización, lo que los ajustes dicen de su trabajo, dónde está tu nodo y cuándo se le puede llamar.
admin-learn-size = Mientras dura
admin-learn-size-what = Más o menos cuántas formas hay de encontrar a las personas que conocen tus miembros, en bloques de 480. No puede leer ninguna.
admin-learn-asks = Con cada pregunta
admin-learn-asks-what = Que alguien de los tuyos pregunta, de qué tipo, hasta cuándo y lo que la pregunta dice en claro. No quién pregunta. Sobre quién, solo si allí alguien conoce a esa persona.
admin-learn-people = Con cada sí
admin-learn-people-what = El nombre y la tarjeta del miembro que dio ese sí, para quien lo recibió.
admin-learn-never = Nunca
admin-learn-never-what = Qué otros miembros hay, a quién conocen y que alguien dijo que no.
admin-propose-head = Proponer una conexión
admin-propose-what = Obtienes un código para la administración de la otra organización. Lleva tu clave y la dirección de tu nodo. Cuando lo acepten los verás aquí, y nada se conecta antes de que confirmes.
admin-propose = Crear el código
admin-proposed = Un código para otra organización
admin-proposed-lead = Dáselo a la otra administración y a nadie más. Por teléfono: la clave de tu organización empieza por { $key }.
admin-join-head = Aceptar un código
admin-join-what = Te lo dio la administración de otra organización. Tu nodo llama al suyo y dice tu nombre. Nada se conecta antes de que ellos confirmen.
admin-join-token = El código; empieza por stn:peer:
admin-join = Pedir la conexión
admin-peer-name = El nombre es lo que una organización dice de sí. Quién es, solo lo dice la clave.
admin-fact-they-used = Evaluaron aquí
admin-fact-we-used = Evaluamos allí
admin-chunks = { $used } de { $granted } bloques
admin-key-whole = La clave entera
admin-key-head = Anuncia una clave nueva
admin-key-from = Sustituye a la actual:
admin-key-confirmed = La confirmaste. Los puentes siguen como están.
admin-key-compare = Llama a su administración a un número que ya tuvieras. Deben leerte estas seis palabras:
admin-key-differ = Si las palabras no coinciden, la anunció otra persona: termina la conexión. Lo que no confirmas no cambia nada.
admin-key-digits = Las ocho primeras cifras de la clave nueva, como te las lean
admin-key-confirm = Las palabras coinciden: confirmar
admin-confirm-head = ¿Conectar las dos organizaciones?
admin-confirm-compare = Pide su clave por teléfono a su administración. Debe ser esta:
admin-confirm-no = Si rechazas, no se envía nada: verán lo mismo que ahora.
admin-confirm = Confirmar
admin-refuse = Rechazar
admin-rule-head = Lo que cruza
admin-rule-what = En las dos direcciones. La otra parte no lo sabe: lo que no cruza parece una pregunta que no encontró a nadie.
admin-rule-audience = Las preguntas de quién
admin-audience-own = solo las de las dos organizaciones
admin-audience-relayed = también las que pasa cualquiera de las dos
admin-rule-kinds = Qué preguntas
admin-rule-set = Cambiar
admin-peer-end-head = Terminar esta conexión
admin-peer-end-bridges = Terminan los puentes entre tus miembros y los suyos, y las solicitudes que iban por ellos.
admin-peer-end-told = Su nodo sabe que ha terminado, y no por qué.
admin-peer-end-again = Las dos pueden conectarse de nuevo con otro código. Los puentes no vuelven.
admin-peer-end = Terminar la conexión

# Normas
admin-policy-lead = Lo que atiende tu nodo. Cualquier miembro puede leerlo; otras organizaciones no lo distinguen de una pregunta que no encontró a nadie.
admin-policy-kinds = Tipos de pregunta
admin-policy-kinds-what = A un miembro que pregunta otra cosa se le dice. Las preguntas ajenas de otro tipo no llegan aquí a nadie.
admin-policy-attributes = Lo que una pregunta puede nombrar en claro
admin-policy-attributes-what = Lo puede leer cada nodo al que llega la pregunta.
admin-attribute-topic = Temas
admin-attribute-org = Organizaciones
admin-attribute-role = Funciones
admin-attribute-region = Regiones
admin-policy-kept = Cuánto se guardan las cosas, en días
admin-policy-asks = Peticiones terminadas y sus respuestas
admin-policy-ledger = Los registros de los miembros sobre lo que salió de ellos
admin-policy-appraisals = Referencias
admin-policy-with = Solo con el permiso de la persona candidata
admin-policy-without = Sin él, por una razón legal
admin-policy-without-what = Los miembros leen la razón. Ninguna otra organización abre una carta sobre una persona candidata sin permiso.
admin-policy-reason = La razón, donde haga falta
admin-policy-sees = Los miembros ven el cambio la próxima vez que miren. Lo que ya espera se queda. Lo que se guarda de más se borra poco después.
admin-policy-set = Fijar estas normas
admin-blocked-head = Organizaciones que no se atienden
admin-blocked-what = Sus preguntas se reciben y no llegan a nadie. No lo saben. La conexión sigue como está.
admin-block-peer = Una organización asociada
admin-block-none = ninguna de estas
admin-block-key = Una organización, por su clave entera
admin-block = No atender más
admin-unblock = Volver a atender
admin-unblock-org = Volver a atender a { $org }

# Ajustes
admin-settings-lead = Están en vigor desde que arrancó el nodo. Se cambian en el archivo node.toml y cuentan en el próximo arranque. No hay entre ellos ninguna clave ni contraseña.
admin-setting-empty = vacío

# Hecho y rechazado
admin-done-ended = La membresía ha terminado. Sus dispositivos se rechazan.
admin-done-stopped = Parado. Ese enlace no deja entrar a nadie.
admin-done-joined = Tu nodo llama al suyo. Falta que su administración confirme.
admin-done-confirmed = Conectadas. Los miembros ya pueden tender puentes.
admin-done-new-key = Confirmada. La clave nueva valdrá desde su día.
admin-done-peer-ended = La conexión ha terminado.
admin-done-rule = Esto es lo que cruza desde ahora.
admin-done-policy = Estas son las normas desde ahora.
admin-done-blocked = Ya no se atiende. No lo saben.
admin-done-unblocked = Se atiende de nuevo.
admin-refused-policy = Estas normas no son posibles.
admin-refused-peer = No hay ninguna organización así conectada ni a la espera.
admin-refused-connected = Las dos organizaciones ya están conectadas.
admin-refused-own-token = Este código es de tu propia organización.
admin-refused-expired = El plazo de este código ha pasado.
admin-refused-member = Nadie aquí tiene esa clave, o no hay nada suyo en curso.
admin-refused-full = El nodo guarda ya todo lo que puede de eso.
admin-next-peers = Mira la lista de organizaciones: quizá se decidió entretanto.
admin-next-token = Pide otro código a la otra administración, o dale el tuyo.
admin-next-members = Mira la lista de miembros: quizá ya se hizo.
admin-next-full = Quita algo antes.
admin-links-count = { $count ->
    [one] Un enlace sin usar
   *[other] { $count } enlaces sin usar
}
admin-tokens-count = { $count ->
    [one] Un código sin usar
   *[other] { $count } códigos sin usar
}
admin-withdraw = Retirar
admin-withdraw-whose = Retirar: { $name }
admin-done-withdrawn = Retirado. Para tu nodo, quien lo tenga es alguien desconocido.
admin-refused-invite = Ese enlace o ese código ya no está abierto: se usó, se retiró o se acabó su tiempo.
