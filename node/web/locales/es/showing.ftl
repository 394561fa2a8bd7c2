# La página de la demostración
showing-title = Demostración
showing-head = Marrow Valley
showing-lead = Organizaciones inventadas con nodos de verdad, todos en este ordenador. Elige una historia, mira a tres personas una al lado de otra y di que sí por quienes están en el camino.
showing-bar = Controles
showing-story-1 = Historia 1: una primera financiadora
showing-story-2 = Historia 2: una contratación
showing-play = Seguir
showing-pause = Pausa
showing-step = Un paso
showing-end = Hasta el final
showing-approve-myself = Quiero dar yo cada sí
showing-let-them = Que digan ellos que sí
showing-no-scripts = Los scripts están desactivados: la página cambia al cargarla de nuevo.
showing-look-again = Mirar otra vez
showing-setting-up = Los nodos arrancan, su gente se une y dice a quién conoce. Tarda un momento.
showing-your-turn = Ahora apruebas tú, como { $name }.
showing-asks = pregunta
showing-on-the-way = en el camino
showing-knows = conoce
showing-will-say = Dice con ello
showing-so-far = Lo que pasó
showing-messages = { $count ->
    [one] Un mensaje entre nodos
   *[other] { $count } mensajes entre nodos
}
showing-messages-hint = Cada uno como llegó, con todo lo que ese nodo supo por él. Ninguno dice a quién busca la pregunta a un nodo que no conozca ya a esa persona.
showing-bytes = { $count } bytes
showing-learned = { $org } supo: { $what }.
showing-ending = Cómo acabó
showing-introduced = Presentación hecha: todas las firmas del camino son válidas.
showing-appraised = Referencia dada: todas las firmas del camino son válidas, y el nodo de la empresa no vio ningún mensaje de la pregunta.
showing-failed = La historia no pudo llegar a su final: { $trouble }. Nada de ella queda en este ordenador; empiézala otra vez.
showing-answer = La respuesta, tal como la abrió el dispositivo de quien preguntó
showing-cards = Con las tarjetas de
showing-nothing = Aquí no espera nada.
showing-foot = Esta página viene de este ordenador. No carga nada de ningún otro sitio.
showing-ledger = Lo que salió sobre { $name }
