// Ce que les deux rôles ont en commun.
RuleSet: Capacites(role)
* status = #draft
* experimental = false
* date = "2026-11-25"
* kind = #requirements
* fhirVersion = #4.0.1
* format = #json
* implementationGuide = "https://interop.esante.gouv.fr/ig/fhir/mesmesures/ImplementationGuide/ans.fhir.fr.mesmesures"
* rest.mode = #{role}
* rest.security.cors = false
* rest.security.service = http://terminology.hl7.org/CodeSystem/restful-security-service#OAuth
* rest.security.description = "Chaque appel porte l'access_token et l'ID_TOKEN (JWT) que l'appariement a délivrés : l'ID_TOKEN contient l'idPe de l'usager et l'OID du partenaire. L'appariement est décrit par sa propre spécification."
* rest.interaction.code = #transaction

RuleSet: ParametreRecherche(nom, type, definition, texte)
* rest.resource[0].searchParam[+].name = "{nom}"
* rest.resource[0].searchParam[=].type = #{type}
* rest.resource[0].searchParam[=].definition = Canonical({definition})
* rest.resource[0].searchParam[=].documentation = "{texte}"

RuleSet: ParametreResultat(nom, type, texte)
* rest.resource[0].searchParam[+].name = "{nom}"
* rest.resource[0].searchParam[=].type = #{type}
* rest.resource[0].searchParam[=].documentation = "{texte}"

RuleSet: Exige(combinaison, parametre)
* rest.resource[0].extension[{combinaison}].extension[+].url = "required"
* rest.resource[0].extension[{combinaison}].extension[=].valueString = "{parametre}"

RuleSet: Admet(combinaison, parametre)
* rest.resource[0].extension[{combinaison}].extension[+].url = "optional"
* rest.resource[0].extension[{combinaison}].extension[=].valueString = "{parametre}"

