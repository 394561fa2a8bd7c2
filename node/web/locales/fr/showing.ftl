# La page de la démonstration
showing-title = Démonstration
showing-head = Marrow Valley
showing-lead = Des organisations inventées avec de vrais nœuds, tous sur cet ordinateur. Choisissez une histoire, regardez trois personnes côte à côte et dites oui pour celles qui sont sur le chemin.
showing-bar = Commandes
showing-story-1 = Histoire 1 : un premier financement
showing-story-2 = Histoire 2 : un recrutement
showing-play = Continuer
showing-pause = Pause
showing-step = Une étape
showing-end = Jusqu’à la fin
showing-approve-myself = Dire moi-même chaque oui
showing-let-them = Les laisser dire oui
showing-no-scripts = Les scripts sont désactivés : la page change quand on la recharge.
showing-look-again = Regarder à nouveau
showing-setting-up = Les nœuds démarrent, leurs membres rejoignent et disent qui ils connaissent. Cela prend un moment.
showing-your-turn = À vous d’approuver, en tant que { $name }.
showing-asks = demande
showing-on-the-way = sur le chemin
showing-knows = connaît
showing-will-say = Dit en même temps
showing-so-far = Ce qui s’est passé
showing-messages = { $count ->
    [one] Un message entre nœuds
   *[other] { $count } messages entre nœuds
}
showing-messages-hint = Chacun tel qu’il est arrivé, avec tout ce que ce nœud en a appris. Aucun ne dit qui la question cherche à un nœud qui ne connaît pas déjà cette personne.
showing-bytes = { $count } octets
showing-learned = { $org } a appris : { $what }.
showing-ending = Comment cela a fini
showing-introduced = Mise en relation faite : toutes les signatures du chemin sont valables.
showing-appraised = Référence donnée : toutes les signatures du chemin sont valables, et le nœud de l’employeur n’a vu aucun message de la question.
showing-failed = L’histoire n’a pas pu aller à son terme : { $trouble }. Il n’en reste rien sur cet ordinateur ; recommencez-la.
showing-answer = La réponse, telle que l’appareil de qui demande l’a ouverte
showing-cards = Avec les cartes de
showing-nothing = Rien n’attend ici.
showing-foot = Cette page vient de cet ordinateur. Elle ne charge rien d’ailleurs.
showing-ledger = Ce qui est sorti au sujet de { $name }
