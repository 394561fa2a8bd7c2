# Las historias de la demostración, paso a paso
story-opens = { $nodes } nodos funcionan en este ordenador y hay { $bridges } puentes tendidos; el nodo de { $off } está apagado.
story-alerts = { $asker } tiene un puesto que cubrir y lo entrega a { $to }.
story-and-to = { $before } y a { $next }
story-hands-on = { $bringers ->
    [1] { $from } lo entrega a { $to }.
   *[other] { $from } lo entrega también a { $to }, que ya lo tiene y lo ve una sola vez.
}
story-answers-alert = { $who } responde, y la respuesta va sellada para quien tiene el puesto que cubrir.
story-judges-alert = El dispositivo de { $asker } abre la respuesta y comprueba a través de quién llegó: { $org } ha encontrado a alguien.
story-permits = { $candidate } firma, en un ordenador de su casa, qué se puede preguntar y a quién; el permiso llega a { $asker } de mano en mano.
story-asks = { $kind ->
    [appraisal] { $asker } pregunta quién ha trabajado con { $name }, sin que llegue a { $org }; a { $endpoint } se le pregunta si se puede decir que le conoce.
   *[introduction] { $asker } pide una presentación con { $name }, y a { $endpoint } se le pregunta si se puede decir que le conoce.
}
story-offers = { $endpoint } permite una oferta; { $asker } ve un camino de { $hops ->
    [one] un paso
   *[other] { $hops } pasos
} que empieza por { $first }, y no quién más está en él.
story-requests = { $asker } firma y envía la solicitud; la carta va sellada.
story-passes-on = { $who } firma la solicitud y la pasa.
story-answers = { $kind ->
    [appraisal] { $endpoint } abre la carta, ve en ella que quien pregunta es { $asker }, lee lo que firmó la persona candidata y responde.
   *[introduction] { $endpoint } abre la carta, ve en ella que quien pregunta es { $asker } y responde.
}
story-judges = El dispositivo de { $asker } comprobó todas las firmas del camino: { $kind ->
    [appraisal] la referencia ha llegado, y se borra cuando quiera quien la escribió.
   *[introduction] la presentación está hecha.
}

# Lo que cada mensaje dijo a quien lo recibió
learned-peer-update = lo que el nodo de { $from } dice de sí mismo: nombre, dominio, direcciones y su clave pública de coincidencias; nada de sus miembros
learned-peer-end = que { $from } termina la conexión; no por qué
learned-bridge-accept = que alguien de { $from } usó un enlace de puente de un miembro propio: su tarjeta y su certificado, tal como los envió
learned-bridge-confirm = que el miembro de { $from } que hizo el enlace de puente está de acuerdo: su tarjeta y su certificado, tal como los envió
learned-bridge-end = que un puente con { $from } terminó; no por qué
learned-cert-update = claves y fechas nuevas de un miembro de { $from } que comparte un puente con la organización; ningún nombre
learned-query = que { $asking } pide { learned-kind }, que la pregunta viene{ $through ->
    [somebody] {" "}a través de { $from },
   *[nobody] {""}
} { learned-over }, cuántos pasos puede dar todavía y lo fuerte que es el vínculo más débil de su camino; { $role ->
    [knowing] a quién busca, solo porque un miembro propio conoce a esa persona y deja que coincidan preguntas así; no quién pregunta
   *[other] no a quién busca, ni quién pregunta
}{ $terms ->
    [some] , ni qué organizaciones evita
   *[none] {""}
}
learned-eval-request = { $role ->
    [asking] que un nodo de { $from }, o de más allá, se prepara para sus preguntas: 480 valores enmascarados, siempre los mismos en número; ni una dirección o un número, ni cuántos son de verdad
   *[other] que un nodo de { $from }, o de más allá, hace evaluar 480 valores enmascarados, siempre los mismos en número; ni una dirección o un número, ni cuántos son de verdad
}
learned-eval-response = 480 valores evaluados por { $from }, que solo sirven al nodo que los enmascaró; no a quién busca o conoce nadie
learned-offer = { $role ->
    [asking] que hay un camino: su longitud, su vínculo más débil hasta donde se sabe, las palabras escritas para esta petición y una clave para una sola carta; no quién ofrece, ni quién está en él más allá del primer puente
   *[other] que a esta pregunta vuelve alguna oferta a través de { $from }; no qué dice, de quién es ni de quién trata
}
learned-request = que llega una solicitud de { $asking } { learned-over }, con la nota y con el consentimiento y la palabra de la persona anterior{ $terms ->
    [some] , además de la huella del permiso de la persona candidata
   *[none] {""}
}; { $role ->
    [knowing] a quién busca ya lo sabía por la oferta de su propio miembro; no la carta, ni quién pregunta
   *[other] no a quién busca, ni la carta, ni si la persona anterior es quien pregunta
}
learned-answer = { $role ->
    [asking] que llegó una respuesta, que solo puede abrir el dispositivo de quien preguntó; no qué dice, quién la escribió, ni quién pasó la solicitud más allá del primer puente
   *[other] que la solicitud tuvo respuesta, de { $from } o de más allá; no qué dice la respuesta, ni a través de cuántas personas
}
learned-alert = una oportunidad de { $asking }, sin sellar, { learned-over }: su texto, su enlace y a quién puede convenir, y el consentimiento y la palabra de la persona anterior; no quién la envió, ni a quién más va
learned-alert-answer = { $role ->
    [asking] que llegó una respuesta, que solo puede abrir el dispositivo de quien preguntó; no qué dice, quién la escribió, ni quién pasó la oportunidad más allá del primer puente
   *[other] que la oportunidad tuvo respuesta, de { $from } o de más allá; no qué dice la respuesta, ni a través de cuántas personas
}
learned-cancel = que la solicitud se retira; no por qué, ni quién lo hace
learned-knock = que alguien de { $from } busca un puente; con quién y de parte de quién, solo si esa persona se deja encontrar e hizo evaluar la dirección a la que se llamó
learned-succession = que { $from } sigue con otra clave, firmada por las dos
learned-word = que alguien del camino dijo algo aparte de solicitud y respuesta; no quién, ni qué
learned-kind = { $kind ->
    [introduction] una presentación
    [intelligence] conocimiento
    [influence] una recomendación
    [appraisal] una referencia
   *[opportunity] personas que encajen
}
learned-over = { $bridges ->
    [0] por un puente
    [1] por el puente entre { $one } y { $other }
   *[other] por el puente entre { $one } y { $other }, además de otros
}

