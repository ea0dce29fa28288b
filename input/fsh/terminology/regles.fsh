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
* insert ProprieteDeclaree(error, string, [[Code de l'erreur que l'API répond, dans mes-erreur-api]])
* insert ProprieteDeclaree(reason, string, [[Pourquoi aucun artefact ne peut porter toute la règle]])

// A. Généralités

* #A1 "Deux opérations" "L'API crée une mesure, par le POST d'une transaction à la base du serveur, et recherche des mesures, par un GET sur Observation. Ni mise à jour, ni suppression, ni autre type de ressource."
* insert Propriete(A1, enforcement, capacite)
* insert Propriete(A1, artifact, CapabilityStatement/mes-api-serveur)
* insert Propriete(A1, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(A1, constraint, mes-methode)
* insert Propriete(A1, error, methode-non-admise)

* #A2 "Appels authentifiés" "Chaque appel porte l'access_token et l'ID_TOKEN (JWT) de l'appariement ; l'ID_TOKEN contient l'idPe de l'usager et l'OID du partenaire."
* insert Propriete(A2, enforcement, session)
* insert Propriete(A2, artifact, CapabilityStatement/mes-api-serveur)
* insert Propriete(A2, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(A2, error, access-token)
* insert Propriete(A2, error, id-token)
* insert Propriete(A2, reason, [[Les jetons sont dans les en-têtes HTTP, hors de toute ressource : la déclaration de capacités les annonce, la session les vérifie.]])

* #A3 "Flux PCH-01" "L'alimentation suit la transaction PCH-01 (Communicate FHIR PHD Data) du profil POU d'IHE : un Bundle de type transaction, envoyé par POST."
* insert Propriete(A3, enforcement, profil)
* insert Propriete(A3, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(A3, artifact, CapabilityStatement/mes-api-serveur)
* insert Propriete(A3, error, alimentation-non-conforme)
* insert Propriete(A3, reason, [[IHE ne publie pas de ressource de conformité que ce guide puisse nommer : seul ce que l'API reprend de PCH-01 est vérifié.]])

* #A4 "Onze mesures" "Onze mesures existent ; chacune a son profil, dont l'URL commence par https://fhir.monespacesante.fr/ref/mesure/StructureDefinition/mes-observation-."
* insert Propriete(A4, enforcement, invariant)
* insert Propriete(A4, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(A4, artifact, CapabilityStatement/mes-api-serveur)
* insert Propriete(A4, constraint, mes-profil)
* insert Propriete(A4, error, profil-absent)

* #A5 "Dépendances des profils" "Les profils dépendent du guide Mesures de santé (ans.fhir.fr.mesures 3.0.1 et 3.2.0), de fr.core et de hl7.fhir.uv.phd 1.0.0, que le guide déclare tous."
* insert Propriete(A5, enforcement, texte)
* insert Propriete(A5, artifact, ImplementationGuide/ans.fhir.fr.mesmesures)
* insert Propriete(A5, reason, [[Les dépendances sont celles du paquet du guide : elles se lisent dans la ressource ImplementationGuide, et aucune requête ne les viole.]])

// C. Alimentation : la transaction

* #C1 "Corps présent" "La requête d'alimentation a un corps."
* insert Propriete(C1, enforcement, session)
* insert Propriete(C1, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(C1, error, bundle-absent)
* insert Propriete(C1, error, corps-illisible)
* insert Propriete(C1, error, corps-trop-grand)
* insert Propriete(C1, reason, [[Un profil juge un corps, et non son absence : la condition est dans le système de codes des erreurs.]])

* #C2 "Type transaction" "Bundle.type vaut transaction."
* insert Propriete(C2, enforcement, profil)
* insert Propriete(C2, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(C2, error, alimentation-non-conforme)

* #C3 "Une mesure, un dispositif au plus" "La transaction contient exactement une Observation, et au plus un Device."
* insert Propriete(C3, enforcement, invariant)
* insert Propriete(C3, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(C3, constraint, mes-mesure-unique)
* insert Propriete(C3, constraint, mes-dispositif-unique)
* insert Propriete(C3, error, observation-absente)

* #C4 "Ressource et requête de chaque entrée" "Chaque entrée a une ressource et une requête (request) : la méthode est POST, l'URL est le type de la ressource."
* insert Propriete(C4, enforcement, invariant)
* insert Propriete(C4, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(C4, constraint, mes-methode)
* insert Propriete(C4, constraint, mes-url)
* insert Propriete(C4, constraint, bdl-3)
* insert Propriete(C4, error, methode-non-admise)

* #C5 "Rien d'autre que créer" "Tout autre type de ressource et toute autre méthode sont refusés."
* insert Propriete(C5, enforcement, invariant)
* insert Propriete(C5, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(C5, constraint, mes-methode)
* insert Propriete(C5, error, methode-non-admise)

* #C6 "fullUrl de la mesure" "L'entrée de la mesure porte un fullUrl, de la forme urn:uuid: suivie d'un UUID."
* insert Propriete(C6, enforcement, invariant)
* insert Propriete(C6, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(C6, constraint, mes-fullurl)
* insert Propriete(C6, error, alimentation-non-conforme)

* #C7 "Dispositif transmis s'il a mesuré" "Si un dispositif a fait la mesure, la transaction le contient ; sinon elle n'en contient pas."
* insert Propriete(C7, enforcement, texte)
* insert Propriete(C7, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(C7, constraint, mes-dispositif-transmis)
* insert Propriete(C7, reason, [[Le serveur ne sait pas si un dispositif a mesuré. Seule une mesure qui désigne un dispositif absent de la transaction se remarque : c'est un avertissement.]])

* #C8 "Création conditionnelle du dispositif" "L'entrée du dispositif porte request.ifNoneExist : identifier=urn:oid:[OID]|[identifiant], avec l'un des identifiants du dispositif."
* insert Propriete(C8, enforcement, invariant)
* insert Propriete(C8, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(C8, constraint, mes-ifnoneexist)
* insert Propriete(C8, error, ifnoneexist)

* #C9 "Ordre libre" "L'ordre des entrées est libre."
* insert Propriete(C9, enforcement, profil)
* insert Propriete(C9, artifact, StructureDefinition/MESBundleAlimentation)

// D. Alimentation : le dispositif

* #D1 "Profil PhdDevice" "Le dispositif se conforme à PhdDevice 1.0.0 et nomme http://hl7.org/fhir/uv/phd/StructureDefinition/PhdDevice dans meta.profile."
* insert Propriete(D1, enforcement, invariant)
* insert Propriete(D1, artifact, StructureDefinition/MESDevice)
* insert Propriete(D1, constraint, mes-dispositif-profil)
* insert Propriete(D1, error, profil-dispositif-absent)

* #D2 "Device.id est un UUID nu" "Device.id est un UUID, sans préfixe."
* insert Propriete(D2, enforcement, invariant)
* insert Propriete(D2, artifact, StructureDefinition/MESDevice)
* insert Propriete(D2, constraint, mes-dispositif-uuid)
* insert Propriete(D2, error, alimentation-non-conforme)

* #D3 "Identifiant système EUI-64" "Un identifiant de type SYSID a pour système urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680 et pour valeur un EUI-64 : huit octets en hexadécimal, séparés par des tirets."
* insert Propriete(D3, enforcement, invariant)
* insert Propriete(D3, artifact, StructureDefinition/MESDevice)
* insert Propriete(D3, constraint, mes-dispositif-eui64)
* insert Propriete(D3, error, alimentation-non-conforme)

* #D4 "Type 65573" "type.coding est urn:iso:std:iso:11073:10101#65573 : un dispositif de santé personnel, toujours."
* insert Propriete(D4, enforcement, profil)
* insert Propriete(D4, artifact, StructureDefinition/MESDevice)
* insert Propriete(D4, error, alimentation-non-conforme)

* #D5 "Spécialisations MDC" "specialization a une entrée par capacité ; le code MDC vaut 8 × 65536 plus le code du terme. La table des codes n'est pas fermée."
* insert Propriete(D5, enforcement, invariant)
* insert Propriete(D5, artifact, StructureDefinition/MESDevice)
* insert Propriete(D5, constraint, mes-dispositif-specialisation)
* insert Propriete(D5, error, alimentation-non-conforme)

* #D6 "Description du dispositif" "manufacturer, modelNumber et specialization.version sont obligatoires ; deviceName et serialNumber facultatifs : PhdDevice fait foi."
* insert Propriete(D6, enforcement, profil)
* insert Propriete(D6, artifact, StructureDefinition/MESDevice)
* insert Propriete(D6, error, alimentation-non-conforme)

// E. Alimentation : la mesure

* #E1 "Éléments de toute mesure" "meta.profile, status, category et code avec leur système et leur code, subject et effectiveDateTime sont obligatoires."
* insert Propriete(E1, enforcement, profil)
* insert Propriete(E1, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(E1, error, alimentation-non-conforme)

* #E2 "Profil nommé" "meta.profile est présent et nomme l'un des onze profils."
* insert Propriete(E2, enforcement, invariant)
* insert Propriete(E2, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(E2, constraint, mes-profil)
* insert Propriete(E2, error, profil-absent)

* #E3 "Usager identifié" "subject.identifier est obligatoire : system est l'OID de l'autorité d'affectation (AssignAuth), value l'idPe, qui est celui de l'ID_TOKEN."
* insert Propriete(E3, enforcement, invariant)
* insert Propriete(E3, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(E3, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(E3, constraint, mes-usager)
* insert Propriete(E3, constraint, mes-usager-oid)
* insert Propriete(E3, error, usager-absent)
* insert Propriete(E3, error, idpe)

* #E4 "Système émetteur" "meta.source est facultatif. Présent, il commence par l'OID de la solution authentifiée, ses sous-OID compris ; absent, le serveur y écrit cet OID."
* insert Propriete(E4, enforcement, invariant)
* insert Propriete(E4, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(E4, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(E4, constraint, mes-source)
* insert Propriete(E4, constraint, mes-source-urn)
* insert Propriete(E4, error, source)

* #E5 "Valeur ou composants" "Un résultat unique est dans value[x], plusieurs résultats (pression artérielle) dans component."
* insert Propriete(E5, enforcement, profil)
* insert Propriete(E5, artifact, StructureDefinition/MESObservationBp)
* insert Propriete(E5, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(E5, constraint, mes-valeur)
* insert Propriete(E5, error, valeur-absente)

* #E6 "Valeur obligatoire" "Une mesure sans valeur est refusée, même là où le profil admet un motif d'absence."
* insert Propriete(E6, enforcement, invariant)
* insert Propriete(E6, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(E6, constraint, mes-valeur)
* insert Propriete(E6, error, valeur-absente)

* #E7 "Pas d'IMC à l'alimentation" "L'indice de masse corporelle ne se crée pas : il est calculé. Il se recherche."
* insert Propriete(E7, enforcement, invariant)
* insert Propriete(E7, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(E7, constraint, mes-imc)
* insert Propriete(E7, error, imc)

* #E8 "Lien entre la mesure et le dispositif" "Si la transaction contient un Device, Observation.device.reference est obligatoire et vaut Device/ suivi de Device.id."
* insert Propriete(E8, enforcement, invariant)
* insert Propriete(E8, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(E8, constraint, mes-lien-present)
* insert Propriete(E8, constraint, mes-lien-dispositif)
* insert Propriete(E8, error, dispositif-non-reference)
* insert Propriete(E8, error, lien-dispositif)

* #E9 "Pression artérielle" "value[x] est interdit ; les composants 8480-6 et 8462-4 sont obligatoires, chacun une Quantity en mm[Hg] (UCUM)."
* insert Propriete(E9, enforcement, profil)
* insert Propriete(E9, artifact, StructureDefinition/MESObservationBp)
* insert Propriete(E9, error, alimentation-non-conforme)

* #E10 "Catégorie « signes vitaux »" "category contient observation-category#vital-signs."
* insert Propriete(E10, enforcement, profil)
* insert Propriete(E10, artifact, StructureDefinition/MESObservationBodyWeight)
* insert Propriete(E10, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(E10, error, alimentation-non-conforme)

// F. Alimentation : la glycémie

* #F1 "Moments" "Le moment est l'un de ceux du JDV J157 (à jeun, après un repas, après un effort, lors d'un malaise, autre), ou un texte."
* insert Propriete(F1, enforcement, profil)
* insert Propriete(F1, artifact, StructureDefinition/MESObservationGlucose)
* insert Propriete(F1, error, alimentation-non-conforme)

* #F2 "Nombres de jours" "Le nombre de jours est l'un de ceux du JDV J164 : 7, 14, 30, 90 ou autre."
* insert Propriete(F2, enforcement, profil)
* insert Propriete(F2, artifact, StructureDefinition/MESObservationGlucose)
* insert Propriete(F2, error, alimentation-non-conforme)

* #F3 "Extensions de chaque indicateur" "Glycémie sanguine (2345-7) : moment obligatoire, jours interdits. HbA1c (4548-4) : ni l'un ni l'autre. Glycémie interstitielle (MED-969 ou 99504-3) et indice de gestion (MED-972) : jours obligatoires, moment interdit. Unités : mg/dL, et % pour l'HbA1c et l'indice."
* insert Propriete(F3, enforcement, invariant)
* insert Propriete(F3, artifact, StructureDefinition/MESObservationGlucose)
* insert Propriete(F3, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(F3, constraint, mes-moment-obligatoire)
* insert Propriete(F3, constraint, mes-moment-interdit)
* insert Propriete(F3, constraint, mes-jours-obligatoires)
* insert Propriete(F3, constraint, mes-jours-interdits)
* insert Propriete(F3, constraint, mes-glycemie-unite)
* insert Propriete(F3, constraint, mes-glycemie-indicateur)
* insert Propriete(F3, error, moment-absent)
* insert Propriete(F3, error, moment-interdit)
* insert Propriete(F3, error, nombre-de-jours-absent)
* insert Propriete(F3, error, nombre-de-jours-interdit)

// G. Alimentation : la réponse

* #G1 "Réponse à une transaction acceptée" "HTTP 200 et un Bundle transaction-response : une réponse par entrée de la requête."
* insert Propriete(G1, enforcement, profil)
* insert Propriete(G1, artifact, StructureDefinition/MESBundleAlimentationReponse)
* insert Propriete(G1, constraint, mes-reponse-mesure)
* insert Propriete(G1, reason, [[Le profil ne voit pas la requête : que la réponse ait autant d'entrées qu'elle, un test d'intégration le vérifie.]])

* #G2 "Statuts" "201 Created pour une ressource créée, 200 Success pour un dispositif déjà connu."
* insert Propriete(G2, enforcement, invariant)
* insert Propriete(G2, artifact, StructureDefinition/MESBundleAlimentationReponse)
* insert Propriete(G2, constraint, mes-reponse-statut)

* #G3 "Adresses" "response.location vaut [type]/[id], relative et sans version."
* insert Propriete(G3, enforcement, invariant)
* insert Propriete(G3, artifact, StructureDefinition/MESBundleAlimentationReponse)
* insert Propriete(G3, constraint, mes-reponse-location)

* #G4 "Refus" "HTTP 422 et une OperationOutcome : une erreur ou plus, chacune avec sa gravité, son type et, le cas échéant, son texte."
* insert Propriete(G4, enforcement, profil)
* insert Propriete(G4, artifact, StructureDefinition/MESOperationOutcome)
* insert Propriete(G4, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(G4, error, alimentation-non-conforme)

// H. Erreurs de transport

* #H1 "ID_TOKEN non valide" "HTTP 400 : le jeton d'identité n'est pas un JWT valide."
* insert Propriete(H1, enforcement, session)
* insert Propriete(H1, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(H1, error, id-token)
* insert Propriete(H1, reason, [[L'erreur tient à la session ou au protocole, non à la ressource : sa condition est dans le système de codes des erreurs.]])

* #H2 "access_token non valide" "HTTP 401 : le jeton d'accès n'est pas valide."
* insert Propriete(H2, enforcement, session)
* insert Propriete(H2, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(H2, error, access-token)
* insert Propriete(H2, reason, [[L'erreur tient à la session ou au protocole, non à la ressource : sa condition est dans le système de codes des erreurs.]])

* #H3 "idPe d'un autre usager" "HTTP 403 : l'idPe de la requête n'est pas celui de l'ID_TOKEN."
* insert Propriete(H3, enforcement, session)
* insert Propriete(H3, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(H3, error, idpe)
* insert Propriete(H3, reason, [[L'erreur tient à la session ou au protocole, non à la ressource : sa condition est dans le système de codes des erreurs.]])

* #H4 "Consentement absent" "HTTP 403 : l'usager n'a pas consenti au flux."
* insert Propriete(H4, enforcement, session)
* insert Propriete(H4, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(H4, error, consentement)
* insert Propriete(H4, reason, [[L'erreur tient à la session ou au protocole, non à la ressource : sa condition est dans le système de codes des erreurs.]])

* #H5 "Corps absent" "HTTP 400 : la requête d'alimentation n'a pas de corps."
* insert Propriete(H5, enforcement, session)
* insert Propriete(H5, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(H5, error, bundle-absent)
* insert Propriete(H5, reason, [[L'erreur tient à la session ou au protocole, non à la ressource : sa condition est dans le système de codes des erreurs.]])

* #H6 "OID en conflit" "HTTP 409 : l'OID de l'ID_TOKEN n'est pas celui que Mon espace santé connaît."
* insert Propriete(H6, enforcement, session)
* insert Propriete(H6, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(H6, error, conflit-oid)
* insert Propriete(H6, reason, [[L'erreur tient à la session ou au protocole, non à la ressource : sa condition est dans le système de codes des erreurs.]])

// I. Erreurs de validation, HTTP 422

* #I1 "Type ou méthode non admis" "La transaction fait autre chose que créer une Observation ou un Device."
* insert Propriete(I1, enforcement, invariant)
* insert Propriete(I1, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(I1, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I1, constraint, mes-methode)
* insert Propriete(I1, error, methode-non-admise)

* #I2 "ifNoneExist absent ou mal formé" "La création du dispositif n'est pas conditionnée à l'un de ses identifiants."
* insert Propriete(I2, enforcement, invariant)
* insert Propriete(I2, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(I2, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I2, constraint, mes-ifnoneexist)
* insert Propriete(I2, error, ifnoneexist)

* #I3 "Pas exactement une mesure" "La transaction ne crée pas une et une seule Observation."
* insert Propriete(I3, enforcement, invariant)
* insert Propriete(I3, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(I3, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I3, constraint, mes-mesure-unique)
* insert Propriete(I3, error, observation-absente)

* #I4 "Mesure sans référence au dispositif" "La transaction contient un dispositif que la mesure ne référence pas."
* insert Propriete(I4, enforcement, invariant)
* insert Propriete(I4, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(I4, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I4, constraint, mes-lien-present)
* insert Propriete(I4, error, dispositif-non-reference)

* #I5 "Référence à un autre dispositif" "La mesure référence un autre dispositif que celui de la transaction."
* insert Propriete(I5, enforcement, invariant)
* insert Propriete(I5, artifact, StructureDefinition/MESBundleAlimentation)
* insert Propriete(I5, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I5, constraint, mes-lien-dispositif)
* insert Propriete(I5, error, lien-dispositif)

* #I6 "Mesure sans profil" "meta.profile est absent, ou ne nomme aucun des onze profils."
* insert Propriete(I6, enforcement, invariant)
* insert Propriete(I6, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(I6, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I6, constraint, mes-profil)
* insert Propriete(I6, error, profil-absent)

* #I7 "Source étrangère à la solution" "L'OID de meta.source ne commence pas par celui de la solution authentifiée."
* insert Propriete(I7, enforcement, invariant)
* insert Propriete(I7, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(I7, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I7, constraint, mes-source)
* insert Propriete(I7, error, source)

* #I8 "Mesure sans valeur" "La mesure, ou l'un de ses composants, n'a pas de valeur chiffrée."
* insert Propriete(I8, enforcement, invariant)
* insert Propriete(I8, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(I8, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I8, constraint, mes-valeur)
* insert Propriete(I8, error, valeur-absente)

* #I9 "Alimentation d'un IMC" "La mesure est un indice de masse corporelle."
* insert Propriete(I9, enforcement, invariant)
* insert Propriete(I9, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(I9, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I9, constraint, mes-imc)
* insert Propriete(I9, error, imc)

* #I10 "Usager non identifié" "subject.identifier est absent ou incomplet."
* insert Propriete(I10, enforcement, invariant)
* insert Propriete(I10, artifact, StructureDefinition/MESObservationAlimentation)
* insert Propriete(I10, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I10, constraint, mes-usager)
* insert Propriete(I10, error, usager-absent)

* #I11 "Moment absent" "Une glycémie sanguine n'a pas de moment."
* insert Propriete(I11, enforcement, invariant)
* insert Propriete(I11, artifact, StructureDefinition/MESObservationGlucose)
* insert Propriete(I11, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I11, constraint, mes-moment-obligatoire)
* insert Propriete(I11, error, moment-absent)

* #I12 "Nombre de jours interdit" "Une glycémie sanguine ou une HbA1c a un nombre de jours."
* insert Propriete(I12, enforcement, invariant)
* insert Propriete(I12, artifact, StructureDefinition/MESObservationGlucose)
* insert Propriete(I12, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I12, constraint, mes-jours-interdits)
* insert Propriete(I12, error, nombre-de-jours-interdit)

* #I13 "Moment interdit" "Une HbA1c, une glycémie interstitielle ou un indice de gestion a un moment."
* insert Propriete(I13, enforcement, invariant)
* insert Propriete(I13, artifact, StructureDefinition/MESObservationGlucose)
* insert Propriete(I13, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I13, constraint, mes-moment-interdit)
* insert Propriete(I13, error, moment-interdit)

* #I14 "Nombre de jours absent" "Une glycémie interstitielle ou un indice de gestion n'a pas de nombre de jours."
* insert Propriete(I14, enforcement, invariant)
* insert Propriete(I14, artifact, StructureDefinition/MESObservationGlucose)
* insert Propriete(I14, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I14, constraint, mes-jours-obligatoires)
* insert Propriete(I14, error, nombre-de-jours-absent)

* #I15 "Dispositif sans profil" "Le dispositif ne déclare pas PhdDevice dans meta.profile."
* insert Propriete(I15, enforcement, invariant)
* insert Propriete(I15, artifact, StructureDefinition/MESDevice)
* insert Propriete(I15, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(I15, constraint, mes-dispositif-profil)
* insert Propriete(I15, error, profil-dispositif-absent)

// J. Recherche

* #J1 "Deux modes" "Toutes les mesures d'un code sur une période, ou la dernière mesure d'un code."
* insert Propriete(J1, enforcement, capacite)
* insert Propriete(J1, artifact, CapabilityStatement/mes-api-serveur)
* insert Propriete(J1, artifact, StructureDefinition/MESParametresRecherche)
* insert Propriete(J1, constraint, mes-rech-aucun-mode)
* insert Propriete(J1, constraint, mes-rech-deux-modes)
* insert Propriete(J1, error, aucun-mode)
* insert Propriete(J1, error, deux-modes)

* #J2 "Code" "code est obligatoire : l'un des codes de recherche, sans système."
* insert Propriete(J2, enforcement, invariant)
* insert Propriete(J2, artifact, StructureDefinition/MESParametresRecherche)
* insert Propriete(J2, artifact, ValueSet/mes-code-recherche)
* insert Propriete(J2, constraint, mes-rech-code)
* insert Propriete(J2, error, recherche-non-conforme)

* #J3 "Usager" "subject.identifier est obligatoire : OID de l'autorité d'affectation, barre, idPe, ceux des jetons. La barre s'écrit %7C dans l'URL."
* insert Propriete(J3, enforcement, invariant)
* insert Propriete(J3, artifact, StructureDefinition/MESParametresRecherche)
* insert Propriete(J3, artifact, SearchParameter/mes-observation-subject-identifier)
* insert Propriete(J3, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(J3, constraint, mes-rech-usager)
* insert Propriete(J3, error, recherche-non-conforme)
* insert Propriete(J3, error, idpe)

* #J4 "Période" "date est obligatoire pour toutes les mesures, avec deux bornes (ge ou gt, le ou lt) ; sans objet pour la dernière."
* insert Propriete(J4, enforcement, invariant)
* insert Propriete(J4, artifact, StructureDefinition/MESParametresRecherche)
* insert Propriete(J4, artifact, CapabilityStatement/mes-api-serveur)
* insert Propriete(J4, constraint, mes-rech-date)
* insert Propriete(J4, error, recherche-non-conforme)

* #J5 "Tri" "_sort est obligatoire pour la dernière mesure et vaut -date."
* insert Propriete(J5, enforcement, invariant)
* insert Propriete(J5, artifact, StructureDefinition/MESParametresRecherche)
* insert Propriete(J5, artifact, CapabilityStatement/mes-api-serveur)
* insert Propriete(J5, constraint, mes-rech-derniere)
* insert Propriete(J5, error, tri)

* #J6 "Taille de page" "_count : toutes, facultatif, 50 par défaut, 100 au plus ; dernière, obligatoire et 1. Les dispositifs inclus ne comptent pas."
* insert Propriete(J6, enforcement, invariant)
* insert Propriete(J6, artifact, StructureDefinition/MESParametresRecherche)
* insert Propriete(J6, artifact, StructureDefinition/MESBundleRecherche)
* insert Propriete(J6, constraint, mes-rech-taille-page)
* insert Propriete(J6, constraint, mes-rech-derniere)
* insert Propriete(J6, constraint, mes-rech-nombre)
* insert Propriete(J6, constraint, mes-recherche-taille)
* insert Propriete(J6, error, taille-de-page)
* insert Propriete(J6, error, tri)

* #J7 "Numéro de page" "_offset est facultatif : le numéro de la page, 0 pour la première et par défaut."
* insert Propriete(J7, enforcement, invariant)
* insert Propriete(J7, artifact, StructureDefinition/MESParametresRecherche)
* insert Propriete(J7, artifact, SearchParameter/mes-offset)
* insert Propriete(J7, constraint, mes-rech-nombre)
* insert Propriete(J7, constraint, mes-rech-offset)
* insert Propriete(J7, error, recherche-non-conforme)

* #J8 "Dispositifs inclus" "_include=Observation:device ajoute les dispositifs des mesures trouvées, chacun une fois."
* insert Propriete(J8, enforcement, invariant)
* insert Propriete(J8, artifact, StructureDefinition/MESParametresRecherche)
* insert Propriete(J8, artifact, StructureDefinition/MESBundleRecherche)
* insert Propriete(J8, artifact, CapabilityStatement/mes-api-serveur)
* insert Propriete(J8, constraint, mes-rech-include)
* insert Propriete(J8, constraint, mes-recherche-inclus)
* insert Propriete(J8, error, recherche-non-conforme)

* #J9 "Page de résultats" "La réponse est un Bundle searchset, avec total et les liens self, next et previous."
* insert Propriete(J9, enforcement, profil)
* insert Propriete(J9, artifact, StructureDefinition/MESBundleRecherche)
* insert Propriete(J9, constraint, mes-recherche-liens)
* insert Propriete(J9, constraint, mes-recherche-entree)
* insert Propriete(J9, constraint, mes-recherche-total)

* #J10 "Erreurs de transport de la recherche" "Les erreurs H1 à H4 et H6 valent aussi pour la recherche."
* insert Propriete(J10, enforcement, session)
* insert Propriete(J10, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(J10, error, access-token)
* insert Propriete(J10, error, id-token)
* insert Propriete(J10, error, conflit-oid)
* insert Propriete(J10, error, consentement)
* insert Propriete(J10, error, idpe)
* insert Propriete(J10, reason, [[L'erreur tient à la session ou au protocole, non à la ressource : sa condition est dans le système de codes des erreurs.]])

* #J11 "Requête non valide" "HTTP 400 et une OperationOutcome de type invalid, avec l'un des quatre textes documentés."
* insert Propriete(J11, enforcement, invariant)
* insert Propriete(J11, artifact, StructureDefinition/MESParametresRecherche)
* insert Propriete(J11, artifact, CodeSystem/mes-erreur-api)
* insert Propriete(J11, artifact, StructureDefinition/MESOperationOutcome)
* insert Propriete(J11, constraint, mes-rech-taille-page)
* insert Propriete(J11, constraint, mes-rech-derniere)
* insert Propriete(J11, constraint, mes-rech-deux-modes)
* insert Propriete(J11, constraint, mes-rech-aucun-mode)
* insert Propriete(J11, error, taille-de-page)
* insert Propriete(J11, error, tri)
* insert Propriete(J11, error, deux-modes)
* insert Propriete(J11, error, aucun-mode)

* #J12 "Choix du mode" "date choisit toutes les mesures, _sort la dernière ; les deux à la fois, ou ni l'un ni l'autre, sont refusés."
* insert Propriete(J12, enforcement, invariant)
* insert Propriete(J12, artifact, StructureDefinition/MESParametresRecherche)
* insert Propriete(J12, constraint, mes-rech-aucun-mode)
* insert Propriete(J12, constraint, mes-rech-deux-modes)
* insert Propriete(J12, error, aucun-mode)
* insert Propriete(J12, error, deux-modes)
