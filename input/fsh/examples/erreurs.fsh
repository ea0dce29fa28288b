// Réponses d'erreur. diagnostics porte le message de l'API tel quel, en anglais ; ses paramètres ont une valeur d'exemple.

RuleSet: Erreur(code, diagnostics)
* issue.severity = #error
* issue.code = #{code}
* issue.diagnostics = "{diagnostics}"

// Alimentation : HTTP 422, « Bundle not valid. »

Instance: erreur-methode-non-admise
InstanceOf: MESOperationOutcome
Title: "Erreur : type de ressource ou méthode non admis"
Description: "HTTP 422, « Bundle not valid. » : la transaction contient autre chose que la création d'une Observation ou d'un Device."
Usage: #example
* insert Erreur(not-supported, Resource of type Patient is not acceptable with method POST.)

Instance: erreur-ifnoneexist
InstanceOf: MESOperationOutcome
Title: "Erreur : ifNoneExist absent ou mal formé"
Description: "HTTP 422, « Bundle not valid. » : la création du dispositif n'est pas conditionnée à son identifiant."
Usage: #example
* insert Erreur(invalid, [[Device request must have a valid IfNoneExist attribute : identifier=urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680|02-4A-1C-FF-FE-60-A7-D3]])

Instance: erreur-observation-absente
InstanceOf: MESOperationOutcome
Title: "Erreur : pas exactement une mesure"
Description: "HTTP 422, « Bundle not valid. » : la transaction ne crée pas une et une seule Observation."
Usage: #example
* insert Erreur(invalid, Bundle must contains one observation creation (POST\))

// Alimentation : HTTP 422, « Observation and Device link not valid. »

Instance: erreur-dispositif-non-reference
InstanceOf: MESOperationOutcome
Title: "Erreur : mesure sans référence au dispositif"
Description: "HTTP 422, « Observation and Device link not valid. » : la transaction contient un dispositif que la mesure ne référence pas."
Usage: #example
* insert Erreur(invalid, Observation.device.reference is mandatory.)

Instance: erreur-lien-dispositif
InstanceOf: MESOperationOutcome
Title: "Erreur : référence à un autre dispositif"
Description: "HTTP 422, « Observation and Device link not valid. » : la mesure référence un autre dispositif que celui de la transaction."
Usage: #example
* insert Erreur(invalid, [[Observation and device not linked by id (Observation.device.reference <-> Device.id)]])

// Alimentation : HTTP 422, « Observation resource not valid. »

Instance: erreur-profil-absent
InstanceOf: MESOperationOutcome
Title: "Erreur : mesure sans profil"
Description: "HTTP 422, « Observation resource not valid. » : meta.profile est absent."
Usage: #example
* insert Erreur(invalid, Observation must provide meta.profile value.)

Instance: erreur-source
InstanceOf: MESOperationOutcome
Title: "Erreur : source étrangère à la solution"
Description: "HTTP 422, « Observation resource not valid. » : l'OID de meta.source ne commence pas par celui de la solution authentifiée."
Usage: #example
* insert Erreur(value, Solution oid contains in Observation.meta.source don't belong to root editor oid (2.999.250.2.17\).)

Instance: erreur-valeur-absente
InstanceOf: MESOperationOutcome
Title: "Erreur : mesure sans valeur"
Description: "HTTP 422, « Observation resource not valid. » : la mesure n'a pas de valeur, fût-ce avec un motif d'absence."
Usage: #example
* insert Erreur(value, Observation value quantity not provided.)

Instance: erreur-imc
InstanceOf: MESOperationOutcome
Title: "Erreur : alimentation d'un IMC"
Description: "HTTP 422, « Observation resource not valid. » : l'indice de masse corporelle est calculé par Mon espace santé et ne peut être créé."
Usage: #example
* insert Erreur(not-supported, Bmi observation cannot be created.)

Instance: erreur-usager-absent
InstanceOf: MESOperationOutcome
Title: "Erreur : usager non identifié"
Description: "HTTP 422, « Observation resource not valid. » : subject.identifier est absent."
Usage: #example
* insert Erreur(invalid, Observation.subject.identifier is mandatory.)

Instance: erreur-moment-absent
InstanceOf: MESOperationOutcome
Title: "Erreur : moment de la mesure absent"
Description: "HTTP 422, « Observation resource not valid. » : une glycémie sanguine doit dire à quel moment elle a été mesurée."
Usage: #example
* insert Erreur(incomplete, Observation.extension.moment is mandatory.)

Instance: erreur-nombre-de-jours-interdit
InstanceOf: MESOperationOutcome
Title: "Erreur : nombre de jours interdit"
Description: "HTTP 422, « Observation resource not valid. » : une glycémie sanguine et une hémoglobine glyquée n'ont pas de nombre de jours."
Usage: #example
* insert Erreur(invalid, Observation.extension.numberOfDays cannot be added.)

Instance: erreur-moment-interdit
InstanceOf: MESOperationOutcome
Title: "Erreur : moment de la mesure interdit"
Description: "HTTP 422, « Observation resource not valid. » : seule la glycémie sanguine a un moment."
Usage: #example
* insert Erreur(invalid, Observation.extension.moment cannot be added.)

Instance: erreur-nombre-de-jours-absent
InstanceOf: MESOperationOutcome
Title: "Erreur : nombre de jours absent"
Description: "HTTP 422, « Observation resource not valid. » : une glycémie interstitielle et un indice de gestion de la glycémie doivent dire sur combien de jours ils portent."
Usage: #example
* insert Erreur(incomplete, Observation.extension.numberOfDays is mandatory.)

// Alimentation : HTTP 422, « Device resource not valid. »

Instance: erreur-profil-dispositif-absent
InstanceOf: MESOperationOutcome
Title: "Erreur : dispositif sans profil"
Description: "HTTP 422, « Device resource not valid. » : le dispositif ne déclare pas PhdDevice dans meta.profile."
Usage: #example
* insert Erreur(invalid, Device must provide meta.profile value.)

// Recherche : HTTP 400, « Request not valid »

Instance: erreur-taille-de-page
InstanceOf: MESOperationOutcome
Title: "Erreur : page trop grande"
Description: "HTTP 400, « Request not valid » : _count dépasse le maximum de 100 mesures par page."
Usage: #example
* insert Erreur(invalid, Maximum page size allowed is 100. Actual : 250)

Instance: erreur-tri
InstanceOf: MESOperationOutcome
Title: "Erreur : recherche de la dernière mesure mal formée"
Description: "HTTP 400, « Request not valid » : la dernière mesure se demande avec _sort=-date et _count=1."
Usage: #example
* insert Erreur(invalid, [[Sort parameter must be equals to -date (date DESC) with _count equals to 1 to retrieve last observation]])

Instance: erreur-deux-modes
InstanceOf: MESOperationOutcome
Title: "Erreur : deux modes de recherche à la fois"
Description: "HTTP 400, « Request not valid » : la requête demande à la fois toutes les mesures d'une période et la dernière."
Usage: #example
* insert Erreur(invalid, [[Paged search and search last cannot be requested concurrently]])

Instance: erreur-aucun-mode
InstanceOf: MESOperationOutcome
Title: "Erreur : aucun mode de recherche"
Description: "HTTP 400, « Request not valid » : la requête ne donne ni période ni tri."
Usage: #example
* insert Erreur(invalid, No search mode detected)
