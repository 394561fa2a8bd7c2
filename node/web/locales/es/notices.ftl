# Avisos por correo
notices-title = Avisos por correo
notices-off = El nodo de esta organización no envía correo. Su administración puede cambiarlo.
notices-on = Cuando algo te espera, se envía un correo a { $address }.
notices-code-head = Escribe el código
notices-code-what = Se envían seis cifras a { $address }. Hasta que las escribas aquí no va allí ningún otro correo. Si no llegan en unos minutos, mira en el correo no deseado.
notices-code = Las seis cifras
notices-confirm = Confirmar
notices-sees-head = Lo que verá cada persona
notices-mail = Quien lea tu correo
notices-mail-what = Que algo te espera en el nodo de tu organización y la dirección de tu bandeja. Ningún nombre, a nadie buscado, ni de qué se trata.
notices-server = El servidor de correo de tu organización y el tuyo
notices-server-what = Tu dirección y cuándo llegó algo nuevo.
notices-admin = Tu administración
notices-admin-what = Podría leer tu dirección en la máquina del nodo. Ninguna página se la muestra.
notices-others = Todos los demás
notices-others-what = Nada. Ningún colega ni ninguna otra organización sabe si te avisan por correo.
notices-choose = Dónde y cómo
notices-address = Tu dirección de correo
notices-detail = El correo dice
notices-something = que algo te espera
notices-count = cuántas cosas te esperan
notices-when = Como mucho un correo en el tiempo que fija tu organización, casi siempre un día, para todo lo que llegó entretanto, y ninguno en tus horas de silencio. Su enlace abre tu bandeja y no hace nada.
notices-set = Guardar
notices-end = No más correo
notices-wrong-address = Este nodo no puede usar esa dirección de correo. No se ha cambiado nada.
notices-wrong-code = Ese no es el código. Tras otros cinco tendrás que elegir la dirección de nuevo.
notices-often = Hoy se han enviado tres códigos, que es el máximo. No se ha cambiado nada; prueba mañana.
me-notices = Avisos por correo

# Los correos
mail-subject = Algo te espera en { $org }
mail-waits = Algo te espera en { $org }. Abre tu bandeja:
mail-waits-count = { $count ->
    [one] Una cosa te espera en { $org }. Abre tu bandeja:
   *[other] { $count } cosas te esperan en { $org }. Abre tu bandeja:
}
mail-stop = Tú pediste este correo. En ese sitio, en tu página, puedes pararlo.
mail-code-subject = Tu código para { $org }
mail-code = Alguien de { $org } dio esta dirección para recibir avisos. El código es { $code }. Se escribe aquí:
mail-code-not-you = Si no fuiste tú, no hagas nada: sin el código no llega ningún otro correo.
