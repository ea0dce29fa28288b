// Les questions que le texte de l'API laisse ouvertes, et la décision de ce guide : la page des questions ouvertes en donne
// le texte et la raison. L'outil ig en tire sur quoi repose la réponse qu'il annonce (validate --as-api, --search).

CodeSystem: MESQuestion
Id: mes-question
Title: "Questions ouvertes"
Description: """
Questions auxquelles le texte de l'API ne répond pas, ou répond de deux façons, avec la décision de ce guide. La page des
questions ouvertes donne ce que dit le texte, et la raison de chaque décision.
"""
* ^caseSensitive = true
* ^content = #complete
* ^experimental = false
* insert ProprieteDeclaree(decided-finding, string, [[Clé d'une contrainte, ou nom d'un contrôle de l'outil ig : ce qu'il trouve repose sur la décision]])
* insert ProprieteDeclaree(decided-error, string, [[Code d'une erreur de mes-erreur-api qui repose sur la décision]])
* insert ProprieteDeclaree(decided-request, string, [[Expression FHIRPath sur la requête, vraie quand son acceptation repose sur la décision]])

* #Q1 "Les dépendances déclarées" "Les dépendances sont celles de la configuration, plus hl7.fhir.uv.phd 1.0.0 et hl7.fhir.fr.core 2.1.0, dont le parent 3.2.0 a besoin."
* #Q2 "L'URL de meta.profile" "L'URL du profil est celle que l'API exige, et meta.profile est obligatoire."
* #Q2 insert Propriete(decided-finding, mes-profil)
* #Q3 "L'URL des extensions" "Les URL du tableau."
* #Q4 "fullUrl" "fullUrl est un urn:uuid:, obligatoire pour la mesure ; le lien reste Device/[id]."
* #Q5 "ifNoneExist" "identifier=urn:oid:[OID]|[identifiant], avec l'un des identifiants du dispositif transmis."
* #Q5 insert Propriete(decided-finding, mes-ifnoneexist-identifiant)
* #Q6 "Le corps d'une erreur" "Une OperationOutcome seule, toujours présente pour une erreur 422 ou une requête 400 non valide."
* #Q7 "« 200 Success »" "Le guide garde « 200 Success » dans entry.response.status, tel que l'API l'écrit."
* #Q7 insert Propriete(decided-finding, mes-reponse-statut-texte)
* #Q8 "Un dispositif désigné et non transmis" "La référence n'est exigée que si la transaction contient un dispositif ; désigner un dispositif non transmis est un avertissement."
* #Q8 insert Propriete(decided-finding, mes-dispositif-transmis)
* #Q9 "La valeur" "Une valeur chiffrée est obligatoire, dans la mesure ou, pour la pression artérielle, dans les composants 8480-6 et 8462-4 ; les autres composants sont libres."
* #Q9 insert Propriete(decided-finding, mes-valeur-composants)
* #Q10 "Le tableau de la glycémie" "Le moment pour la glycémie sanguine seule, le nombre de jours pour la glycémie interstitielle et l'indice de gestion, le motif toujours facultatif ; l'unité UCUM mg/dL ; le type de diabète est admis et n'est jamais exigé."
* #Q10 insert Propriete(decided-finding, mes-glycemie-unite)
* #Q11 "meta.source" "Les deux formes sont acceptées, l'OID nu avec un avertissement ; un sous-OID commence par l'OID de la solution suivi d'un point."
* #Q11 insert Propriete(decided-finding, mes-source-urn)
* #Q12 "_include" "Observation:device ; Observation.device est admis, avec un avertissement."
* #Q12 insert Propriete(decided-finding, mes-rech-include-point)
* #Q13 "subject.identifier" "subject.identifier=[OID AssignAuth]|[idPe], système et valeur ; le paramètre est défini par le guide. La valeur seule est admise, avec un avertissement."
* #Q13 insert Propriete(decided-finding, mes-rech-usager-systeme)
* #Q14 "date" "Une borne inférieure (ge ou gt) et une borne supérieure (le ou lt)."
* #Q14 insert Propriete(decided-finding, mes-rech-date)
* #Q15 "MED-969 et MED-972" "La recherche emploie MED-969, comme le tableau ; une mesure porte de préférence les deux codes."
* #Q15 insert Propriete(decided-finding, mes-glycemie-recherche)
* #Q16 "_count de la dernière mesure" "_count=1."
* #Q17 "Deux mesures dans une transaction" "L'erreur est celle d'une transaction qui ne crée pas exactement une mesure."
* #Q17 insert Propriete(decided-finding, mes-mesure-seule)
* #Q18 "L'erreur 401" "Le guide n'impose aucun message."
* #Q19 "La pagination de la dernière mesure" "La réponse a la même forme que les autres, avec total et le lien self."
* #Q20 "La spécialisation de la balance" "Les exemples emploient la spécialisation propre ; la générique est admise."
* #Q21 "Les fautes que rien ne documente" "400 pour un corps illisible, 413 pour un corps trop grand, 422 pour toute autre non-conformité d'une transaction, 400 pour toute autre requête de recherche non valide, sans texte imposé ; un paramètre inconnu est un avertissement."
* #Q21 insert Propriete(decided-error, alimentation-non-conforme)
* #Q21 insert Propriete(decided-error, recherche-non-conforme)
* #Q21 insert Propriete(decided-error, corps-illisible)
* #Q21 insert Propriete(decided-error, corps-trop-grand)
* #Q22 "Le moment en texte seul" "Pour la glycémie, un code du JDV J157, qu'un texte peut accompagner ; le texte seul convient à la pression artérielle et à la fréquence cardiaque, dont les parents ne lient pas cette valeur."
* #Q23 "L'édition des listes de codes" "Celles de 2024 et de 2025, du paquet ans.fr.terminologies 1.4.0 ; un code de 2021 est refusé là où la liste est obligatoire."
* #Q24 "Les extensions d'un éditeur" "N'en pas envoyer : l'outil annonce un refus, comme pour toute non-conformité."
* #Q24 insert Propriete(decided-finding, extension-unknown)
* #Q25 "Les libellés" "N'en pas donner à la catégorie ; un libellé qui n'est pas celui du système de codes est refusé."
* #Q25 insert Propriete(decided-finding, display)
* #Q26 "Une réponse perdue" "Après une réponse perdue, chercher d'abord la mesure sur sa période ; ne renvoyer la transaction, à l'identique, que si elle n'y est pas. ifNoneExist sur une mesure est un avertissement."
* #Q26 insert Propriete(decided-finding, mes-ifnoneexist-mesure)
* #Q27 "Corriger ou supprimer une mesure" "Une mesure se transmet avec le statut final ; les autres statuts que les profils admettent sont acceptés, sans que l'on sache ce que l'API en fait. Une mesure fausse ne se corrige que dans Mon espace santé."
* #Q27 insert Propriete(decided-request, [[entry.resource.where($this is Observation).status.where($this = 'amended' or $this = 'corrected' or $this = 'entered-in-error').exists()]])
* #Q28 "Le message d'une erreur" "L'OperationOutcome ne porte que le texte ; le message est donné à côté du statut. Une erreur qui n'a que son message le porte comme texte."
* #Q29 "Un dispositif sans EUI-64" "Un second identifiant, sous un sous-OID de la solution, que ifNoneExist nomme ; des zéros dans ifNoneExist sont un avertissement."
* #Q29 insert Propriete(decided-finding, mes-ifnoneexist-zeros)
* #Q30 "La casse de Device.id" "Les deux écritures sont admises, les majuscules avec un avertissement."
* #Q30 insert Propriete(decided-finding, mes-dispositif-minuscules)
* #Q31 "Les valeurs invraisemblables" "La mesure est acceptée, avec un avertissement qui dit sa raison et sa source."
* #Q31 insert Propriete(decided-finding, mes-vrai-date)
* #Q31 insert Propriete(decided-finding, mes-vrai-poids)
* #Q31 insert Propriete(decided-finding, mes-vrai-taille)
* #Q31 insert Propriete(decided-finding, mes-vrai-temperature)
* #Q31 insert Propriete(decided-finding, mes-vrai-frequence)
* #Q31 insert Propriete(decided-finding, mes-vrai-pression)
* #Q31 insert Propriete(decided-finding, mes-vrai-pression-ordre)
* #Q31 insert Propriete(decided-finding, mes-vrai-glycemie)
* #Q31 insert Propriete(decided-finding, mes-vrai-pourcentage)
* #Q31 insert Propriete(decided-finding, mes-vrai-douleur)
* #Q31 insert Propriete(decided-finding, mes-vrai-pas)
* #Q31 insert Propriete(decided-finding, mes-vrai-pas-entier)
* #Q31 insert Propriete(decided-finding, mes-vrai-tour-de-taille)
* #Q31 insert Propriete(decided-finding, mes-vrai-perimetre-cranien)
* #Q31 insert Propriete(decided-finding, mes-vrai-comparateur)
* #Q32 "Les recherches qui ne peuvent rien trouver" "Elles sont acceptées, avec un avertissement."
* #Q32 insert Propriete(decided-finding, mes-rech-nombre-zero)
* #Q32 insert Propriete(decided-finding, api-search-date)
