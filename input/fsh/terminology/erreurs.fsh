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
* #access-token insert Transport(401, Unauthorized, login, H2)
* #access-token insert Propriete(condition, %accessToken != 'valide')
* #id-token "ID_TOKEN non valide" "Le jeton d'identité n'est pas un JWT valide."
* #id-token insert Transport(400, Bad Request, security, H1)
* #id-token insert Propriete(message, [[HTTP code 400 : Bad request -> The ID_TOKEN value is not valid (invalid JWT)]])
* #id-token insert Propriete(condition, %idToken != 'valide')
* #conflit-oid "OID en conflit" "L'OID de la solution dans l'ID_TOKEN n'est pas celui que Mon espace santé connaît."
* #conflit-oid insert Transport(409, Conflict, conflict, H6)
* #conflit-oid insert Propriete(message, HTTP code 409 :OID conflict between the one from id_token and the one in the system -> OID different between id_token and ecosystem)
* #conflit-oid insert Propriete(condition, %oid != %oidReference)
* #consentement "Consentement absent" "L'usager n'a pas consenti à l'alimentation ou à la recherche par cette solution."
* #consentement insert Transport(403, Forbidden, forbidden, H4)
* #consentement insert Propriete(message, [[Consent not given, access refused.]])
* #consentement insert Propriete(condition, %consentement != 'oui')
* #idpe "idPe d'un autre usager" "L'idPe de la requête n'est pas celui de l'ID_TOKEN."
* #idpe insert Transport(403, Forbidden, forbidden, H3)
* #idpe insert Propriete(rule, E3)
* #idpe insert Propriete(rule, J3)
* #idpe insert Propriete(message, idPe requested do not match authorized idPe.)
* #idpe insert Propriete(condition, [[(entry.resource.where($this is Observation).subject.identifier.value | parameter.where(name = 'subject.identifier').value.select(split('|').last())).where($this != %idPe).exists()]])
* #bundle-absent "Corps absent" "La requête n'a pas de corps."
* #bundle-absent insert Transport(400, Bad Request, required, H5)
* #bundle-absent insert Propriete(rule, C1)
* #bundle-absent insert Propriete(interaction, transaction)
* #bundle-absent insert Propriete(message, No bundle provided.)
* #bundle-absent insert Propriete(trigger, empty-body)
* #corps-illisible "Corps illisible" "Le corps n'est pas une ressource FHIR en JSON. L'API ne documente pas sa réponse : un serveur FHIR répond HTTP 400."
* #corps-illisible insert Transport(400, Bad Request, structure, C1)
* #corps-illisible insert Propriete(interaction, transaction)
* #corps-illisible insert Propriete(trigger, unreadable-body)
* #corps-illisible insert NonDocumentee
* #corps-trop-grand "Corps trop grand" "Le corps dépasse ce que l'on peut lire. L'API ne documente pas sa limite : HTTP 413 est la réponse prévue par le protocole."
* #corps-trop-grand insert Transport(413, Payload Too Large, too-costly, C1)
* #corps-trop-grand insert Propriete(interaction, transaction)
* #corps-trop-grand insert Propriete(trigger, oversized-body)
* #corps-trop-grand insert NonDocumentee

// Alimentation : HTTP 422, la transaction

* #methode-non-admise "Type de ressource ou méthode non admis" "Une entrée fait autre chose que créer une Observation ou un Device."
* #methode-non-admise insert Refus(not-supported, Bundle not valid., [[Resource of type {{iif(resource.exists(), resource.type().name, request.url.split('/').first())}} is not acceptable with method {{request.method}}.]], I1, C5, mes-methode, resource)
* #methode-non-admise insert Proprietes2(element, request.method, request.url)
* #ifnoneexist "ifNoneExist absent ou mal formé" "La création du dispositif n'est pas conditionnée à l'un de ses identifiants."
* #ifnoneexist insert Refus(invalid, Bundle not valid., [[Device request must have a valid IfNoneExist attribute : identifier={{iif(resource.identifier.where(system.startsWith('urn:oid:') and value.exists()).exists(), resource.identifier.where(system.startsWith('urn:oid:') and value.exists()).first().select(system + '|' + value), 'urn:oid:<OID>|<DEVICE ID>')}}]], I2, C8, mes-ifnoneexist, request)
* #ifnoneexist insert Propriete(constraint, mes-ifnoneexist-identifiant)
* #ifnoneexist insert Propriete(covers, bdl-3)
* #observation-absente "Pas exactement une mesure" "La transaction ne crée pas une et une seule Observation."
* #observation-absente insert Refus(invalid, Bundle not valid., [[Bundle must contains one observation creation (POST)]], I3, C3, mes-mesure-presente, entry)
* #observation-absente insert Propriete(constraint, mes-mesure-seule)
* #observation-absente insert Propriete(covers, bdl-3)