# Por qué una historia no pudo llegar a su final
trouble-of-ground = la demostración no pudo crear un directorio para los datos de sus nodos
trouble-of-node = un nodo no arrancó o no terminó como debía
trouble-of-handle = una dirección de config/demo no se puede leer
trouble-while = mientras { $stage }
trouble-silent = mientras { $stage }: el nodo de un miembro no contestó
trouble-late = mientras { $stage }: no llegó en { $secs } s
trouble-otherwise = la historia no acabó como se cuenta: { $how }
stage-joining = se unían los miembros
stage-knowing = los miembros decían a quién conocen
stage-peering = se conectaban las organizaciones
stage-bridging = se tendían los puentes
stage-warming = los nodos se preparaban para las preguntas de los demás
stage-alerting = el puesto pasaba de mano en mano y tenía respuesta
stage-permitting = se escribía y se firmaba el permiso
stage-asking = salía la pregunta y se preguntaba a quien conoce a la persona
stage-offering = volvía una oferta
stage-requesting = se enviaba la solicitud
stage-passing-on = se pedía a una persona del camino que pasara la solicitud
stage-answering = se abría la carta y se respondía
stage-judging = volvía la respuesta y se comprobaba
stage-reading = se leían los registros
otherwise-path = en el camino hay otras personas que en la historia
otherwise-letter = la carta que se abrió no es la que se escribió
otherwise-answer = la respuesta que llegó no es la que se escribió
otherwise-not-one-answer = no hay exactamente una respuesta
otherwise-not-introduced = el nodo de quien pregunta no muestra la presentación como hecha
otherwise-alert = la oportunidad que llegó no es la que se escribió
otherwise-shown-twice = una oportunidad se mostró dos veces al mismo miembro
otherwise-permission = la carta no traía el permiso que firmó la persona candidata
otherwise-not-kept-away = algo de la referencia llegó a quien no debía llegar
otherwise-request = los consentimientos no son todos para la misma solicitud
otherwise-size = por una conexión pasó un bloque que no mide ni 2048 ni 16384 bytes
otherwise-in-clear = en una conexión se podía leer a quién busca la pregunta o qué dice la carta
otherwise-unreadable = por una conexión pasó un bloque que no se puede leer
otherwise-nobody = los archivos del valle nombran a alguien que no está, o cuyo nodo está apagado
