Profile: MESBundleRecherche
Parent: Bundle
Id: MESBundleRecherche
Title: "Recherche : page de résultats"
Description: """
Réponse HTTP 200 à une recherche, dans les deux modes : les mesures trouvées, chacune conforme à son profil, et les
dispositifs si la requête les a demandés. Une solution lit ce que le serveur envoie : ce que l'API documente est exigé, le
reste (total, lien self, search.mode) n'est qu'un avertissement. FHIR veut de plus un fullUrl à chaque entrée.
"""
* obeys mes-recherche-liens and mes-recherche-taille and mes-recherche-inclus and mes-recherche-inclus-lien
* obeys mes-recherche-total-present and mes-recherche-total
* type = #searchset
* type ^short = "Toujours searchset"
* total ^short = "Nombre des mesures de toutes les pages, sans les dispositifs"
* link ^short = "self, et selon la page next et previous"
* entry obeys mes-recherche-entree and mes-recherche-mode
* entry.resource 1..1

Profile: MESParametresRecherche
Parent: Parameters
Id: MESParametresRecherche
Title: "Recherche : paramètres de la requête"
Description: """
Une requête de recherche sous une forme qui se valide : un parameter par paramètre de l'URL, dans l'ordre, sa valeur
décodée. Cette ressource ne circule pas : c'est en elle qu'un validateur traduit l'URL pour la juger.

Deux modes : toutes les mesures d'une période (date), ou la dernière (_sort).
"""
* obeys mes-rech-aucun-mode and mes-rech-deux-modes and mes-rech-derniere and mes-rech-taille-page and mes-rech-nombre and mes-rech-nombre-zero and mes-rech-offset
* obeys mes-rech-code and mes-rech-usager and mes-rech-usager-systeme and mes-rech-date and mes-rech-include and mes-rech-include-point
* parameter 1..*
* parameter.name ^short = "Nom du paramètre de l'URL"
* parameter.value[x] 1..1
* parameter.value[x] only string
* parameter.value[x] ^short = "Valeur décodée"
* parameter.resource 0..0
* parameter.part 0..0

Profile: MESOperationOutcome
Parent: OperationOutcome
Id: MESOperationOutcome
Title: "Refus de l'API"
Description: """
Corps de la réponse quand l'API refuse : HTTP 422 à l'alimentation, HTTP 400 à la recherche. Les erreurs possibles, avec
leur statut HTTP, leur type et leur texte, sont dans le système de codes des erreurs de l'API.
"""
* obeys mes-refus-gravite
* issue.severity ^short = "error ; une solution en admet d'autres"
* issue.code ^short = "not-supported, invalid, value ou incomplete pour une erreur documentée"
* issue.diagnostics ^short = "Le texte de l'erreur, en anglais"
