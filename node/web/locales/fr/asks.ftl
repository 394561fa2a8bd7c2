# Mes demandes
asks-empty = Vous n’avez encore cherché personne.
ask-new = Chercher quelqu’un
state-waiting = En attente
state-path-offered = Chemin offert
state-in-progress = En cours
state-introduced = Mise en relation faite
state-closed = Close
means-waiting = Rien n’est venu jusqu’ici. La recherche dure jusqu’à sa date.
means-path-offered = Quelqu’un pourrait aider. Écrivez, et chaque personne du chemin sera priée de dire oui.
means-in-progress = Votre requête est en route. Chacun peut prendre son temps.
means-introduced = Une réponse est venue, et toutes les personnes du chemin ont dit oui.
means-closed = C’est terminé.
fact-kind = Pour
fact-asked = Demandé
fact-until = Jusqu’à
fact-afterwards = Ensuite
fact-deleted = Effacé
fact-in-clear = Lisible
ask-keeps-looking = demandé à nouveau quand votre organisation va plus loin
ask-in-clear = les mots ci-dessus, par chaque organisation que la question atteint
paths-head = { $count ->
    [one] Un chemin
   *[other] { $count } chemins
}
path-steps = { $steps ->
    [one] À une étape
   *[other] À { $steps } étapes
}
path-strength = Le lien le plus faible du chemin : { $strength }
path-word = Quelqu’un là-bas écrit
path-leaves = Une requête attend de le suivre :
path-used = Une requête l’a suivi.
path-write = Écrire
ask-close-head = Plus nécessaire ?
ask-close-what = La clore met fin à la question et retire ses requêtes. Qui elles attendaient ne les voit plus.
ask-close = Clore cette demande
ask-changed = Du nouveau est arrivé pour cette demande.
led-to-head = À quoi cela a-t-il mené ?
led-to-hint = Pour vous seul : ce navigateur le scelle, et personne n’est prévenu. Votre nœud le garde aussi longtemps que la demande, et ne peut pas le lire.
led-to-some = Commencer par l’un de ces mots
led-to-meeting = Une rencontre
led-to-funding = Un financement
led-to-advice = Un conseil
led-to-partner = Un travail commun
led-to-nothing = Rien pour le moment
led-to-label = Cela a mené à
led-to-keep = Garder
thanks-head = Dire merci
thanks-hint = Ces personnes ont aidé et ne savent pas ce qu’il en est advenu. Le courriel va de vous à elles, sans passer par stn.
thanks-subject = Merci
thanks-opening = Merci d’avoir aidé ma demande. Cela a compté, et j’aimerais vous raconter la suite.
thanks-to = Remercier { $name }
led-to-needs-key = Votre clé le scelle. Cela demande des scripts et la clé de ce navigateur, ou la ligne de commande :
