# Personas
people-search = Busca por nombre, organización, tema o lugar, aunque lo recuerdes a medias
people-look = Buscar
people-count = { $count ->
    [one] Una persona valorada por ti
   *[other] { $count } personas valoradas por ti
}
people-empty = Aún no has valorado a nadie. Trae personas de un archivo, o una a mano.
people-none = Nadie de los tuyos encaja con eso.
people-more = { $count ->
    [one] Una más.
   *[other] { $count } más. También las encuentras buscando.
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
