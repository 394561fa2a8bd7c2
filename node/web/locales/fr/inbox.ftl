# À traiter
inbox-empty = Rien ne vous attend.
inbox-foot = Ce que vous refusez ou laissez de côté a le même aspect pour les autres : le silence.
head-prompt-introduction = { $org } cherche quelqu’un qui puisse les mettre en relation avec { $name }
head-prompt-intelligence = { $org } cherche quelqu’un qui connaisse { $name }
head-prompt-influence = { $org } cherche quelqu’un qui puisse glisser un mot à { $name }
head-prompt-appraisal = { $org } cherche quelqu’un qui ait travaillé avec { $name }
head-prompt-you = Quelqu’un de { $org } vous cherche
head-hop = Transmettre une requête de { $org } ?
head-letter = Une lettre pour vous, au sujet de { $name }
head-letter-you = Une lettre pour vous, de quelqu’un qui vous cherchait
head-bridge-accepted = { $name } a utilisé votre lien de pont
head-bridge-confirmed = { $name } a confirmé votre pont
head-knock = { $name } de { $org } frappe à votre porte
head-knock-broken = Quelqu’un de { $org } frappe à votre porte
head-alert = Une opportunité de { $org }
question-prompt = Pouvons-nous dire que quelqu’un ici connaît cette personne ? Votre nom n’est pas dit.
question-prompt-org = Pouvons-nous dire que quelqu’un ici la connaît ? Votre nom n’est pas dit.
question-prompt-you = Pouvons-nous dire qu’on peut vous joindre ? Votre nom n’est pas dit.
question-hop = Quelqu’un que vous connaissez vous la remet. Avec votre oui, elle va une personne plus loin.
question-letter = Lisez-la, et répondez si vous voulez.
question-bridge = Est-ce la personne que vous connaissez ? Alors établissez le pont.
question-knock-broken = Cet appel n’est pas cohérent et ne peut recevoir de réponse.
question-alert = Cela vous intéresse, ou savez-vous qui cela pourrait intéresser ?
care-by-name = Trouvé par le nom et l’organisation seulement. Ne dites oui que si vous êtes sûr qu’il s’agit de cette personne.
care-by-org = Trouvé par l’organisation.
care-by-attributes = Trouvé par thème, région, fonction ou organisation ; personne n’a été nommé.
care-unverified = Personne ici n’a vérifié que { $org } est bien qui elle dit être.
care-card = La carte est leur propre parole. En cas de doute, demandez par une voie sûre avant de dire oui.
their-card = Comment cette personne se présente
their-note = Écrit à toutes les personnes du chemin
their-word = { $name } ajoute
letter-sealed = La lettre est scellée pour vous
letter-needs-key = Seul un appareil qui a votre clé peut l’ouvrir. Le nœud ne le peut pas.
on-command-line = Avec la ligne de commande :

# Le chemin et qui voit quoi
chain-head = Le chemin suivi
chain-asker = Quelqu’un de { $org }
chain-asks = demande
chain-blank = Non montré
chain-perhaps = peut-être des personnes entre deux ; qui n’a pas dit oui reste en blanc
chain-handed = vous l’a remise
chain-next = la recevrait ensuite
chain-who-answers = qui répondrait ; on ne vous dit pas qui
chain-you = Vous
chain-you-decide = décidez ici
chain-you-choose = à qui vous choisirez de la remettre
chain-sought = de qui il s’agit
sees-head = Ce que verra chaque personne
sees-node = Le nœud de votre organisation
sees-connectors = Toutes les personnes du chemin
sees-chosen = À qui vous la remettez
sees-prompt-asker = à combien d’étapes se trouve quelqu’un, la force du lien le plus faible du chemin, et vos mots ci-dessous. Pas qui vous êtes.
sees-prompt-node = que vous avez dit oui ; cela figure dans votre registre.
sees-hop-next = la note, le mot que vous ajoutez, et que cela vient de vous.
sees-hop-asker = rien pour l’instant. Si une réponse vient, votre carte vient avec.
sees-hop-from = rien. Ni votre oui, ni votre non.
sees-hop-node = que vous l’avez transmise ; cela figure dans votre registre.
sees-letter-asker = votre réponse et votre carte, scellées pour cette seule personne.
sees-letter-connectors = rien de la lettre ni de la réponse ; chacune apprend que son aide a mené à une réponse.
sees-letter-node = que vous avez répondu, pas quoi.
sees-bridge-other = votre carte, et que vous avez dit oui.
sees-bridge-node = que vous êtes reliés, et combien vous vous connaissez.
sees-alert-asker = votre réponse et votre carte, scellées pour cette seule personne, et les cartes de celles qui vous l’ont transmise.
sees-alert-chosen = tout le texte, l’organisation qui demande, et que cela vient de vous.
sees-subject-spoken = rien de ce réseau. Qui répond peut lui parler.
sees-subject-left = rien, et personne ne lui parle.
sees-subject-kept = rien. Cela lui est caché, ainsi qu’à son employeur.
sees-no = Si vous dites non, ou rien
sees-no-what = personne ne voit rien : comme si personne n’avait été trouvé.

# Décider
decide = Décider
yes-allow = Oui, dites-le
yes-pass-on = Oui, transmettre
yes-answer = Répondre
yes-bridge = Oui, établir le pont
no = Non
allow-words = Un mot à qui demande, si vous voulez
allow-hint = Il est lu sans que l’on sache qui l’a écrit. Ne vous nommez pas, ne nommez personne.
needs-key = Un oui se signe avec votre clé. Il faut pour cela des scripts et la clé de ce navigateur, ou la ligne de commande :
needs-key-request = Une requête se signe avec votre clé. Il faut pour cela des scripts et la clé de ce navigateur, ou la ligne de commande :
needs-key-devices = Ajouter ou retirer un appareil se signe avec votre clé. Il faut pour cela des scripts et la clé de ce navigateur, ou la ligne de commande :
later-head = Plus tard
later-none = Cela se termine bientôt et ne peut être remis.
later-days = { $days ->
    [one] Demain
   *[other] Dans { $days } jours
}
mute-head = Ne plus recevoir de telles choses
mute-hint = Cela vaut dès maintenant, pour ce qui vient. Personne ne l’apprend.
mute-what = Qu’est-ce qui ne doit plus venir à vous ?
mute-org = Ce que demande { $org }
mute-contact = Les questions au sujet de { $name }
mute-kind = Les questions de ce genre : { $kind }
mute-month = Pendant 30 jours
mute-always = Pour toujours

# Signer dans le navigateur
pass-words = Un mot pour la personne suivante, si vous voulez
pass-hint = Il est signé par vous, et cette personne lit qu’il est de vous.
answer-words = Votre réponse
answer-hint = Elle va à qui demande et à personne d’autre, avec votre carte, scellée sur cet appareil.
done-passed = Vous l’avez transmise. Vous saurez si elle a mené à une réponse.
done-answered = Votre réponse est en route, scellée pour qui demande.