// Alimentation : HTTP 422, le lien entre la mesure et le dispositif

* #dispositif-non-reference "Mesure sans référence au dispositif" "La transaction contient un dispositif que la mesure ne référence pas."
* #dispositif-non-reference insert Refus(invalid, Observation and Device link not valid., Observation.device.reference is mandatory., I4, E8, mes-lien-present, entry.resource.device)
* #lien-dispositif "Référence à un autre dispositif" "La mesure référence un autre dispositif que celui de la transaction."
* #lien-dispositif insert Refus(invalid, Observation and Device link not valid., [[Observation and device not linked by id (Observation.device.reference <-> Device.id)]], I5, E8, mes-lien-dispositif, entry.resource.device)

// Alimentation : HTTP 422, la mesure

* #profil-absent "Mesure sans profil" "meta.profile est absent, ou ne nomme aucun des onze profils."
* #profil-absent insert Refus(invalid, Observation resource not valid., Observation must provide meta.profile value., I6, E2, mes-profil, meta)
* #profil-absent insert Propriete(constraint, mes-profil-present)
* #source "Source étrangère à la solution" "L'OID de meta.source ne commence pas par celui de la solution authentifiée, arc pour arc."
* #source insert Refus(value, Observation resource not valid., [[Solution oid contains in Observation.meta.source don't belong to root editor oid ({{%oid}}).]], I7, E4, mes-source, meta.source)
* #source insert Propriete(condition, [[entry.resource.where($this is Observation).meta.source.select(iif(startsWith('urn:oid:'), substring(8), $this) + '.').where(startsWith(%oid + '.').not()).exists()]])
* #valeur-absente "Mesure sans valeur" "La mesure, ou la pression systolique ou diastolique, n'a pas de valeur chiffrée, fût-ce avec un motif d'absence."
* #valeur-absente insert Refus(value, Observation resource not valid., Observation value quantity not provided., I8, E6, mes-valeur, value)
* #valeur-absente insert Propriete(constraint, mes-valeur-composants)
* #valeur-absente insert Propriete(covers, vs-2)
* #valeur-absente insert Propriete(covers, vs-3)
* #imc "Alimentation d'un IMC" "L'indice de masse corporelle est calculé par Mon espace santé et ne peut être créé."
* #imc insert Refus(not-supported, Observation resource not valid., Bmi observation cannot be created., I9, E7, mes-imc, code)
* #usager-absent "Usager non identifié" "subject.identifier est absent ou incomplet."
* #usager-absent insert Refus(invalid, Observation resource not valid., Observation.subject.identifier is mandatory., I10, E3, mes-usager, subject)
* #moment-absent "Moment de la mesure absent" "Une glycémie sanguine doit dire à quel moment elle a été mesurée."
* #moment-absent insert Refus(incomplete, Observation resource not valid., Observation.extension.moment is mandatory., I11, F3, mes-moment-obligatoire, extension)
* #nombre-de-jours-interdit "Nombre de jours interdit" "Une glycémie sanguine et une HbA1c n'ont pas de nombre de jours."
* #nombre-de-jours-interdit insert Refus(invalid, Observation resource not valid., Observation.extension.numberOfDays cannot be added., I12, F3, mes-jours-interdits, extension)
* #moment-interdit "Moment de la mesure interdit" "Parmi les indicateurs de glycémie, seule la glycémie sanguine a un moment."
* #moment-interdit insert Refus(invalid, Observation resource not valid., Observation.extension.moment cannot be added., I13, F3, mes-moment-interdit, extension)
* #nombre-de-jours-absent "Nombre de jours absent" "Une glycémie interstitielle et un indice de gestion doivent dire sur combien de jours ils portent."
* #nombre-de-jours-absent insert Refus(incomplete, Observation resource not valid., Observation.extension.numberOfDays is mandatory., I14, F3, mes-jours-obligatoires, extension)

