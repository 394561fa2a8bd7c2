# Preguntar, en tres pasos
ask-title = Preguntar
back-ask = Volver a lo que necesitas
ask-step-1 = Paso 1 de 3
ask-step-2 = Paso 2 de 3
ask-step-3 = Paso 3 de 3
ask-what = ¿Qué necesitas?
ask-means-introduction = Alguien te pone en contacto con una persona. Quien la conoce habla con ella.
ask-means-intelligence = Alguien te cuenta lo que sabe, por ejemplo cómo decide una fundación. No se habla con la persona de quien se trata.
ask-means-influence = Alguien habla en tu favor ante una persona o una organización.
ask-means-appraisal = Alguien que trabajó con una candidata o un candidato te cuenta cómo fue. Esa persona tiene que haberlo permitido.
ask-means-opportunity = Pasas a mano, de persona a persona, un empleo o una convocatoria. No se busca a nadie.
ask-needs-permission = Necesita el permiso de la persona candidata
ask-permission-where = De todo esto, solo una valoración necesita permiso. Se escribe, y una oportunidad se envía, en
ask-alerts = Avisos y permisos
ask-appraisal-how = Una valoración lleva el permiso de la persona candidata, que solo puede guardar un dispositivo con tu clave. Hacen falta scripts y la clave de este navegador, o la línea de comandos:
ask-begun-head = Empezaste a preguntar
ask-begun = No se envió. Solo lo guarda este navegador.
ask-begun-on = Seguir con ello
ask-begun-drop = Descartarlo
ask-restored = Esto es lo que empezaste en este navegador. No se envió.
ask-anew = Empezar de nuevo
ask-unreachable = No se puede llegar al nodo. Lo que escribiste sigue en este navegador; no se envió nada. Prueba dentro de un rato.

ask-whom = ¿A quién buscas?
ask-for = Cómo se le encuentra
ask-for-hint = Un correo, un teléfono, una página de perfil, un ORCID iD, un nombre como Jane Doe at Foundation F, o el dominio de una organización.
ask-for-2 = Segunda forma
ask-for-3 = Tercera forma
ask-for-4 = Cuarta forma
ask-more-handles = Otras formas de encontrarle
ask-more-handles-hint = Hasta cuatro para la misma persona u organización. Basta con que una coincida.
ask-about-alone = O di qué tiene, sea quien sea
ask-about-beside = Di también qué tiene
ask-about-care = Cada organización a la que llegue la pregunta puede leer estas palabras. No nombres a nadie aquí.
ask-topic = Tema
ask-topic-hint = Por ejemplo agua, o vivienda social. Varios, con comas.
ask-role = Función
ask-role-hint = Por ejemplo responsable de programas.
ask-region = Región
ask-region-hint = Las dos letras de un país, como KE, o una parte, como DE-BY.
ask-org = Organización
ask-org-hint = Su dominio, como example.org.
ask-how-long = Cuánto tiempo, y a quién no debe llegar
ask-until = Buscar durante
ask-again = Volver a preguntar cuando tu organización llegue más lejos
ask-again-never = No
ask-days = { $days ->
    [one] Un día
   *[other] { $days } días
}
ask-avoid = Evitar organizaciones
ask-avoid-hint = Sus dominios, hasta ocho, con comas. Sus nodos no reciben la pregunta.
ask-employer = La organización que emplea ahora a la persona candidata
ask-no-employer = Ahora mismo nadie la emplea
ask-permission = El permiso de la persona candidata
ask-permission-hint = Pega aquí su enlace o su texto. Va en la carta, y nadie del camino lo lee.
ask-retain = Las cartas y respuestas se borran después de
ask-employer-missing = Di quién emplea ahora a la persona candidata, para que no le llegue, o que nadie la emplea.
ask-next = Siguiente: quién ve qué
ask-look = Qué verá cada persona
ask-write-now = Si quieres, escribe ya tu carta
ask-write-now-hint = Se queda en este navegador hasta que se ofrezca un camino y la envíes.
ask-send = Preguntar
ask-change = Cambiar algo

ask-is-email = Correo { $handle }
ask-is-phone = Teléfono { $handle }
ask-is-url = Página { $handle }
ask-is-orcid = ORCID iD { $handle }
ask-is-org = La organización { $handle }
ask-is-name = Un nombre: { $handle }. Quien conozca a alguien que se llame así lo comprueba antes de ayudar.
ask-not-known = Eso no es un correo, número, página ni dominio. Un nombre necesita una organización: Jane Doe at Foundation F.
ask-not-email = Un correo tiene la forma nombre@example.org.
ask-not-phone = Un teléfono tiene de 7 a 15 cifras.
ask-not-country = Aquí un teléfono empieza con + y su país.
ask-not-url = Una página tiene la forma example.org/nombre.
ask-not-orcid = Un ORCID iD tiene 16 signos; alguno de estos no es correcto.
ask-not-org = Una organización se nombra por su dominio, como example.org.
ask-not-name = Un nombre tiene dos palabras o más, y una organización: Jane Doe at Foundation F.
ask-not-short = Es más largo de lo que se puede buscar.
ask-not-word = Una palabra o unas pocas, con letras y cifras.
ask-not-region = Dos letras de un país, como KE, o una parte, como DE-BY.
ask-fault-nobody = Di a quién buscas: basta una forma de encontrarle.
ask-fault-many = Son más palabras de las que lleva una pregunta. Ocho como mucho.
ask-fault-organisation = Esto trata de una persona, no de una organización.
ask-fault-about = Para esto, nombra a una persona o una organización. Lo que tiene no basta por sí solo.
ask-fault-avoid = Son más de ocho organizaciones.
refused-ask-many = Tienes tantas peticiones abiertas como puede tener un miembro.
next-ask-many = Cierra una que ya no necesites y vuelve a preguntar.
refused-ask-date = Una petición termina después de ahora y dentro de catorce días.

