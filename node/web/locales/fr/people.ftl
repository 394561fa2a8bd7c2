# Personnes
people-search = Chercher par nom, organisation, thème ou lieu, même à moitié retenu
people-look = Chercher
people-count = { $count ->
    [one] Une personne que vous connaissez
   *[other] { $count } personnes que vous connaissez
}
people-empty = Vous n’avez encore donné d’avis sur personne. Apportez des personnes d’un fichier, ou une à la main.
people-none = Personne des vôtres n’y correspond.
people-more = { $count ->
    [one] Une de plus.
   *[other] { $count } de plus. Vous les trouvez aussi en cherchant.
}
people-stale = non confirmé depuis un an
people-foot = Votre liste reste au nœud de votre organisation. Aucun collègue et aucune autre organisation ne la voit.
colleagues-count = { $count ->
    [one] Un collègue
   *[other] { $count } collègues
}
person-stale = Vous l’avez dit pour la dernière fois il y a plus d’un an ; cela compte un degré de moins. Redites-le si cela vaut encore.
fact-strength = Combien
fact-handles = Se trouve par
fact-how = D’où nous nous connaissons
fact-since = Depuis
fact-through = Rencontrés par
fact-topics = Thèmes
fact-regions = Régions
fact-said = Dit
fact-note = Note
note-sealed = scellée ; seul un appareil qui a votre clé peut l’ouvrir
strength-head = Combien vous connaissez-vous ?
strength-question = { $name } et moi
strength-say = Le dire, à la date d’aujourd’hui
policy-head = À quoi ce lien peut servir
policy-audience = Les questions de qui
policy-own-org = Quand la question d’un collègue correspond
policy-beyond = Quand celle d’une autre organisation correspond
policy-kinds = Quelles questions
policy-search = Des questions peuvent passer par ce lien
policy-hint = Quel que soit votre choix : une offre ne nomme personne, et chaque requête attend votre oui.
policy-set = Changer
forget-head = Oublier cette personne
forget-what = Votre nœud efface ce que vous avez noté d’elle. Les questions en cours ne la trouvent plus par vous.
forget = Oublier
