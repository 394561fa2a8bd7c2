# Français. Chaque clé figure dans toutes les langues avec les mêmes valeurs ; un test le vérifie.

direction = ltr
skip = Aller au contenu
ways = Principal
foot = Cette page vient du nœud de votre propre organisation. Elle ne charge rien d’ailleurs.
way-inbox = À traiter
way-asks = Demandes
way-people = Personnes
way-ledger = Registre
way-me = Moi
back-inbox = Retour à la liste
back-asks = Retour à mes demandes
back-people = Retour aux personnes
back-me = Retour à Moi

# Ce qui vient d’être fait
done-declined = Refusé. Rien n’a quitté votre nœud, et personne ne l’apprend.
done-snoozed = Remis à plus tard. Personne ne l’apprend.
done-muted = Mis en sourdine. Personne ne l’apprend. Ce qui attend déjà reste.
done-unmuted = Cela peut de nouveau venir à vous.
done-allowed = Une offre part. Elle ne dit pas qui vous êtes.
done-led-to = Gardé, pour vous seul.
done-closed = Close. Ses requêtes sont retirées.
done-policy = Changé. Ce que vous avez dit de votre lien reste.
done-strength = Noté, à la date d’aujourd’hui.
done-forgotten = Oublié.
done-limits = Ce sont vos limites à partir de maintenant.
done-no-go = Retirée de la liste.
done-profile = C’est votre profil à partir de maintenant.