# Quién ve qué de una petición
sees-reached = Las organizaciones a las que llega la pregunta
sees-knows = Quien podría ayudar
sees-sought = A quien buscas
sees-avoided = Las organizaciones que evitas
sees-else = Todas las demás personas
sees-else-what = nada.
sees-ask-node = a quién buscas, para qué y cuánto tiempo. Queda en tu registro.
sees-ask-reached = el nombre de tu organización, para qué y cuánto tiempo. Ni a ti ni a quien nombraste.
sees-ask-knows = un contacto suyo, el nombre de tu organización y para qué. A ti, solo con tu carta, cuando ya dijo que podría ayudar.
sees-ask-sought = nada, salvo que sea miembro y se deje encontrar: entonces se le pregunta como a quien podría ayudar. Quien responda puede hablarle.
sees-ask-avoided = nada: sus nodos no reciben la pregunta.
done-asked = Preguntado. Busca hasta su fecha, y lo que llegue estará aquí.
done-requested = Enviado. Cada persona del camino decide por sí misma.
done-answer = Llegó una respuesta, y toda su cadena es válida.

# Una carta por un camino
path-first = Primera persona del camino: { $name }
path-straight = Directo a { $name }
path-same = Otro camino hasta la persona del camino { $number }, por si ese queda en silencio.
path-letter-waits = Se encontró por una descripción: tu carta le sigue solo cuando haya respondido.
path-take = Enviarla por este camino
path-several = Hasta tres caminos: el siguiente se intenta a su tiempo, salvo que antes llegue una respuesta.
path-send = Firmar y enviar
request-nowhere = Elige antes un camino.
request-nothing = Escribe antes una carta: es lo que leen para decidir.
request-trouble = No se pudo hacer. Lo que escribiste sigue en este navegador.
sees-further = Quien venga después en el camino
sees-answers = Quien respondería
sees-request-node = tu nota y por qué camino va. No la carta.
sees-request-first = tu nota, y que viene de ti. No la carta.
sees-request-further = tu nota, el nombre de tu organización y quién se la pasa. Ni a ti ni la carta.
sees-request-answers = tu nota, y la carta con tu tarjeta, sellada solo para esa persona.
letter-begin = Empieza con un ejemplo
letter-to-funder = A un financiador
letter-to-board = Para el patronato
letter-to-trainer = A quien forme
letter-to-partner = A un socio
letter-note = Una nota para todas las personas del camino
letter-note-hint = Por qué preguntas, en una o dos frases.
letter-text = Tu carta
letter-text-hint = Solo puede abrirla quien respondería. Tu tarjeta va con ella.
letter-over = Es más largo de lo que se puede enviar. Quita al menos tantos signos:
letter-funder-note = Buscamos un primer financiador para [lo que hacemos], y nos gustaría saber si encaja en sus planes.
letter-funder =
    Estimada persona:
    somos [quiénes somos] y nos dedicamos a [qué] en [dónde].
    Para [qué] buscamos [cuánto] hasta [cuándo].
    ¿Tendrías media hora para decirnos si encaja en lo que financiáis y, si no, quién podría?
    Un saludo cordial
letter-board-note = Buscamos para nuestro patronato a alguien que conozca [campo], y querríamos una primera charla sin compromiso.
letter-board =
    Estimada persona:
    somos [quiénes somos]. Nuestro patronato se reúne [cada cuánto] y busca a alguien que conozca [campo].
    No es remunerado, y pide más o menos [cuánto tiempo].
    ¿Te gustaría saber más con un café, sin compromiso?
    Un saludo cordial
letter-trainer-note = Buscamos a alguien que enseñe [qué] a [cuántas personas], en [dónde].
letter-trainer =
    Estimada persona:
    a [cuántas] personas de nuestro equipo les gustaría aprender [qué]. Pensamos en [cuánto tiempo], en [cuándo], en [dónde].
    ¿Podrías hacerlo, o conoces a alguien? ¿Cuánto costaría?
    Un saludo cordial
letter-partner-note = Preparamos una solicitud para [convocatoria], y buscamos un socio que aporte [qué].
letter-partner =
    Estimada persona:
    preparamos una solicitud para [convocatoria], que vence el [cuándo]. Nuestra parte es [qué]; buscamos a quien aporte [qué].
    ¿Te imaginas presentarla juntos? Una primera charla de media hora nos ayudaría a ambas partes.
    Un saludo cordial

# Respuestas y seguir
answers-head = { $count ->
    [one] Una respuesta
   *[other] { $count } respuestas
}
answer-needs-key = Está sellada para ti. Solo un dispositivo que tenga tu clave puede abrirla y comprobar por dónde vino.
answer-through = A través de
answer-letter-followed = Tu carta le siguió, sellada solo para esa persona.
answer-kept-until = La carta y la respuesta se borran el
answer-not-forwarded = Es solo para ti: por favor, no la pases.
hand-over-head = Sigue desde aquí
hand-over-hint = Ya os han presentado: escríbele tú. Lo que saques de aquí deja de estar sellado.
hand-over-subject = Nuestra presentación
hand-over-opening = Gracias por tu respuesta. Me gustaría seguir desde aquí.
hand-over-mail = Escribir un correo
hand-over-copy = Copiar
hand-over-share = Compartir
hand-over-copied = Copiado.
