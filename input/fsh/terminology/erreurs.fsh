// Les erreurs que l'API répond : l'outil ig en tire la réponse qu'il annonce (validate --as-api, --search), et les pages
// leurs tableaux. L'ordre compte : le statut HTTP de la réponse est celui de la première erreur trouvée.

CodeSystem: MESErreurApi
Id: mes-erreur-api
Title: "Erreurs de l'API"
Description: """
Erreurs que l'API répond à une alimentation ou à une recherche : statut HTTP, type et texte de l'erreur, et ce qui la
déclenche. Dans un texte, {{…}} est une expression FHIRPath que la requête remplace par sa valeur.
"""
* ^caseSensitive = true
* ^content = #complete
* ^experimental = false
* insert ProprieteDeclaree(http-status, integer, [[Statut HTTP de la réponse]])
* insert ProprieteDeclaree(reason, string, [[Motif HTTP qui accompagne le statut]])
* insert ProprieteDeclaree(message, string, [[Message de la réponse]])
* insert ProprieteDeclaree(issue-type, string, [[Type de l'erreur : OperationOutcome.issue.code]])
* insert ProprieteDeclaree(diagnostics, string, [[Texte de l'erreur : OperationOutcome.issue.diagnostics]])
* insert ProprieteDeclaree(interaction, string, [[Interaction concernée : transaction ou search-type ; les deux si la propriété est absente]])
* insert ProprieteDeclaree(constraint, string, [[Clé d'une contrainte dont la violation déclenche l'erreur]])
* insert ProprieteDeclaree(covers, string, [[Clé d'une contrainte, ou nom d'un contrôle de l'outil ig, qui dit la même faute avec moins de précision]])
* insert ProprieteDeclaree(element, string, [[Élément en faute, relativement à celui qui porte la contrainte]])
* insert ProprieteDeclaree(condition, string, [[Expression FHIRPath sur la requête, vraie quand l'erreur se produit ; %nom est un fait de la session]])
* insert ProprieteDeclaree(trigger, string, [[Fait constaté sans contrainte : empty-body, unreadable-body, oversized-body, not-conformant]])
* insert ProprieteDeclaree(documented, boolean, [[Faux quand l'API ne documente pas cette réponse]])
* insert ProprieteDeclaree(rule, string, [[Règle du guide]])

// Erreurs de transport : session et corps de la requête

* #access-token "access_token non valide" "Le jeton d'accès est absent, expiré ou non valide. L'API ne documente pas de message."
* insert Transport(access-token, 401, Unauthorized, login, H2)
* insert Propriete(access-token, condition, [[%accessToken != 'valide']])

* #id-token "ID_TOKEN non valide" "Le jeton d'identité n'est pas un JWT valide."
* insert Transport(id-token, 400, Bad Request, security, H1)
* insert Propriete(id-token, message, [[HTTP code 400 : Bad request -> The ID_TOKEN value is not valid (invalid JWT)]])
* insert Propriete(id-token, condition, [[%idToken != 'valide']])

* #conflit-oid "OID en conflit" "L'OID de la solution dans l'ID_TOKEN n'est pas celui que Mon espace santé connaît."
* insert Transport(conflit-oid, 409, Conflict, conflict, H6)
* insert Propriete(conflit-oid, message, [[HTTP code 409 :OID conflict between the one from id_token and the one in the system -> OID different between id_token and ecosystem]])
* insert Propriete(conflit-oid, condition, [[%oid != %oidReference]])

* #consentement "Consentement absent" "L'usager n'a pas consenti à l'alimentation ou à la recherche par cette solution."
* insert Transport(consentement, 403, Forbidden, forbidden, H4)
* insert Propriete(consentement, message, [[Consent not given, access refused.]])
* insert Propriete(consentement, condition, [[%consentement != 'oui']])

* #idpe "idPe d'un autre usager" "L'idPe de la requête n'est pas celui de l'ID_TOKEN."
* insert Transport(idpe, 403, Forbidden, forbidden, H3)
* insert Propriete(idpe, rule, E3)
* insert Propriete(idpe, rule, J3)
* insert Propriete(idpe, message, [[idPe requested do not match authorized idPe.]])
* insert Propriete(idpe, condition, [[(entry.resource.where($this is Observation).subject.identifier.value | parameter.where(name = 'subject.identifier').value.select(split('|').last())).where($this != %idPe).exists()]])

* #bundle-absent "Corps absent" "La requête n'a pas de corps."
* insert Transport(bundle-absent, 400, Bad Request, required, H5)
* insert Propriete(bundle-absent, rule, C1)
* insert Propriete(bundle-absent, interaction, transaction)
* insert Propriete(bundle-absent, message, [[No bundle provided.]])
* insert Propriete(bundle-absent, trigger, empty-body)

* #corps-illisible "Corps illisible" "Le corps n'est pas une ressource FHIR en JSON. L'API ne documente pas sa réponse : un serveur FHIR répond HTTP 400."
* insert Transport(corps-illisible, 400, Bad Request, structure, C1)
* insert Propriete(corps-illisible, interaction, transaction)
* insert Propriete(corps-illisible, trigger, unreadable-body)
* insert NonDocumentee(corps-illisible)

* #corps-trop-grand "Corps trop grand" "Le corps dépasse ce que l'on peut lire. L'API ne documente pas sa limite : HTTP 413 est la réponse prévue par le protocole."
* insert Transport(corps-trop-grand, 413, Payload Too Large, too-costly, C1)
* insert Propriete(corps-trop-grand, interaction, transaction)
* insert Propriete(corps-trop-grand, trigger, oversized-body)
* insert NonDocumentee(corps-trop-grand)

// Alimentation : HTTP 422, la transaction

* #methode-non-admise "Type de ressource ou méthode non admis" "Une entrée fait autre chose que créer une Observation ou un Device."
* insert Refus(methode-non-admise, not-supported, [[Bundle not valid.]], [[Resource of type {{iif(resource.exists(), resource.type().name, request.url.split('/').first())}} is not acceptable with method {{request.method}}.]], I1)
* insert Detectee(methode-non-admise, mes-methode, resource)
* insert Propriete(methode-non-admise, rule, C5)

* #ifnoneexist "ifNoneExist absent ou mal formé" "La création du dispositif n'est pas conditionnée à l'un de ses identifiants."
* insert Refus(ifnoneexist, invalid, [[Bundle not valid.]], [[Device request must have a valid IfNoneExist attribute : identifier={{iif(resource.identifier.where(system.startsWith('urn:oid:') and value.exists()).exists(), resource.identifier.where(system.startsWith('urn:oid:') and value.exists()).first().select(system + '|' + value), 'urn:oid:<OID>|<DEVICE ID>')}}]], I2)
* insert Detectee(ifnoneexist, mes-ifnoneexist, request)
* insert Propriete(ifnoneexist, covers, bdl-3)
* insert Propriete(ifnoneexist, rule, C8)

* #observation-absente "Pas exactement une mesure" "La transaction ne crée pas une et une seule Observation."
* insert Refus(observation-absente, invalid, [[Bundle not valid.]], [[Bundle must contains one observation creation (POST)]], I3)
* insert Detectee(observation-absente, mes-mesure-unique, entry)
* insert Propriete(observation-absente, covers, bdl-3)
* insert Propriete(observation-absente, rule, C3)

// Alimentation : HTTP 422, le lien entre la mesure et le dispositif

* #dispositif-non-reference "Mesure sans référence au dispositif" "La transaction contient un dispositif que la mesure ne référence pas."
* insert Refus(dispositif-non-reference, invalid, [[Observation and Device link not valid.]], [[Observation.device.reference is mandatory.]], I4)
* insert Detectee(dispositif-non-reference, mes-lien-present, entry.resource.device)
* insert Propriete(dispositif-non-reference, rule, E8)

* #lien-dispositif "Référence à un autre dispositif" "La mesure référence un autre dispositif que celui de la transaction."
* insert Refus(lien-dispositif, invalid, [[Observation and Device link not valid.]], [[Observation and device not linked by id (Observation.device.reference <-> Device.id)]], I5)
* insert Detectee(lien-dispositif, mes-lien-dispositif, entry.resource.device)
* insert Propriete(lien-dispositif, rule, E8)

// Alimentation : HTTP 422, la mesure

* #profil-absent "Mesure sans profil" "meta.profile est absent, ou ne nomme aucun des onze profils."
* insert Refus(profil-absent, invalid, [[Observation resource not valid.]], [[Observation must provide meta.profile value.]], I6)
* insert Detectee(profil-absent, mes-profil, meta)
* insert Propriete(profil-absent, rule, E2)

* #source "Source étrangère à la solution" "L'OID de meta.source ne commence pas par celui de la solution authentifiée, arc pour arc."
* insert Refus(source, value, [[Observation resource not valid.]], [[Solution oid contains in Observation.meta.source don't belong to root editor oid ({{%oid}}).]], I7)
* insert Detectee(source, mes-source, meta.source)
* insert Propriete(source, condition, [[entry.resource.where($this is Observation).meta.source.select(iif(startsWith('urn:oid:'), substring(8), $this) + '.').where(startsWith(%oid + '.').not()).exists()]])
* insert Propriete(source, rule, E4)

* #valeur-absente "Mesure sans valeur" "La mesure, ou l'un de ses composants, n'a pas de valeur chiffrée, fût-ce avec un motif d'absence."
* insert Refus(valeur-absente, value, [[Observation resource not valid.]], [[Observation value quantity not provided.]], I8)
* insert Detectee(valeur-absente, mes-valeur, value)
* insert Propriete(valeur-absente, covers, vs-2)
* insert Propriete(valeur-absente, covers, vs-3)
* insert Propriete(valeur-absente, rule, E6)

* #imc "Alimentation d'un IMC" "L'indice de masse corporelle est calculé par Mon espace santé et ne peut être créé."
* insert Refus(imc, not-supported, [[Observation resource not valid.]], [[Bmi observation cannot be created.]], I9)
* insert Detectee(imc, mes-imc, code)
* insert Propriete(imc, rule, E7)

* #usager-absent "Usager non identifié" "subject.identifier est absent ou incomplet."
* insert Refus(usager-absent, invalid, [[Observation resource not valid.]], [[Observation.subject.identifier is mandatory.]], I10)
* insert Detectee(usager-absent, mes-usager, subject)
* insert Propriete(usager-absent, rule, E3)

* #moment-absent "Moment de la mesure absent" "Une glycémie sanguine doit dire à quel moment elle a été mesurée."
* insert Refus(moment-absent, incomplete, [[Observation resource not valid.]], [[Observation.extension.moment is mandatory.]], I11)
* insert Detectee(moment-absent, mes-moment-obligatoire, extension)
* insert Propriete(moment-absent, rule, F3)

* #nombre-de-jours-interdit "Nombre de jours interdit" "Une glycémie sanguine et une HbA1c n'ont pas de nombre de jours."
* insert Refus(nombre-de-jours-interdit, invalid, [[Observation resource not valid.]], [[Observation.extension.numberOfDays cannot be added.]], I12)
* insert Detectee(nombre-de-jours-interdit, mes-jours-interdits, extension)
* insert Propriete(nombre-de-jours-interdit, rule, F3)

* #moment-interdit "Moment de la mesure interdit" "Parmi les indicateurs de glycémie, seule la glycémie sanguine a un moment."
* insert Refus(moment-interdit, invalid, [[Observation resource not valid.]], [[Observation.extension.moment cannot be added.]], I13)
* insert Detectee(moment-interdit, mes-moment-interdit, extension)
* insert Propriete(moment-interdit, rule, F3)

* #nombre-de-jours-absent "Nombre de jours absent" "Une glycémie interstitielle et un indice de gestion doivent dire sur combien de jours ils portent."
* insert Refus(nombre-de-jours-absent, incomplete, [[Observation resource not valid.]], [[Observation.extension.numberOfDays is mandatory.]], I14)
* insert Detectee(nombre-de-jours-absent, mes-jours-obligatoires, extension)
* insert Propriete(nombre-de-jours-absent, rule, F3)

// Alimentation : HTTP 422, le dispositif

* #profil-dispositif-absent "Dispositif sans profil" "Le dispositif ne déclare pas PhdDevice dans meta.profile."
* insert Refus(profil-dispositif-absent, invalid, [[Device resource not valid.]], [[Device must provide meta.profile value.]], I15)
* insert Detectee(profil-dispositif-absent, mes-dispositif-profil, meta)
* insert Propriete(profil-dispositif-absent, covers, reference-profile)
* insert Propriete(profil-dispositif-absent, rule, D1)

* #alimentation-non-conforme "Autre non-conformité" "La transaction, la mesure ou le dispositif n'est pas conforme à son profil, sans qu'une erreur documentée le dise. Le texte n'est pas documenté."
* insert Statut(alimentation-non-conforme, 422, Unprocessable Entity)
* insert Propriete(alimentation-non-conforme, interaction, transaction)
* insert Propriete(alimentation-non-conforme, trigger, not-conformant)
* insert Propriete(alimentation-non-conforme, rule, G4)
* insert Detectee(alimentation-non-conforme, mes-dispositif-unique, entry)
* insert NonDocumentee(alimentation-non-conforme)

// Recherche : HTTP 400

* #taille-de-page "Page trop grande" "_count dépasse le maximum de 100 mesures par page."
* insert RefusRecherche(taille-de-page, [[Maximum page size allowed is 100. Actual : {{parameter.where(name = '_count').value.first()}}]])
* insert Detectee(taille-de-page, mes-rech-taille-page, parameter)
* insert Propriete(taille-de-page, rule, J6)

* #tri "Recherche de la dernière mesure mal formée" "La dernière mesure se demande avec _sort=-date et _count=1."
* insert RefusRecherche(tri, [[Sort parameter must be equals to -date (date DESC) with _count equals to 1 to retrieve last observation]])
* insert Detectee(tri, mes-rech-derniere, parameter)
* insert Propriete(tri, rule, J5)

* #deux-modes "Deux modes de recherche à la fois" "La requête demande à la fois toutes les mesures d'une période et la dernière."
* insert RefusRecherche(deux-modes, [[Paged search and search last cannot be requested concurrently]])
* insert Detectee(deux-modes, mes-rech-deux-modes, parameter)
* insert Propriete(deux-modes, rule, J12)

* #aucun-mode "Aucun mode de recherche" "La requête ne donne ni période ni tri."
* insert RefusRecherche(aucun-mode, [[No search mode detected]])
* insert Detectee(aucun-mode, mes-rech-aucun-mode, parameter)
* insert Propriete(aucun-mode, rule, J12)

* #recherche-non-conforme "Autre requête non valide" "La requête n'est pas conforme, sans qu'une erreur documentée le dise. Le texte n'est pas documenté."
* insert Statut(recherche-non-conforme, 400, Bad Request)
* insert Propriete(recherche-non-conforme, message, Request not valid)
* insert Propriete(recherche-non-conforme, issue-type, invalid)
* insert Propriete(recherche-non-conforme, interaction, search-type)
* insert Propriete(recherche-non-conforme, trigger, not-conformant)
* insert Propriete(recherche-non-conforme, rule, J11)
* insert NonDocumentee(recherche-non-conforme)

// Propriétés d'un système de codes et de ses concepts

RuleSet: ProprieteDeclaree(code, type, description)
* ^property[+].code = #{code}
* ^property[=].type = #{type}
* ^property[=].description = "{description}"

RuleSet: Propriete(concept, code, valeur)
* #{concept} ^property[+].code = #{code}
* #{concept} ^property[=].valueString = "{valeur}"

RuleSet: Statut(concept, statut, motif)
* #{concept} ^property[+].code = #http-status
* #{concept} ^property[=].valueInteger = {statut}
* insert Propriete({concept}, reason, {motif})

RuleSet: NonDocumentee(concept)
* #{concept} ^property[+].code = #documented
* #{concept} ^property[=].valueBoolean = false

RuleSet: Transport(concept, statut, motif, type, regle)
* insert Statut({concept}, {statut}, {motif})
* insert Propriete({concept}, issue-type, {type})
* insert Propriete({concept}, rule, {regle})

RuleSet: Refus(concept, type, message, diagnostics, regle)
* insert Statut({concept}, 422, Unprocessable Entity)
* insert Propriete({concept}, interaction, transaction)
* insert Propriete({concept}, issue-type, {type})
* insert Propriete({concept}, message, [[{message}]])
* insert Propriete({concept}, diagnostics, [[{diagnostics}]])
* insert Propriete({concept}, rule, {regle})

RuleSet: RefusRecherche(concept, diagnostics)
* insert Statut({concept}, 400, Bad Request)
* insert Propriete({concept}, message, Request not valid)
* insert Propriete({concept}, interaction, search-type)
* insert Propriete({concept}, issue-type, invalid)
* insert Propriete({concept}, diagnostics, [[{diagnostics}]])
* insert Propriete({concept}, rule, J11)

RuleSet: Detectee(concept, contrainte, element)
* insert Propriete({concept}, constraint, {contrainte})
* insert Propriete({concept}, element, {element})

ValueSet: MESErreurAlimentation
Id: mes-erreur-alimentation
Title: "Erreurs de l'alimentation"
Description: "Erreurs que l'API peut répondre à une alimentation."
* ^experimental = false
* include codes from system MESErreurApi where interaction = "transaction"
* MESErreurApi#access-token
* MESErreurApi#id-token
* MESErreurApi#conflit-oid
* MESErreurApi#consentement
* MESErreurApi#idpe

ValueSet: MESErreurRecherche
Id: mes-erreur-recherche
Title: "Erreurs de la recherche"
Description: "Erreurs que l'API peut répondre à une recherche."
* ^experimental = false
* include codes from system MESErreurApi where interaction = "search-type"
* MESErreurApi#access-token
* MESErreurApi#id-token
* MESErreurApi#conflit-oid
* MESErreurApi#consentement
* MESErreurApi#idpe

ValueSet: MESCodeRecherche
Id: mes-code-recherche
Title: "Codes de recherche des mesures"
Description: "Codes que le paramètre code de la recherche admet, sans leur système : onze mesures, dont la glycémie en quatre indicateurs."
* ^experimental = false
* $loinc#29463-7
* $loinc#8302-2
* $loinc#39156-5
* $loinc#85354-9
* $loinc#8310-5
* $loinc#2345-7
* $tre-r308-taasip#MED-969
* $loinc#4548-4
* $cisis#MED-972
* $loinc#72514-3
* $loinc#41950-7
* $loinc#8280-0
* $loinc#8287-5
* $loinc#8867-4
