# Registre
ledger-head = Ce qui est parti sur vous
ledger-count = { $count ->
    [0] Rien n’est parti de votre nœud sur vous.
    [one] Une chose est partie de votre nœud sur vous. Vous seul le voyez.
   *[other] { $count } choses sont parties de votre nœud sur vous. Vous seul le voyez.
}
ledger-older = { $count ->
    [one] En montrer une plus ancienne
   *[other] En montrer { $count } plus anciennes
}
ledger-back-head = Pour reprendre quelque chose
ledger-back = Un oui permanent : changez à quoi sert le lien, sous Personnes. Une question ou une requête : fermez-la, sous Mes demandes. Un pont : mettez-y fin avec la ligne de commande.
left-asked = Vous avez demandé ({ $kind }). { $partners ->
    [0] La question est restée dans votre organisation.
    [one] La question est allée à une organisation reliée, sans votre nom.
   *[other] La question est allée à { $partners } organisations reliées, sans votre nom.
} { $clear ->
    [0] Rien n’y était lisible.
    [one] Un mot y était lisible par tous ceux qu’elle atteignait.
   *[other] { $clear } mots y étaient lisibles par tous ceux qu’elle atteignait.
}
left-request = Votre requête ({ $kind }) et une lettre scellée sont allées à { $who }, qui a vu qu’elles venaient de vous. Toutes les personnes du chemin pouvaient lire votre note.
left-offer = Vous avez dit oui à { $org }, au sujet de { $name } : une offre est partie. Elle disait à combien d’étapes se trouve quelqu’un et la force du lien le plus faible, sans nommer aucun de vous.
left-offer-standing = Sous votre oui permanent, une offre est allée à { $org }, au sujet de { $name }. Elle disait à combien d’étapes se trouve quelqu’un et la force du lien le plus faible, sans nommer aucun de vous.
left-passed = Vous avez transmis une requête de { $org } à { $who }, qui a vu qu’elle venait de vous. Votre carte ne va à qui a demandé qu’avec une réponse.
left-led = Une requête de { $org } que vous avez transmise a mené à une réponse. Votre carte est revenue avec, scellée pour qui a demandé.
left-answered = Vous avez répondu à une lettre de { $org }, au sujet de { $name }. La réponse et votre carte sont scellées pour qui a demandé.
left-withdrawn = Vous avez retiré une requête ({ $kind }). Qui elle attendait ne la voit plus.
left-bridge = Votre carte et votre certificat sont allés à { $who }, pour établir un pont.
left-bridge-ended = { $who } : son organisation a appris que votre pont est terminé.
left-evaluated = { $count ->
    [one] Une adresse, un numéro ou un profil de vos contacts est allé à { $org } sous une forme que personne là-bas ne peut lire, pour que ses questions puissent les trouver.
   *[other] { $count } adresses, numéros et profils de vos contacts sont allés à { $org } sous une forme que personne là-bas ne peut lire, pour que ses questions puissent les trouver.
}
left-word = Un mot de vous a suivi une requête de { $org }, scellé pour la seule personne à qui il allait.
left-knocked = { $partners ->
    [one] Vous avez frappé à une porte : votre carte, une note et un lien sont en route vers une organisation reliée, lisibles seulement pour qui a cette adresse et se laisse trouver, et pour les deux nœuds.
   *[other] Vous avez frappé à une porte : votre carte, une note et un lien sont en route vers { $partners } organisations reliées, lisibles seulement pour qui a cette adresse et se laisse trouver, et pour les nœuds.
}
left-alert = Une opportunité de vous est allée, en clair et avec votre signature, à { $who }.
left-alert-answered = Vous avez répondu à une opportunité de { $org }. La réponse et votre carte sont scellées pour qui l’a envoyée.
