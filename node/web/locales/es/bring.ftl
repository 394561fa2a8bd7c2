# Traer personas, a mano y de archivos, y hasta dónde se llega
people-before = Los 100 anteriores
people-behind = Los 100 siguientes
done-brought = Anotado, con fecha de hoy. Nadie se ha enterado.
done-edited = Cambiado. Cuánto la conoces, y desde cuándo lo dices, queda igual.
done-noted = Tu nota queda guardada y sellada.
done-import-undone = Deshecho. Quienes trajo ya no están y lo que cambió vuelve a ser como antes. Lo que cambiaste tú después se queda.
refused-full = Son más personas de las que puede tener un miembro, o de las que un archivo puede traer a la vez.
refused-handle = No hay nada por lo que encontrar a la persona, o hay demasiado.
refused-import = Este archivo cambia a más personas tuyas de las que se pueden deshacer a la vez.
refused-import-gone = Ese archivo ya no se puede deshacer: solo los ocho más recientes.
bring-back = Volver
bring-edit = Cambiar nombre, lugar o direcciones
note-label = Solo para ti
note-hint = Este navegador la sella antes de guardarla. Nadie más puede leerla, tampoco quien administra el nodo.
note-keep = Guardar la nota
note-needs-key = Una nota se sella con tu clave. Para eso hacen falta scripts y un navegador que se haya unido.
note-trouble = No ha funcionado. No se ha cambiado nada. Vuelve a cargar la página.
hand-title = Traer a una persona
hand-edit-title = Cambiar lo que anotaste
hand-lead = Alguien que conoces, y cómo se le encuentra. No se escribe a nadie.
hand-name = Su nombre
hand-org = Organización
hand-role = Qué hace allí
hand-handles = Se encuentra por
hand-handles-hint = Correos, números o páginas de perfil, uno por línea. Vacío: por nombre y organización.
hand-sees = Solo tú ves lo que anotas aquí. Una pregunta que encaje la encuentra a través de ti, hasta donde tú permitas, sin nombre.
hand-bring = Anotar, con fecha de hoy
hand-set = Cambiar
hand-kept = No se ha anotado nada. Lo que escribiste sigue aquí.
hand-other = Ver a esa persona
hand-unfit-name = Hace falta un nombre, y ningún texto puede pasar de 200 signos.
hand-unfit-strength = Di cuánto os conocéis.
hand-unfit-nothing = No hay nada por lo que encontrarla: escribe un correo, un número o una página, o una organización junto a un nombre completo.
hand-unfit-handle = «{ $text }» no es un correo, un número ni una página. Un número necesita su país, como +34.
hand-unfit-many = Son más de 32 formas de encontrar a alguien.
hand-question = A { $name } también se le encuentra por uno de estos. Si son la misma persona, añade allí el resto; si no, quita aquí esa dirección.
hand-suppressed = Esta persona no quiere figurar como contacto de nadie aquí.
reach-title = Mi alcance
reach-lead = Cuántas personas distintas se pueden encontrar desde ti, paso a paso. Solo números: no se nombra a nadie.
reach-drawn = Tres anillos a tu alrededor. Sus números están en la tabla.
reach-table = Lo mismo en números
reach-who = Hasta
reach-people = Personas
reach-one = un paso: a quienes conoces
reach-two = dos pasos: con tus colegas
reach-three = tres pasos: con los suyos
reach-partners = { $count ->
    [one] una organización conectada
   *[other] { $count } organizaciones conectadas
}
reach-up-to = hasta { $number }
reach-difference = La diferencia que hacen los demás
reach-alone = { $count ->
    [one] Por tu cuenta llegas a una persona.
   *[other] Por tu cuenta llegas a { $count } personas.
}
reach-colleagues-add = { $colleagues ->
    [one] El colega en quien confías suma { $more }.
   *[other] Los { $colleagues } colegas en quienes confías suman { $more }.
}
reach-partners-add = { $partners ->
    [one] La organización conectada conoce hasta a { $more }.
   *[other] Las { $partners } organizaciones conectadas conocen hasta a { $more }.
}
reach-no-colleague = Aún no has dicho en qué colegas confías. Valora a uno en la página de personas y se abre el segundo anillo.
reach-at-least = No se ha contado todo: los números son el mínimo.
reach-foot = Las personas de tus colegas cuentan donde ellos dejan que se responda a colegas sin preguntarles. Lo que conocen las organizaciones es un orden de magnitud, redondeado hacia arriba.
import-title = Traer personas de un archivo
import-needs-scripts = Los scripts están desactivados en este navegador. Leer un archivo aquí los necesita, porque el archivo no sale de este dispositivo. Puedes traer personas una a una sin ellos.
import-trouble = No ha funcionado. Tus valoraciones están a salvo en este dispositivo. Inténtalo de nuevo en un rato.
import-lead = Elige un archivo de contactos, di cuánto conoces a cada cual y trae solo a esas personas. Nunca se escribe a nadie del archivo.
import-choose-head = Elige el archivo
import-file = Un archivo con contactos
import-file-hint = Connections.csv de LinkedIn o su archivo comprimido, un CSV de Google, Outlook o Thunderbird, o tarjetas de contacto (.vcf).
import-stays = Se lee en este navegador. Nada sale de este dispositivo antes de que valores a alguien y lo envíes.
import-how-head = ¿Cómo consigo un archivo así?
import-linkedin-1 = Abre Ajustes, Privacidad de los datos, Obtener una copia de tus datos.
import-linkedin-2 = Marca solo Contactos y pide el archivo.
import-linkedin-3 = Llega un correo en unos minutos, a veces en un día. Elige aquí su archivo tal como llegó.
import-others = Google: contacts.google.com, Exportar, CSV de Google. Outlook: Contactos, Administrar, Exportar. Un teléfono: comparte los contactos como archivo .vcf.
import-wait-head = LinkedIn todavía prepara el mío
import-wait = Aprovecha los minutos: trae a las tres personas a las que llamarías primero y di en qué colegas confías. Cada una abre un camino al momento.
import-wait-colleagues = Mis colegas
import-groups-head = Por dónde empezar
import-groups = Toma un grupo de una vez, o uno a uno. Para cuando quieras: este dispositivo lo recuerda y no envía nada por su cuenta.
import-rated = Valoradas:
import-left = Quedan:
import-sees = Solo se envían las personas que valoraste, a tu propio nodo. Ningún colega ni otra organización ve la lista. Cuando encaja la pregunta de un colega, sale una oferta sin nombre; cuando encaja la de otra organización, se te pregunta antes.
import-send = Traer a las personas que valoré
import-undo = Deshacer
import-away = Retirar el archivo
import-groups-again = Volver a los grupos
import-together = Desmarca a quienes no encajan: quedan para valorarlas una a una.
import-together-who = Quién está en él
import-together-ask = ¿Cuánto conoces a las personas marcadas?
import-ask = ¿Cuánto conoces a { $name }?
import-since = en contacto desde { $day }
import-said = Dijiste: { $word }
import-mixed = Este nombre mezcla letras de varios alfabetos. Mira dos veces si es quien parece.
import-skip = Dejar fuera
import-later = Más tarde
import-before = La anterior
import-keys = Con teclado: del 1 al 5 para los botones, flechas para moverte, u para deshacer. Lo que digas lleva la fecha de hoy.
import-done-head = Ya están
import-new = Nuevas
import-updated = Ya conocidas
import-not = Sin anotar
import-not-why = Estas no se han anotado, y no se ha guardado nada de ellas:
import-question = se encuentra por lo mismo que { $name }: si son la misma persona, añádelo allí
import-suppressed = no quiere figurar como contacto aquí
import-nothing = el archivo no tiene correo, número ni organización por los que encontrarla
import-see = Ver a mis personas
import-another = Otro archivo
import-group-partner = En { $org }, conectada con la tuya
import-group-recent = Las más recientes
import-group-org = En { $org }
import-group-rest = Todas las demás
import-all-at-once = Todas de una vez
import-one-by-one = Una a una
import-to-rate = por valorar:
import-earlier-head = Archivos que trajiste
import-earlier = { $source }: { $added } nuevas, { $changed } cambiadas
import-undo-what = Deshacer quita a quienes trajo el archivo. Lo que cambiaste tú después se queda.
import-undo-all = Deshacerlo todo
import-too-large = El archivo pasa de 64 MiB. No se ha guardado ni enviado nada. Exporta los contactos sin fotos o tráelos por partes.
import-empty = El archivo está vacío. No se ha guardado ni enviado nada. Exporta los contactos de nuevo.
import-archive = Es un archivo comprimido que no es ZIP. No se ha guardado ni enviado nada. Descomprímelo y elige el archivo con los contactos.
import-no-connections = El archivo comprimido no contiene Connections.csv. No se ha guardado ni enviado nada. Pide a LinkedIn una copia con Contactos marcado; si es otro, descomprímelo y elige el archivo con los contactos.
import-archive-broken = El archivo comprimido no se puede abrir aquí: está cortado o cerrado, o por dentro es mucho mayor que por fuera. No se ha guardado ni enviado nada. Descárgalo de nuevo, o descomprímelo y elige Connections.csv.
import-spreadsheet = Es una hoja de cálculo. No se ha guardado ni enviado nada. Guárdala como CSV (UTF-8), o elige la exportación tal como se descargó.
import-web-page = Es una página web, quizá una para iniciar sesión. No se ha guardado ni enviado nada. Descarga el archivo de nuevo.
import-other = No contiene contactos que se puedan leer. No se ha guardado ni enviado nada. Elige la exportación tal como llegó. Una tabla necesita una fila de nombres de columna, como Nombre y Apellidos.
import-too-many = El archivo tiene más de 200 000 filas. No se ha guardado ni enviado nada. Divídelo y deja la fila de nombres de columna en cada parte.
import-line = Algo está roto en lo que empieza en la línea { $line }; probablemente falta una comilla. No se ha guardado ni enviado nada. Descarga el archivo de nuevo o arregla esa línea.
import-nobody = No hay nadie con nombre, correo o número. No se ha guardado ni enviado nada. Exporta todos los contactos y no una selección.
