Profile: MESObservationAlimentation
Parent: Observation
Id: MESObservationAlimentation
Title: "Mesure transmise à l'alimentation"
Description: """
Ce que toute mesure doit porter pour que l'API la crée, quelle qu'elle soit. La mesure nomme dans meta.profile le profil
qui lui est propre, et s'y conforme aussi : ce profil-ci n'y figure pas, il s'applique par la transaction.
"""
* insert ReglesMesure
* insert ReglesGlycemie
* obeys mes-profil-present and mes-profil and mes-imc and mes-vrai-date and mes-vrai-comparateur
* meta 1..1
* meta.profile 1..
* meta.profile ^short = "URL du profil de la mesure"
* status ^short = "Statut de la mesure"
* category 1..
* category.coding 1..
* category.coding.system 1..
* category.coding.code 1..
* code.coding 1..
* code.coding.system 1..
* code.coding.code 1..
* subject 1..1
* subject ^short = "Usager, désigné par subject.identifier"
* effective[x] 1..1
* effective[x] only dateTime
* effective[x] ^short = "Date et heure de la mesure"
* device ^short = "Dispositif de la transaction : Device/[id]"

Profile: MESBundleAlimentation
Parent: Bundle
Id: MESBundleAlimentation
Title: "Alimentation : transaction"
Description: """
Corps de la requête qui alimente Mon espace santé : un Bundle de type transaction, qui crée une mesure et, si un
dispositif l'a faite, le dispositif. L'ordre des entrées est libre.

Le Bundle d'alimentation du guide Mesures de santé (`mesures-bundle-flux-alimentation`, 3.2.0) n'en est pas le parent : il
n'admet pas la glycémie, veut de chaque mesure le profil de la version 3.2.0, distingue les entrées par une URL qu'une
faute suffirait à changer, et ne dit rien de fullUrl ni d'ifNoneExist.
"""
* obeys mes-mesure-presente and mes-mesure-seule and mes-lien-present and mes-lien-dispositif and mes-dispositif-transmis
* type = #transaction
* type ^short = "Toujours transaction"
* entry 1..
* entry obeys mes-methode and mes-ifnoneexist and mes-ifnoneexist-identifiant and mes-ifnoneexist-zeros and mes-ifnoneexist-mesure
* entry ^short = "La mesure, et le dispositif s'il y en a un"
* entry ^slicing.discriminator.type = #type
* entry ^slicing.discriminator.path = "resource"
* entry ^slicing.rules = #open
* entry ^slicing.description = "La mesure et le dispositif se distinguent par le type de leur ressource."
* entry contains mesure 1..1 and dispositif 0..1
* entry[mesure] ^short = "La mesure : une et une seule"
* entry[mesure].fullUrl 1..1
* entry[mesure].fullUrl ^short = "urn:uuid: suivi d'un UUID"
* entry[mesure].resource 1..1
* entry[mesure].resource only MESObservationAlimentation
* entry[mesure].request 1..1
* entry[mesure].request.method = #POST
* entry[mesure].request.url = "Observation"
* entry[dispositif] ^short = "Le dispositif qui a fait la mesure"
* entry[dispositif].resource 1..1
* entry[dispositif].resource only MESDevice
* entry[dispositif].request 1..1
* entry[dispositif].request.method = #POST
* entry[dispositif].request.url = "Device"
* entry[dispositif].request.ifNoneExist 1..1
* entry[dispositif].request.ifNoneExist ^short = "Création conditionnelle : identifier=urn:oid:[OID]|[identifiant]"

Profile: MESBundleAlimentationReponse
Parent: Bundle
Id: MESBundleAlimentationReponse
Title: "Alimentation : réponse"
Description: """
Réponse HTTP 200 à une transaction acceptée : une entrée par entrée de la requête, dans le même ordre, avec le statut et
l'adresse de la ressource. Une transaction refusée a pour réponse une OperationOutcome.

Ce que l'API documente est exigé ; le texte d'un statut n'est qu'un avertissement, et ce que FHIR admet de plus est admis.
"""
* obeys mes-reponse-mesure
* type = #transaction-response
* type ^short = "Toujours transaction-response"
* entry 1..2
* entry obeys mes-reponse-statut and mes-reponse-statut-texte and mes-reponse-location
* entry.response 1..1
* entry.response.status ^short = "201 Created, ou 200 Success pour un dispositif déjà connu : ne lire que le nombre"
* entry.response.location 1..1
* entry.response.location ^short = "Observation/[id] ou Device/[id], sans version"
