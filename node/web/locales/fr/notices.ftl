# Les avis par courriel
notices-title = Avis par courriel
notices-off = Le nœud de cette organisation n’envoie pas de courriel. Son administration peut y remédier.
notices-on = Quand quelque chose vous attend, un courriel part vers { $address }.
notices-code-head = Saisissez le code
notices-code-what = Six chiffres partent vers { $address }. Tant que vous ne les avez pas saisis ici, aucun autre courriel n’y va. S’ils n’arrivent pas en quelques minutes, regardez parmi les indésirables.
notices-code = Les six chiffres
notices-confirm = Confirmer
notices-sees-head = Ce que chaque personne verra
notices-mail = Qui lit votre courriel
notices-mail-what = Que quelque chose vous attend au nœud de votre organisation, et l’adresse de votre boîte. Aucun nom, personne de recherché, ni de quoi il s’agit.
notices-server = Le serveur de courriel de votre organisation, et le vôtre
notices-server-what = Votre adresse, et quand du nouveau est arrivé.
notices-admin = Votre administration
notices-admin-what = Pourrait lire votre adresse sur la machine du nœud. Aucune page ne la lui montre.
notices-others = Tous les autres
notices-others-what = Rien. Aucun collègue ni aucune autre organisation n’apprend si vous recevez des avis.
notices-choose = Où et comment
notices-address = Votre adresse de courriel
notices-detail = Un courriel dit
notices-something = que quelque chose attend
notices-count = combien de choses attendent
notices-when = Au plus un courriel dans le délai fixé par votre organisation, le plus souvent un jour, pour tout ce qui est arrivé entre-temps, et aucun pendant vos heures de silence. Son lien ouvre votre boîte et ne fait rien.
notices-set = Enregistrer
notices-end = Plus de courriel
notices-wrong-address = Ce nœud ne peut pas utiliser cette adresse. Rien n’a été changé.
notices-wrong-code = Ce n’est pas le code. Après cinq autres, vous choisirez l’adresse à nouveau.
notices-often = Trois codes ont été envoyés aujourd’hui, c’est le maximum. Rien n’a été changé ; réessayez demain.
me-notices = Avis par courriel

# Les courriels
mail-subject = Quelque chose vous attend à { $org }
mail-waits = Quelque chose vous attend à { $org }. Ouvrez votre boîte :
mail-waits-count = { $count ->
    [one] Une chose vous attend à { $org }. Ouvrez votre boîte :
   *[other] { $count } choses vous attendent à { $org }. Ouvrez votre boîte :
}
mail-stop = Vous avez demandé ce courriel. Sur ce site, dans votre page, vous pouvez l’arrêter.
mail-code-subject = Votre code pour { $org }
mail-code = Quelqu’un de { $org } a donné cette adresse pour des avis. Le code est { $code }. Il se saisit ici :
mail-code-not-you = Si ce n’était pas vous, ne faites rien : sans le code, aucun autre courriel ne vient.