RuleSet: RechercheObservation
* rest.resource[0].type = #Observation
* rest.resource[0].supportedProfile[+] = Canonical(MESObservationBmi)
* rest.resource[0].supportedProfile[+] = Canonical(MESObservationBodyHeight)
* rest.resource[0].supportedProfile[+] = Canonical(MESObservationBodyTemperature)
* rest.resource[0].supportedProfile[+] = Canonical(MESObservationBodyWeight)
* rest.resource[0].supportedProfile[+] = Canonical(MESObservationBp)
* rest.resource[0].supportedProfile[+] = Canonical(MESObservationGlucose)
* rest.resource[0].supportedProfile[+] = Canonical(MESObservationHeadCircumference)
* rest.resource[0].supportedProfile[+] = Canonical(MESObservationHeartrate)
* rest.resource[0].supportedProfile[+] = Canonical(MESObservationPainSeverity)
* rest.resource[0].supportedProfile[+] = Canonical(MESObservationStepsByDay)
* rest.resource[0].supportedProfile[+] = Canonical(MESObservationWaistCircumference)
* rest.resource[0].interaction.code = #search-type
* rest.resource[0].referencePolicy[0] = #logical
* rest.resource[0].referencePolicy[+] = #literal
* rest.resource[0].searchInclude = "Observation:device"
// Toutes les mesures d'une période
* rest.resource[0].extension[0].id = "toutes"
* rest.resource[0].extension[0].url = $combinaison
* insert Exige(0, code)
* insert Exige(0, subject.identifier)
* insert Exige(0, date)
* insert Admet(0, _count)
* insert Admet(0, _offset)
* insert Admet(0, _include)
// La dernière mesure
* rest.resource[0].extension[1].id = "derniere"
* rest.resource[0].extension[1].url = $combinaison
* insert Exige(1, code)
* insert Exige(1, subject.identifier)
* insert Exige(1, _sort)
* insert Exige(1, _count)
* insert Admet(1, _include)
* insert ParametreRecherche(code, token, http://hl7.org/fhir/SearchParameter/clinical-code, [[Obligatoire dans les deux modes. Code de la mesure, sans système : l'un de ceux du jeu de valeurs mes-code-recherche.]])
* insert ParametreRecherche(subject.identifier, token, mes-observation-subject-identifier, [[Obligatoire dans les deux modes. OID de l'autorité d'affectation, barre (%7C), idPe de l'usager : ceux des jetons.]])
* insert ParametreRecherche(date, date, http://hl7.org/fhir/SearchParameter/clinical-date, [[Obligatoire pour toutes les mesures : deux bornes, l'une par ge ou gt, l'autre par le ou lt. Exclu pour la dernière.]])
* insert ParametreResultat(_sort, special, [[Obligatoire pour la dernière mesure, avec la seule valeur -date. Exclu pour toutes les mesures.]])
* insert ParametreResultat(_count, number, [[Nombre de mesures par page, sans les dispositifs inclus. Toutes : facultatif, 50 par défaut, 100 au plus. Dernière : obligatoire, 1.]])
* insert ParametreRecherche(_offset, special, mes-offset, [[Facultatif, pour toutes les mesures. Numéro de la page, 0 pour la première et par défaut.]])
* insert ParametreResultat(_include, special, [[Facultatif. Observation:device ajoute les dispositifs des mesures trouvées, chacun une fois.]])

// La force de chaque capacité (RFC 2119). Les deux premières extensions de la ressource sont les combinaisons.
RuleSet: Attente(element, force)
* {element}.extension[+].url = $attente
* {element}.extension[=].valueCode = #{force}

RuleSet: AttentesServeur
* insert Attente(rest.interaction, SHALL)
* insert Attente(rest.resource[0], SHALL)
* insert Attente(rest.resource[0].interaction, SHALL)
* insert Attente(rest.resource[0].searchParam[0], SHALL)
* insert Attente(rest.resource[0].searchParam[1], SHALL)
* insert Attente(rest.resource[0].searchParam[2], SHALL)
* insert Attente(rest.resource[0].searchParam[3], SHALL)
* insert Attente(rest.resource[0].searchParam[4], SHALL)
* insert Attente(rest.resource[0].searchParam[5], SHALL)
* insert Attente(rest.resource[0].searchParam[6], SHALL)
* insert Attente(rest.resource[1], SHALL)
* insert Attente(rest.resource[2], SHALL)
* insert Attente(rest.resource[4], SHALL)

// Une solution peut ne faire qu'un des deux flux ; celle qui cherche donne toujours le code et l'usager.
RuleSet: AttentesPartenaire
* insert Attente(rest.interaction, MAY)
* insert Attente(rest.resource[0], SHALL)
* insert Attente(rest.resource[0].interaction, MAY)
* insert Attente(rest.resource[0].searchParam[0], SHALL)
* insert Attente(rest.resource[0].searchParam[1], SHALL)
* insert Attente(rest.resource[0].searchParam[2], MAY)
* insert Attente(rest.resource[0].searchParam[3], MAY)
* insert Attente(rest.resource[0].searchParam[4], MAY)
* insert Attente(rest.resource[0].searchParam[5], MAY)
* insert Attente(rest.resource[0].searchParam[6], MAY)
* insert Attente(rest.resource[1], SHALL)
* insert Attente(rest.resource[2], SHALL)
* insert Attente(rest.resource[4], SHOULD)

RuleSet: CreationDevice
* rest.resource[1].type = #Device
* rest.resource[1].profile = Canonical(MESDevice)
* rest.resource[1].conditionalCreate = true
* rest.resource[1].documentation = "Le dispositif n'est créé que par la transaction, sur la condition de son identifiant, et n'est lu qu'avec les mesures (_include)."

RuleSet: FormesEchangees
* rest.resource[2].type = #Bundle
* rest.resource[2].supportedProfile[+] = Canonical(MESBundleAlimentation)
* rest.resource[2].supportedProfile[+] = Canonical(MESBundleAlimentationReponse)
* rest.resource[2].supportedProfile[+] = Canonical(MESBundleRecherche)
* rest.resource[2].documentation = "Les formes que prennent la transaction, sa réponse et la page de résultats. Un Bundle n'est ni stocké ni recherché."
* rest.resource[3].type = #Parameters
* rest.resource[3].profile = Canonical(MESParametresRecherche)
* rest.resource[3].documentation = "La forme d'une requête de recherche : un parameter par paramètre de l'URL. Elle sert à juger la requête et ne circule pas."
* rest.resource[4].type = #OperationOutcome
* rest.resource[4].profile = Canonical(MESOperationOutcome)
* rest.resource[4].documentation = "Le corps d'un refus."

Instance: mes-api-serveur
InstanceOf: CapabilityStatement
Title: "API Mesures de santé : le serveur"
Description: "Ce que l'API de Mon espace santé fait : créer une mesure par une transaction, rendre des mesures par une recherche."
Usage: #definition
* url = "https://interop.esante.gouv.fr/ig/fhir/mesmesures/CapabilityStatement/mes-api-serveur"
* name = "MESApiServeur"
* title = "API Mesures de santé : le serveur"
* description = "Ce que l'API de Mon espace santé fait. L'alimentation est une transaction, envoyée par POST à la base du serveur ; la recherche est un GET sur Observation. Ni mise à jour, ni suppression, ni autre type de ressource."
* insert Capacites(server)
* rest.interaction.documentation = "Crée une mesure et, sur condition, le dispositif qui l'a faite : flux PCH-01 (Communicate FHIR PHD Data) du profil POU d'IHE."
* insert RechercheObservation
* rest.resource[0].documentation = "Une mesure est créée par la transaction et rendue par la recherche, qui a deux modes : toutes les mesures d'un code sur une période (date), ou la dernière (_sort=-date et _count=1)."
* insert CreationDevice
* insert FormesEchangees
* insert AttentesServeur

Instance: mes-api-partenaire
InstanceOf: CapabilityStatement
Title: "API Mesures de santé : la solution partenaire"
Description: "Ce que la solution d'un partenaire fait : alimenter Mon espace santé d'une mesure, en rechercher ; une solution peut ne faire que l'un des deux."
Usage: #definition
* url = "https://interop.esante.gouv.fr/ig/fhir/mesmesures/CapabilityStatement/mes-api-partenaire"
* name = "MESApiPartenaire"
* title = "API Mesures de santé : la solution partenaire"
* description = "Ce que la solution d'un partenaire fait. Elle alimente Mon espace santé d'une mesure à la fois, recherche des mesures, ou fait les deux, avec le consentement de l'usager pour chaque flux."
* insert Capacites(client)
* rest.interaction.documentation = "Transmet une mesure, avec le dispositif si un dispositif l'a faite. Une réponse HTTP 422 n'est pas à rejouer telle quelle : la transaction est à corriger."
* insert RechercheObservation
* rest.resource[0].documentation = "Recherche d'une page de mesures, ou de la dernière. La solution suit le lien next tant qu'il est présent."
* insert CreationDevice
* insert FormesEchangees
* insert AttentesPartenaire
