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
