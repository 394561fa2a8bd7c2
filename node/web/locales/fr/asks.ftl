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
