# Mis peticiones
asks-empty = Aún no has preguntado por nadie.
ask-new = Preguntar por alguien
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
ask-changed = Ha llegado algo nuevo para esta petición.
led-to-head = ¿A qué llevó?
led-to-hint = Solo para ti: este navegador lo sella y no se avisa a nadie. Tu nodo lo guarda mientras guarde la petición, y no puede leerlo.
led-to-some = Empieza con una de estas
led-to-meeting = Una reunión
led-to-funding = Financiación
led-to-advice = Consejo
led-to-partner = Trabajar juntos
led-to-nothing = Nada por ahora
led-to-label = Llevó a
led-to-keep = Guardarlo
thanks-head = Da las gracias
thanks-hint = Han ayudado y no saben cómo acabó. El correo va de ti a cada persona, no pasa por stn.
thanks-subject = Gracias
thanks-opening = Gracias por ayudar con mi solicitud. Ha servido, y me gustaría contarte cómo ha ido.
thanks-to = Dar las gracias a { $name }
led-to-needs-key = Se sella con tu clave. Eso necesita scripts y la clave de este navegador, o la línea de comandos:
