// Règles d'une requête de recherche, mise sous la forme d'un Parameters : un parameter par paramètre de l'URL, décodé.

Invariant: mes-rech-aucun-mode
Description: "La requête choisit un mode : date pour toutes les mesures d'une période, _sort pour la dernière."
Severity: #error
Expression: "parameter.where(name = 'date' or name = '_sort').exists()"

Invariant: mes-rech-deux-modes
Description: "date (toutes les mesures) et _sort (la dernière) s'excluent."
Severity: #error
Expression: "parameter.where(name = 'date').empty() or parameter.where(name = '_sort').empty()"

Invariant: mes-rech-derniere
Description: "La dernière mesure se demande avec _sort=-date et _count=1, chacun une fois."
Severity: #error
Expression: "(parameter.where(name = '_sort').exists() and parameter.where(name = 'date').empty()) implies (parameter.where(name = '_sort').count() = 1 and parameter.where(name = '_sort').all(value = '-date') and parameter.where(name = '_count').count() = 1 and parameter.where(name = '_count').all(value = '1'))"

Invariant: mes-rech-taille-page
Description: "_count vaut au plus 100."
Severity: #error
Expression: "parameter.where(name = '_sort').empty() implies parameter.where(name = '_count' and value.matches('^[0-9]+$')).all(value.matches('^0*([0-9]{1,2}|100)$'))"

Invariant: mes-rech-nombre
Description: "_count et _offset sont des nombres entiers, donnés une fois au plus."
Severity: #error
Expression: "parameter.where(name = '_sort').empty() implies (parameter.where(name = '_count').count() <= 1 and parameter.where(name = '_offset').count() <= 1 and parameter.where(name = '_count' or name = '_offset').all(value.matches('^[0-9]+$')))"

Invariant: mes-rech-nombre-zero
Description: "_count=0 ne demande que le nombre des mesures (_summary=count en FHIR R4) : la réponse n'en contient aucune."
Severity: #warning
Expression: "parameter.where(name = '_sort').empty() implies parameter.where(name = '_count').all(value.matches('^0+$').not())"

Invariant: mes-rech-offset
Description: "_offset est sans effet sur la recherche de la dernière mesure : le retirer."
Severity: #warning
Expression: "parameter.where(name = '_sort').exists() implies parameter.where(name = '_offset').empty()"

Invariant: mes-rech-code
Description: "code est donné une fois, sans système : l'un des codes de recherche des onze mesures."
Severity: #error
Expression: "parameter.where(name = 'code').count() = 1 and parameter.where(name = 'code').value.all($this.memberOf('https://interop.esante.gouv.fr/ig/fhir/mesmesures/ValueSet/mes-code-recherche'))"

Invariant: mes-rech-usager
Description: "subject.identifier est donné une fois : l'OID de l'autorité d'affectation, une barre (%7C dans l'URL), l'idPe de l'usager."
Severity: #error
Expression: "parameter.where(name = 'subject.identifier').count() = 1 and parameter.where(name = 'subject.identifier').value.all(matches('^(urn:oid:)?[0-2](\\\\.(0|[1-9][0-9]*))+[|][^|]+$') or (matches('^[^|%]+$') and startsWith('urn:').not()))"

Invariant: mes-rech-usager-systeme
Description: "subject.identifier n'a pas l'OID de l'autorité d'affectation : l'idPe seul désigne l'usager, quel qu'en soit le système. Écrire l'OID et la barre (%7C) devant l'idPe."
Severity: #warning
Expression: "parameter.where(name = 'subject.identifier').value.all(matches('[|]'))"

Invariant: mes-rech-date
Description: "date est donné deux fois : une borne inférieure (ge ou gt) et une borne supérieure (le ou lt), chacune une date FHIR."
Severity: #error
Expression: "parameter.where(name = 'date').exists() implies (parameter.where(name = 'date').count() = 2 and parameter.where(name = 'date' and value.matches('^g[et][0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?$')).count() = 1 and parameter.where(name = 'date' and value.matches('^l[et][0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?$')).count() = 1)"

Invariant: mes-rech-include
Description: "_include ne connaît que la valeur Observation:device."
Severity: #error
Expression: "parameter.where(name = '_include').all(value = 'Observation:device' or value = 'Observation.device')"

Invariant: mes-rech-include-point
Description: "FHIR écrit Observation:device, avec deux points : un serveur qui ne connaît que cette forme n'ajoute pas les dispositifs à la réponse."
Severity: #warning
Expression: "parameter.where(name = '_include').all(value != 'Observation.device')"
