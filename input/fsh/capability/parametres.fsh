// Les paramètres que FHIR R4 ne définit pas. code, date, _sort, _count et _include sont ceux de la norme.

Instance: mes-observation-subject-identifier
InstanceOf: SearchParameter
Title: "Recherche par l'identifiant de l'usager"
Description: "Usager des mesures, par l'identifiant que porte Observation.subject.identifier."
Usage: #definition
* name = "MESObservationSubjectIdentifier"
* status = #draft
* experimental = false
* description = "Usager des mesures : OID de l'autorité d'affectation, une barre verticale (%7C dans l'URL), idPe de l'usager. Le paramètre compare l'identifiant de la référence, et non celui d'une ressource Patient."
* code = #subject.identifier
* base = #Observation
* type = #token
* expression = "Observation.subject.identifier"
* multipleOr = false
* multipleAnd = false

Instance: mes-offset
InstanceOf: SearchParameter
Title: "Numéro de la page"
Description: "Numéro de la page de résultats demandée, à partir de 0."
Usage: #definition
* name = "MESOffset"
* status = #draft
* experimental = false
* description = "Numéro de la page de résultats demandée. La première page porte le numéro 0, et c'est elle que l'API rend si le paramètre est absent."
* code = #_offset
* base = #Observation
* type = #special
* multipleOr = false
* multipleAnd = false