// Alimentation : HTTP 422, le dispositif

* #profil-dispositif-absent "Dispositif sans profil" "Le dispositif ne déclare pas PhdDevice dans meta.profile."
* #profil-dispositif-absent insert Refus(invalid, Device resource not valid., Device must provide meta.profile value., I15, D1, mes-dispositif-profil, meta)
* #profil-dispositif-absent insert Propriete(covers, reference-profile)
* #alimentation-non-conforme "Autre non-conformité" "La transaction, la mesure ou le dispositif n'est pas conforme à son profil, sans qu'une erreur documentée le dise. Le texte n'est pas documenté."
* #alimentation-non-conforme insert Statut(422, Unprocessable Entity)
* #alimentation-non-conforme insert Propriete(interaction, transaction)
* #alimentation-non-conforme insert Propriete(trigger, not-conformant)
* #alimentation-non-conforme insert Propriete(rule, G4)
* #alimentation-non-conforme insert NonDocumentee

// Recherche : HTTP 400

* #taille-de-page "Page trop grande" "_count dépasse le maximum de 100 mesures par page."
* #taille-de-page insert RefusRecherche([[Maximum page size allowed is 100. Actual : {{parameter.where(name = '_count').value.first()}}]], J6, mes-rech-taille-page)
* #tri "Recherche de la dernière mesure mal formée" "La dernière mesure se demande avec _sort=-date et _count=1."
* #tri insert RefusRecherche([[Sort parameter must be equals to -date (date DESC) with _count equals to 1 to retrieve last observation]], J5, mes-rech-derniere)
* #deux-modes "Deux modes de recherche à la fois" "La requête demande à la fois toutes les mesures d'une période et la dernière."
* #deux-modes insert RefusRecherche(Paged search and search last cannot be requested concurrently, J12, mes-rech-deux-modes)
* #aucun-mode "Aucun mode de recherche" "La requête ne donne ni période ni tri."
* #aucun-mode insert RefusRecherche(No search mode detected, J12, mes-rech-aucun-mode)
* #recherche-non-conforme "Autre requête non valide" "La requête n'est pas conforme, sans qu'une erreur documentée le dise. Le texte n'est pas documenté."
* #recherche-non-conforme insert Statut(400, Bad Request)
* #recherche-non-conforme insert Propriete(message, Request not valid)
* #recherche-non-conforme insert Propriete(issue-type, invalid)
* #recherche-non-conforme insert Propriete(interaction, search-type)
* #recherche-non-conforme insert Propriete(trigger, not-conformant)
* #recherche-non-conforme insert Propriete(rule, J11)
* #recherche-non-conforme insert NonDocumentee

// Ce que disent les erreurs d'une même sorte.

RuleSet: Statut(statut, motif)
* ^property[+].code = #http-status
* ^property[=].valueInteger = {statut}
* insert Propriete(reason, {motif})

RuleSet: NonDocumentee
* ^property[+].code = #documented
* ^property[=].valueBoolean = false

RuleSet: Transport(statut, motif, type, regle)
* insert Statut({statut}, {motif})
* insert Propriete(issue-type, {type})
* insert Propriete(rule, {regle})

// Les deux règles : celle de l'erreur, puis celle que la requête enfreint. L'élément en faute est sous celui de la contrainte.
RuleSet: Refus(type, message, diagnostics, regle, enfreinte, contrainte, element)
* insert Statut(422, Unprocessable Entity)
* insert Propriete(interaction, transaction)
* insert Propriete(issue-type, {type})
* insert Propriete(message, [[{message}]])
* insert Propriete(diagnostics, [[{diagnostics}]])
* insert Proprietes2(rule, {regle}, {enfreinte})
* insert Propriete(constraint, {contrainte})
* insert Propriete(element, {element})

RuleSet: RefusRecherche(diagnostics, enfreinte, contrainte)
* insert Statut(400, Bad Request)
* insert Propriete(message, Request not valid)
* insert Propriete(interaction, search-type)
* insert Propriete(issue-type, invalid)
* insert Propriete(diagnostics, [[{diagnostics}]])
* insert Proprietes2(rule, J11, {enfreinte})
* insert Propriete(constraint, {contrainte})
* insert Propriete(element, parameter)

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
