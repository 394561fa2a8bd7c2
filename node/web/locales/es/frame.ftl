# Español. Cada clave está en todos los idiomas con los mismos valores; una prueba lo comprueba.

direction = ltr
skip = Ir al contenido
ways = Principal
foot = Esta página viene del nodo de tu propia organización. No carga nada de ningún otro sitio.
way-inbox = Bandeja
way-asks = Peticiones
way-people = Personas
way-ledger = Registro
way-me = Yo
back-inbox = Volver a la bandeja
back-asks = Volver a mis peticiones
back-people = Volver a personas
back-me = Volver a Yo

# Lo que se acaba de hacer
done-declined = Rechazado. Nada salió de tu nodo y nadie se entera.
done-snoozed = Aplazado. Nadie se entera.
done-muted = Silenciado. Nadie se entera. Lo que ya espera se queda.
done-unmuted = Puede volver a llegarte.
done-allowed = Sale una oferta. No dice quién eres.
done-led-to = Guardado, solo para ti.
done-closed = Cerrada. Sus solicitudes se retiran.
done-policy = Cambiado. Lo bien que os conocéis queda como lo dijiste.
done-strength = Anotado, con la fecha de hoy.
done-forgotten = Olvidado.
done-limits = Estos son tus límites desde ahora.
done-no-go = Quitada de la lista.
done-profile = Este es tu perfil desde ahora.
