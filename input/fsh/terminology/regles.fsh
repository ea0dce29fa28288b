// La matrice des règles de l'API : ce que dit chaque règle, l'artefact qui la porte et l'erreur que sa violation
// provoque. L'outil ig nomme ces règles dans ce qu'il trouve (explain-rule les explique) ; les pages en tirent leur table.

CodeSystem: MESRegleApi
Id: mes-regle-api
Title: "Règles de l'API"
Description: """
Règles de l'API Mesures de santé, telles que ses spécifications techniques les énoncent. Pour chacune : comment ce guide
la vérifie, par quel artefact et quelle contrainte, l'erreur que l'API répond, et la raison quand un artefact ne peut la
porter.

Dans la propriété enforcement : profil (structure d'un profil), invariant (contrainte FHIRPath), capacite (déclaration de
capacités), session (fait de l'appel, vérifié par l'outil avec la condition du système de codes des erreurs), texte (à la
charge du lecteur).
"""
* ^caseSensitive = true
* ^content = #complete
* ^experimental = false
* insert ProprieteDeclaree(enforcement, string, [[Comment la règle est vérifiée : profil, invariant, capacite, session ou texte]])
* insert ProprieteDeclaree(artifact, string, [[Artefact du guide qui porte la règle : type/id]])
* insert ProprieteDeclaree(constraint, string, [[Clé d'une contrainte qui vérifie la règle]])
* insert ProprieteDeclaree(element, string, [[Éléments dont la structure porte la règle, séparés par des espaces : ce qui y manque ou y est de trop l'enfreint]])
* insert ProprieteDeclaree(error, string, [[Code de l'erreur que l'API répond, dans mes-erreur-api]])
* insert ProprieteDeclaree(reason, string, [[Pourquoi aucun artefact ne peut porter toute la règle]])
* insert ProprieteDeclaree(source, string, [[D'où vient la règle, quand l'API n'en dit rien]])

// A. Généralités

* #A1 "Deux opérations" "L'API crée une mesure, par le POST d'une transaction à la base du serveur, et recherche des mesures, par un GET sur Observation. Ni mise à jour, ni suppression, ni autre type de ressource."
* #A1 insert Regle(capacite, CapabilityStatement/mes-api-serveur)
* #A1 insert Propriete(artifact, StructureDefinition/MESBundleAlimentation)
* #A1 insert Propriete(constraint, mes-methode)
* #A1 insert Propriete(error, methode-non-admise)
* #A2 "Appels authentifiés" "Chaque appel porte l'access_token et l'ID_TOKEN (JWT) de l'appariement ; l'ID_TOKEN contient l'idPe de l'usager et l'OID du partenaire."
* #A2 insert Regle(session, CapabilityStatement/mes-api-serveur)
* #A2 insert Propriete(artifact, CodeSystem/mes-erreur-api)
* #A2 insert Proprietes2(error, access-token, id-token)
* #A2 insert Propriete(reason, [[Les jetons sont dans les en-têtes HTTP, hors de toute ressource : la déclaration de capacités les annonce, la session les vérifie.]])
* #A3 "Flux PCH-01" "L'alimentation suit la transaction PCH-01 (Communicate FHIR PHD Data) du profil POU d'IHE : un Bundle de type transaction, envoyé par POST."
* #A3 insert Structure(MESBundleAlimentation, alimentation-non-conforme)
* #A3 insert Propriete(artifact, CapabilityStatement/mes-api-serveur)
* #A3 insert Propriete(reason, IHE ne publie pas de ressource de conformité que ce guide puisse nommer : seul ce que l'API reprend de PCH-01 est vérifié.)
* #A4 "Onze mesures" "Onze mesures existent ; chacune a son profil, dont l'URL commence par https://fhir.monespacesante.fr/ref/mesure/StructureDefinition/mes-observation-."
* #A4 insert Contrainte(MESObservationAlimentation, mes-profil, profil-absent)
* #A4 insert Propriete(artifact, CapabilityStatement/mes-api-serveur)
* #A5 "Dépendances des profils" "Les profils dépendent du guide Mesures de santé (ans.fhir.fr.mesures 3.0.1 et 3.2.0), de fr.core et de hl7.fhir.uv.phd 1.0.0, que le guide déclare tous."
* #A5 insert Regle(texte, ImplementationGuide/ans.fhir.fr.mesmesures)
* #A5 insert Propriete(reason, [[Les dépendances sont celles du paquet du guide : elles se lisent dans la ressource ImplementationGuide, et aucune requête ne les viole.]])

// C. Alimentation : la transaction

* #C1 "Corps présent" "La requête d'alimentation a un corps."
* #C1 insert Regle(session, CodeSystem/mes-erreur-api)
* #C1 insert Proprietes3(error, bundle-absent, corps-illisible, corps-trop-grand)
* #C1 insert Propriete(reason, [[Un profil juge un corps, et non son absence : la condition est dans le système de codes des erreurs.]])
* #C2 "Type transaction" "Bundle.type vaut transaction."
* #C2 insert Structure(MESBundleAlimentation, alimentation-non-conforme)
* #C2 insert Propriete(element, Bundle.type)
* #C3 "Une mesure, un dispositif au plus" "La transaction contient exactement une Observation, et au plus un Device."
* #C3 insert Contrainte(MESBundleAlimentation, mes-mesure-presente, observation-absente)
* #C3 insert Propriete(constraint, mes-mesure-seule)
* #C3 insert Propriete(element, Bundle.entry)
* #C4 "Ressource et requête de chaque entrée" "Chaque entrée a une ressource et une requête (request) : la méthode est POST, l'URL est le type de la ressource."
* #C4 insert Contrainte(MESBundleAlimentation, mes-methode, methode-non-admise)
* #C4 insert Propriete(constraint, bdl-3)
* #C4 insert Propriete(element, Bundle.entry.resource Bundle.entry.request Bundle.entry.request.method Bundle.entry.request.url)
* #C5 "Rien d'autre que créer" "Tout autre type de ressource et toute autre méthode sont refusés."
* #C5 insert Contrainte(MESBundleAlimentation, mes-methode, methode-non-admise)
* #C6 "fullUrl de la mesure" "L'entrée de la mesure porte un fullUrl, de la forme urn:uuid: suivie d'un UUID."
* #C6 insert Structure(MESBundleAlimentation, alimentation-non-conforme)
* #C6 insert Propriete(element, Bundle.entry.fullUrl)
* #C7 "Dispositif transmis s'il a mesuré" "Si un dispositif a fait la mesure, la transaction le contient ; sinon elle n'en contient pas."
* #C7 insert Regle(texte, StructureDefinition/MESBundleAlimentation)
* #C7 insert Propriete(constraint, mes-dispositif-transmis)
* #C7 insert Propriete(reason, Le serveur ne sait pas si un dispositif a mesuré. Seule une mesure qui désigne un dispositif absent de la transaction se remarque : c'est un avertissement.)
* #C8 "Création conditionnelle du dispositif" "L'entrée du dispositif porte request.ifNoneExist : identifier=urn:oid:[OID]|[identifiant], avec l'un des identifiants du dispositif."
* #C8 insert Contrainte(MESBundleAlimentation, mes-ifnoneexist, ifnoneexist)
* #C8 insert Proprietes3(constraint, mes-ifnoneexist-identifiant, mes-ifnoneexist-zeros, mes-ifnoneexist-mesure)
* #C9 "Ordre libre" "L'ordre des entrées est libre."
* #C9 insert Regle(profil, StructureDefinition/MESBundleAlimentation)

// D. Alimentation : le dispositif

* #D1 "Profil PhdDevice" "Le dispositif se conforme à PhdDevice 1.0.0 et nomme http://hl7.org/fhir/uv/phd/StructureDefinition/PhdDevice dans meta.profile."
* #D1 insert Contrainte(MESDevice, mes-dispositif-profil, profil-dispositif-absent)
* #D1 insert Propriete(element, Device.meta Device.meta.profile)
* #D2 "Device.id est un UUID nu" "Device.id est un UUID, sans préfixe, de préférence en minuscules."
* #D2 insert Contrainte(MESDevice, mes-dispositif-uuid, alimentation-non-conforme)
* #D2 insert Propriete(constraint, mes-dispositif-minuscules)
* #D2 insert Propriete(element, Device.id)
* #D3 "Identifiant système EUI-64" "Un identifiant de type SYSID a pour système urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680 et pour valeur un EUI-64 : huit octets en hexadécimal, séparés par des tirets ; des zéros si le dispositif n'en a pas."
* #D3 insert Contrainte(MESDevice, mes-dispositif-eui64, alimentation-non-conforme)
* #D3 insert Propriete(element, Device.identifier Device.identifier.type Device.identifier.type.coding Device.identifier.type.coding.system Device.identifier.type.coding.code Device.identifier.system Device.identifier.value)
* #D4 "Type 65573" "type.coding est urn:iso:std:iso:11073:10101#65573 : un dispositif de santé personnel, toujours."
* #D4 insert Structure(MESDevice, alimentation-non-conforme)
* #D4 insert Propriete(element, Device.type Device.type.coding Device.type.coding.system Device.type.coding.code)
* #D5 "Spécialisations MDC" "specialization a une entrée par capacité ; le code MDC vaut 8 × 65536 plus le code du terme. La table des codes n'est pas fermée."
* #D5 insert Contrainte(MESDevice, mes-dispositif-specialisation, alimentation-non-conforme)
* #D5 insert Propriete(element, Device.specialization Device.specialization.systemType Device.specialization.systemType.coding Device.specialization.systemType.coding.system Device.specialization.systemType.coding.code)
* #D6 "Description du dispositif" "manufacturer, modelNumber et specialization.version sont obligatoires ; deviceName et serialNumber facultatifs : PhdDevice fait foi."
* #D6 insert Structure(MESDevice, alimentation-non-conforme)
* #D6 insert Propriete(element, Device.manufacturer Device.modelNumber Device.specialization.version)

// E. Alimentation : la mesure

* #E1 "Éléments de toute mesure" "meta.profile, status, category et code avec leur système et leur code, subject et effectiveDateTime sont obligatoires."
* #E1 insert Structure(MESObservationAlimentation, alimentation-non-conforme)
* #E1 insert Propriete(element, Observation.status Observation.category Observation.category.coding Observation.category.coding.system Observation.category.coding.code Observation.code Observation.code.coding Observation.code.coding.system Observation.code.coding.code Observation.subject Observation.effective[x])
* #E2 "Profil nommé" "meta.profile est présent et nomme l'un des onze profils."
* #E2 insert Contrainte(MESObservationAlimentation, mes-profil, profil-absent)
* #E2 insert Propriete(constraint, mes-profil-present)
* #E2 insert Propriete(element, Observation.meta Observation.meta.profile)
* #E3 "Usager identifié" "subject.identifier est obligatoire : system est l'OID de l'autorité d'affectation (AssignAuth), value l'idPe, qui est celui de l'ID_TOKEN."
* #E3 insert Contrainte(MESObservationAlimentation, mes-usager, usager-absent)
* #E3 insert Propriete(artifact, CodeSystem/mes-erreur-api)
* #E3 insert Propriete(constraint, mes-usager-oid)
* #E3 insert Propriete(element, Observation.subject.identifier Observation.subject.identifier.system Observation.subject.identifier.value)
* #E3 insert Propriete(error, idpe)
* #E4 "Système émetteur" "meta.source est facultatif. Présent, il commence par l'OID de la solution authentifiée, ses sous-OID compris ; absent, le serveur y écrit cet OID."
* #E4 insert Contrainte(MESObservationAlimentation, mes-source, source)
* #E4 insert Propriete(artifact, CodeSystem/mes-erreur-api)
* #E4 insert Propriete(constraint, mes-source-urn)
* #E5 "Valeur ou composants" "Un résultat unique est dans value[x], plusieurs résultats (pression artérielle) dans component."
* #E5 insert Structure(MESObservationBp, valeur-absente)
* #E5 insert Propriete(artifact, StructureDefinition/MESObservationAlimentation)
* #E5 insert Propriete(constraint, mes-valeur)
* #E5 insert Propriete(constraint, mes-valeur-composants)
* #E5 insert Propriete(element, Observation.value[x])
* #E6 "Valeur obligatoire" "Une mesure sans valeur est refusée, même là où le profil admet un motif d'absence."
* #E6 insert Contrainte(MESObservationAlimentation, mes-valeur, valeur-absente)
* #E6 insert Propriete(constraint, mes-valeur-composants)
* #E7 "Pas d'IMC à l'alimentation" "L'indice de masse corporelle ne se crée pas : il est calculé. Il se recherche."
* #E7 insert Contrainte(MESObservationAlimentation, mes-imc, imc)
* #E8 "Lien entre la mesure et le dispositif" "Si la transaction contient un Device, Observation.device.reference est obligatoire et vaut Device/ suivi de Device.id."
* #E8 insert Contrainte(MESBundleAlimentation, mes-lien-present, dispositif-non-reference)
* #E8 insert Propriete(constraint, mes-lien-dispositif)
* #E8 insert Propriete(error, lien-dispositif)
* #E9 "Pression artérielle" "value[x] est interdit ; les composants 8480-6 et 8462-4 sont obligatoires, chacun une Quantity en mm[Hg] (UCUM)."
* #E9 insert Structure(MESObservationBp, alimentation-non-conforme)
* #E9 insert Propriete(element, Observation.component Observation.component.code Observation.component.code.coding Observation.component.code.coding.system Observation.component.code.coding.code Observation.component.value[x] Observation.component.value[x].value Observation.component.value[x].system Observation.component.value[x].code)
* #E10 "Catégorie « signes vitaux »" "category contient observation-category#vital-signs."
* #E10 insert Structure(MESObservationBodyWeight, alimentation-non-conforme)
* #E10 insert Propriete(element, Observation.category Observation.category.coding Observation.category.coding.system Observation.category.coding.code)
* #E10 insert Propriete(artifact, StructureDefinition/MESObservationAlimentation)

// F. Alimentation : la glycémie

* #F1 "Moments" "Le moment est l'un de ceux du JDV J157 (à jeun, après un repas, après un effort, lors d'un malaise, autre)."
* #F1 insert Structure(MESObservationGlucose, alimentation-non-conforme)
* #F2 "Nombres de jours" "Le nombre de jours est l'un de ceux du JDV J164 : 7, 14, 30, 90 ou autre."
* #F2 insert Structure(MESObservationGlucose, alimentation-non-conforme)
* #F3 "Extensions de chaque indicateur" "Glycémie sanguine (2345-7) : moment obligatoire, jours interdits. HbA1c (4548-4) : ni l'un ni l'autre. Glycémie interstitielle (MED-969 ou 99504-3) et indice de gestion (MED-972) : jours obligatoires, moment interdit. Unités : mg/dL, et % pour l'HbA1c et l'indice."
* #F3 insert Contrainte(MESObservationGlucose, mes-moment-obligatoire, moment-absent)
* #F3 insert Propriete(artifact, StructureDefinition/MESObservationAlimentation)
* #F3 insert Proprietes3(constraint, mes-moment-interdit, mes-jours-obligatoires, mes-jours-interdits)
* #F3 insert Proprietes2(constraint, mes-glycemie-unite, mes-glycemie-indicateur)
* #F3 insert Propriete(constraint, mes-glycemie-recherche)
* #F3 insert Proprietes3(error, moment-interdit, nombre-de-jours-absent, nombre-de-jours-interdit)

// G. Alimentation : la réponse

* #G1 "Réponse à une transaction acceptée" "HTTP 200 et un Bundle transaction-response : une réponse par entrée de la requête."
* #G1 insert Regle(profil, StructureDefinition/MESBundleAlimentationReponse)
* #G1 insert Propriete(constraint, mes-reponse-mesure)
* #G1 insert Propriete(element, Bundle.entry.response)
* #G1 insert Propriete(reason, [[Le profil ne voit pas la requête : que la réponse ait autant d'entrées qu'elle, un test d'intégration le vérifie.]])
* #G2 "Statuts" "201 Created pour une ressource créée, 200 Success pour un dispositif déjà connu."
* #G2 insert Regle(invariant, StructureDefinition/MESBundleAlimentationReponse)
* #G2 insert Proprietes2(constraint, mes-reponse-statut, mes-reponse-statut-texte)
* #G2 insert Propriete(element, Bundle.entry.response.status)
* #G3 "Adresses" "response.location vaut [type]/[id], relative et sans version."
* #G3 insert Regle(invariant, StructureDefinition/MESBundleAlimentationReponse)
* #G3 insert Propriete(constraint, mes-reponse-location)
* #G3 insert Propriete(element, Bundle.entry.response.location)
* #G4 "Refus" "HTTP 422 et une OperationOutcome : une erreur ou plus, chacune avec sa gravité, son type et, le cas échéant, son texte."
* #G4 insert Structure(MESOperationOutcome, alimentation-non-conforme)
* #G4 insert Propriete(artifact, CodeSystem/mes-erreur-api)
* #G4 insert Propriete(constraint, mes-refus-gravite)
* #G4 insert Propriete(element, OperationOutcome.issue OperationOutcome.issue.severity OperationOutcome.issue.code)

// H. Erreurs de transport

* #H1 "ID_TOKEN non valide" "HTTP 400 : le jeton d'identité n'est pas un JWT valide."
* #H1 insert Appel(id-token)
* #H2 "access_token non valide" "HTTP 401 : le jeton d'accès n'est pas valide."
* #H2 insert Appel(access-token)
* #H3 "idPe d'un autre usager" "HTTP 403 : l'idPe de la requête n'est pas celui de l'ID_TOKEN."
* #H3 insert Appel(idpe)
* #H4 "Consentement absent" "HTTP 403 : l'usager n'a pas consenti au flux."
* #H4 insert Appel(consentement)
* #H5 "Corps absent" "HTTP 400 : la requête d'alimentation n'a pas de corps."
* #H5 insert Appel(bundle-absent)
* #H6 "OID en conflit" "HTTP 409 : l'OID de l'ID_TOKEN n'est pas celui que Mon espace santé connaît."
* #H6 insert Appel(conflit-oid)

// I. Erreurs de validation, HTTP 422

* #I1 "Type ou méthode non admis" "La transaction fait autre chose que créer une Observation ou un Device."
* #I1 insert Refusee(MESBundleAlimentation, mes-methode, methode-non-admise)
* #I2 "ifNoneExist absent ou mal formé" "La création du dispositif n'est pas conditionnée à l'un de ses identifiants."
* #I2 insert Refusee(MESBundleAlimentation, mes-ifnoneexist, ifnoneexist)
* #I2 insert Propriete(constraint, mes-ifnoneexist-identifiant)
* #I3 "Pas exactement une mesure" "La transaction ne crée pas une et une seule Observation."
* #I3 insert Refusee(MESBundleAlimentation, mes-mesure-presente, observation-absente)
* #I3 insert Propriete(constraint, mes-mesure-seule)
* #I4 "Mesure sans référence au dispositif" "La transaction contient un dispositif que la mesure ne référence pas."
* #I4 insert Refusee(MESBundleAlimentation, mes-lien-present, dispositif-non-reference)
* #I5 "Référence à un autre dispositif" "La mesure référence un autre dispositif que celui de la transaction."
* #I5 insert Refusee(MESBundleAlimentation, mes-lien-dispositif, lien-dispositif)
* #I6 "Mesure sans profil" "meta.profile est absent, ou ne nomme aucun des onze profils."
* #I6 insert Refusee(MESObservationAlimentation, mes-profil, profil-absent)
* #I6 insert Propriete(constraint, mes-profil-present)
* #I7 "Source étrangère à la solution" "L'OID de meta.source ne commence pas par celui de la solution authentifiée."
* #I7 insert Refusee(MESObservationAlimentation, mes-source, source)
* #I8 "Mesure sans valeur" "La mesure, ou la pression systolique ou diastolique, n'a pas de valeur chiffrée."
* #I8 insert Refusee(MESObservationAlimentation, mes-valeur, valeur-absente)
* #I8 insert Propriete(constraint, mes-valeur-composants)
* #I9 "Alimentation d'un IMC" "La mesure est un indice de masse corporelle."
* #I9 insert Refusee(MESObservationAlimentation, mes-imc, imc)
* #I10 "Usager non identifié" "subject.identifier est absent ou incomplet."
* #I10 insert Refusee(MESObservationAlimentation, mes-usager, usager-absent)
* #I11 "Moment absent" "Une glycémie sanguine n'a pas de moment."
* #I11 insert Refusee(MESObservationGlucose, mes-moment-obligatoire, moment-absent)
* #I12 "Nombre de jours interdit" "Une glycémie sanguine ou une HbA1c a un nombre de jours."
* #I12 insert Refusee(MESObservationGlucose, mes-jours-interdits, nombre-de-jours-interdit)
* #I13 "Moment interdit" "Une HbA1c, une glycémie interstitielle ou un indice de gestion a un moment."
* #I13 insert Refusee(MESObservationGlucose, mes-moment-interdit, moment-interdit)
* #I14 "Nombre de jours absent" "Une glycémie interstitielle ou un indice de gestion n'a pas de nombre de jours."
* #I14 insert Refusee(MESObservationGlucose, mes-jours-obligatoires, nombre-de-jours-absent)
* #I15 "Dispositif sans profil" "Le dispositif ne déclare pas PhdDevice dans meta.profile."
* #I15 insert Refusee(MESDevice, mes-dispositif-profil, profil-dispositif-absent)

// J. Recherche

* #J1 "Deux modes" "Toutes les mesures d'un code sur une période, ou la dernière mesure d'un code."
* #J1 insert Regle(capacite, CapabilityStatement/mes-api-serveur)
* #J1 insert Propriete(artifact, StructureDefinition/MESParametresRecherche)
* #J1 insert Proprietes2(constraint, mes-rech-aucun-mode, mes-rech-deux-modes)
* #J1 insert Proprietes2(error, aucun-mode, deux-modes)
* #J2 "Code" "code est obligatoire : l'un des codes de recherche, sans système."
* #J2 insert Contrainte(MESParametresRecherche, mes-rech-code, recherche-non-conforme)
* #J2 insert Propriete(artifact, ValueSet/mes-code-recherche)
* #J3 "Usager" "subject.identifier est obligatoire : OID de l'autorité d'affectation, barre, idPe, ceux des jetons. La barre s'écrit %7C dans l'URL."
* #J3 insert Contrainte(MESParametresRecherche, mes-rech-usager, recherche-non-conforme)
* #J3 insert Proprietes2(artifact, SearchParameter/mes-observation-subject-identifier, CodeSystem/mes-erreur-api)
* #J3 insert Propriete(constraint, mes-rech-usager-systeme)
* #J3 insert Propriete(error, idpe)
* #J4 "Période" "date est obligatoire pour toutes les mesures, avec deux bornes (ge ou gt, le ou lt) ; sans objet pour la dernière."
* #J4 insert Contrainte(MESParametresRecherche, mes-rech-date, recherche-non-conforme)
* #J4 insert Propriete(artifact, CapabilityStatement/mes-api-serveur)
* #J5 "Tri" "_sort est obligatoire pour la dernière mesure et vaut -date."
* #J5 insert Contrainte(MESParametresRecherche, mes-rech-derniere, tri)
* #J5 insert Propriete(artifact, CapabilityStatement/mes-api-serveur)
* #J6 "Taille de page" "_count : toutes, facultatif, 50 par défaut, 100 au plus ; dernière, obligatoire et 1. Les dispositifs inclus ne comptent pas."
* #J6 insert Contrainte(MESParametresRecherche, mes-rech-taille-page, taille-de-page)
* #J6 insert Propriete(artifact, StructureDefinition/MESBundleRecherche)
* #J6 insert Proprietes3(constraint, mes-rech-derniere, mes-rech-nombre, mes-recherche-taille)
* #J6 insert Propriete(constraint, mes-rech-nombre-zero)
* #J6 insert Propriete(error, tri)
* #J7 "Numéro de page" "_offset est facultatif : le numéro de la page, 0 pour la première et par défaut."
* #J7 insert Contrainte(MESParametresRecherche, mes-rech-nombre, recherche-non-conforme)
* #J7 insert Propriete(artifact, SearchParameter/mes-offset)
* #J7 insert Propriete(constraint, mes-rech-offset)
* #J8 "Dispositifs inclus" "_include=Observation:device ajoute les dispositifs des mesures trouvées, chacun une fois."
* #J8 insert Contrainte(MESParametresRecherche, mes-rech-include, recherche-non-conforme)
* #J8 insert Proprietes2(artifact, StructureDefinition/MESBundleRecherche, CapabilityStatement/mes-api-serveur)
* #J8 insert Proprietes3(constraint, mes-rech-include-point, mes-recherche-inclus, mes-recherche-inclus-lien)
* #J9 "Page de résultats" "La réponse est un Bundle searchset, avec total et les liens self, next et previous."
* #J9 insert Regle(profil, StructureDefinition/MESBundleRecherche)
* #J9 insert Proprietes3(constraint, mes-recherche-entree, mes-recherche-liens, mes-recherche-mode)
* #J9 insert Proprietes2(constraint, mes-recherche-total-present, mes-recherche-total)
* #J9 insert Propriete(element, Bundle.total Bundle.link)
* #J10 "Erreurs de transport de la recherche" "Les erreurs H1 à H4 et H6 valent aussi pour la recherche."
* #J10 insert Appel(access-token)
* #J10 insert Proprietes3(error, id-token, conflit-oid, consentement)
* #J10 insert Propriete(error, idpe)
* #J11 "Requête non valide" "HTTP 400 et une OperationOutcome de type invalid, avec l'un des quatre textes documentés."
* #J11 insert Contrainte(MESParametresRecherche, mes-rech-taille-page, taille-de-page)
* #J11 insert Proprietes2(artifact, CodeSystem/mes-erreur-api, StructureDefinition/MESOperationOutcome)
* #J11 insert Proprietes3(constraint, mes-rech-derniere, mes-rech-deux-modes, mes-rech-aucun-mode)
* #J11 insert Proprietes3(error, tri, deux-modes, aucun-mode)
* #J12 "Choix du mode" "date choisit toutes les mesures, _sort la dernière ; les deux à la fois, ou ni l'un ni l'autre, sont refusés."
* #J12 insert Contrainte(MESParametresRecherche, mes-rech-aucun-mode, aucun-mode)
* #J12 insert Propriete(constraint, mes-rech-deux-modes)
* #J12 insert Propriete(error, deux-modes)

// P. Vraisemblance : des avertissements. L'API n'en dit rien (question Q31).

* #P1 "Date passée" "La mesure n'est pas faite dans l'avenir."
* #P1 insert Vraisemblance(MESObservationAlimentation, mes-vrai-date, [[FHIR R4, Observation.effective[x] : le moment où la valeur observée est vraie]])
* #P2 "Poids" "Le poids est supérieur à 0, et de 650 kg au plus."
* #P2 insert Vraisemblance(MESObservationBodyWeight, mes-vrai-poids, [[Limite de ce guide, au-delà de 635 kg, le poids le plus élevé que connaisse Guinness World Records]])
* #P3 "Taille" "La taille est entre 20 et 280 cm."
* #P3 insert Vraisemblance(MESObservationBodyHeight, mes-vrai-taille, [[Limites de ce guide : au-delà de 272 cm, la plus grande taille que connaisse Guinness World Records ; en deçà de celle d'un grand prématuré]])
* #P4 "Température" "La température est entre 11 et 47 °C."
* #P4 insert Vraisemblance(MESObservationBodyTemperature, mes-vrai-temperature, [[Limites de ce guide, en dehors de 11,8 et de 46,5 °C, les températures corporelles extrêmes que connaisse Guinness World Records]])
* #P5 "Fréquence cardiaque" "La fréquence cardiaque est entre 20 et 350 battements par minute."
* #P5 insert Vraisemblance(MESObservationHeartrate, mes-vrai-frequence, [[Limites de ce guide : en deçà de 27 battements par minute, la plus basse fréquence au repos que connaisse Guinness World Records ; en haut, celle d'un flutter auriculaire, de 250 à 350 par minute (Goldberger, Clinical Electrocardiography, 7e édition, 2006, chapitre 15), quand chaque onde passe aux ventricules]])
* #P6 "Pressions" "La pression systolique est entre 30 et 300 mm[Hg], la diastolique entre 10 et 300."
* #P6 insert Vraisemblance(MESObservationBp, mes-vrai-pression, [[Limites de ce guide : un brassard d'adulte ne se gonfle guère au-delà de 300 mm[Hg] ; en bas, assez pour reconnaître des centimètres de mercure (12/8) ou des kilopascals (16/10,7)]])
* #P7 "Ordre des pressions" "La pression diastolique est inférieure à la systolique."
* #P7 insert Vraisemblance(MESObservationBp, mes-vrai-pression-ordre, [[Par définition : la plus haute (8480-6) et la plus basse (8462-4) pression d'un même cycle cardiaque]])
* #P8 "Glycémie" "La glycémie sanguine ou interstitielle est entre 20 et 2700 mg/dL."
* #P8 insert Vraisemblance(MESObservationGlucose, mes-vrai-glycemie, [[Limites de ce guide : au-delà de 2656 mg/dL, la glycémie la plus élevée que connaisse Guinness World Records ; en bas, assez pour reconnaître des mmol/L, dont les valeurs usuelles sont inférieures à 20 (masse molaire du glucose : 180,16 g/mol)]])
* #P9 "HbA1c et indice de gestion" "L'HbA1c et l'indice de gestion de la glycémie sont entre 3 et 20 %."
* #P9 insert Vraisemblance(MESObservationGlucose, mes-vrai-pourcentage, [[Limites de ce guide, assez larges pour toute HbA1c et assez étroites pour reconnaître une autre unité. NGSP : HbA1c (%) = 0,09148 × HbA1c (mmol/mol) + 2,152 ; Bergenstal et al., Diabetes Care, 2018, 41, p. 2275 : indice (%) = 3,31 + 0,02392 × glycémie moyenne (mg/dL)]])
* #P10 "Douleur" "La douleur est entre 0 et 10."
* #P10 insert Vraisemblance(MESObservationPainSeverity, mes-vrai-douleur, [[LOINC 72514-3 : Pain severity - 0-10 verbal numeric rating]])
* #P11 "Pas" "Le nombre de pas est entier, entre 0 et 259200."
* #P11 insert Vraisemblance(MESObservationStepsByDay, mes-vrai-pas, [[Limite de ce guide, par le calcul : 180 pas par minute, la cadence d'une course, pendant 24 heures]])
* #P11 insert Propriete(constraint, mes-vrai-pas-entier)
* #P12 "Tour de taille" "Le tour de taille est entre 30 et 305 cm."
* #P12 insert Vraisemblance(MESObservationWaistCircumference, mes-vrai-tour-de-taille, [[Limites de ce guide, en dehors de 302 et de 33 cm, les tours de taille extrêmes qu'ait connus Guinness World Records]])
* #P13 "Périmètre crânien" "Le périmètre crânien est entre 15 et 80 cm."
* #P13 insert Vraisemblance(MESObservationHeadCircumference, mes-vrai-perimetre-cranien, [[Limites de ce guide : en deçà du périmètre d'un grand prématuré, au-delà de celui d'un adulte]])
* #P14 "Borne" "La valeur est le nombre mesuré, et non une borne (Quantity.comparator)."
* #P14 insert Vraisemblance(MESObservationAlimentation, mes-vrai-comparateur, [[FHIR R4, Quantity.comparator : la valeur réelle est inférieure ou supérieure à celle qui est donnée, faute d'avoir pu être mesurée]])

// Comment une règle est tenue. Ce qu'une règle a de plus (artefacts, contraintes, erreurs) suit, propriété par propriété.

RuleSet: Regle(moyen, artefact)
* insert Propriete(enforcement, {moyen})
* insert Propriete(artifact, {artefact})

// Par la structure d'un profil.
RuleSet: Structure(profil, erreur)
* insert Regle(profil, StructureDefinition/{profil})
* insert Propriete(error, {erreur})

// Par une contrainte d'un profil.
RuleSet: Contrainte(profil, contrainte, erreur)
* insert Regle(invariant, StructureDefinition/{profil})
* insert Propriete(constraint, {contrainte})
* insert Propriete(error, {erreur})

// Par une contrainte dont l'API documente l'erreur.
RuleSet: Refusee(profil, contrainte, erreur)
* insert Contrainte({profil}, {contrainte}, {erreur})
* insert Propriete(artifact, CodeSystem/mes-erreur-api)

// Par la condition d'une erreur, sur les faits de l'appel.
RuleSet: Appel(erreur)
* insert Regle(session, CodeSystem/mes-erreur-api)
* insert Propriete(error, {erreur})
* insert Propriete(reason, [[L'erreur tient à la session ou au protocole, non à la ressource : sa condition est dans le système de codes des erreurs.]])

// Par un avertissement d'un profil, qui a sa source.
RuleSet: Vraisemblance(profil, contrainte, source)
* insert Regle(invariant, StructureDefinition/{profil})
* insert Propriete(constraint, {contrainte})
* insert Propriete(source, [[{source}]])
