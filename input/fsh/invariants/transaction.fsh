// Règles de la transaction d'alimentation. Celles qui lient deux entrées portent sur le Bundle : portées par chaque entrée,
// elles en parcourraient toutes les autres. Le message dit quoi corriger ; le code d'erreur que l'API y associe est dans
// MESErreurApi, et la règle du guide dans MESRegleApi.

Invariant: mes-mesure-presente
Description: "La transaction crée une mesure : une entrée Observation avec sa méthode (request.method)."
Severity: #error
Expression: "entry.where(resource is Observation and request.method.exists()).exists()"

Invariant: mes-mesure-seule
Description: "La transaction ne crée qu'une mesure : envoyer une transaction par mesure."
Severity: #error
Expression: "entry.where(resource is Observation).count() <= 1"

Invariant: mes-methode
Description: "Une entrée crée une Observation ou un Device par POST : aucun autre type de ressource, aucune autre méthode."
Severity: #error
Expression: "(resource.exists() implies resource.where($this is Observation or $this is Device).exists()) and (request.method.exists() implies request.method = 'POST')"

Invariant: mes-ifnoneexist
Description: "request.ifNoneExist du dispositif vaut identifier=urn:oid:[OID]|[identifiant]."
Severity: #error
Expression: "resource.where($this is Device).exists() implies (request.ifNoneExist.exists() and request.ifNoneExist.matches('^identifier=urn:oid:[0-2](\\\\.(0|[1-9][0-9]*))+[|][^|&]+$'))"

Invariant: mes-ifnoneexist-identifiant
Description: "request.ifNoneExist nomme l'un des identifiants du dispositif : la condition ne le retrouverait pas par un autre."
Severity: #error
Expression: "(resource.where($this is Device).exists() and request.ifNoneExist.matches('^identifier=urn:oid:')) implies request.ifNoneExist in resource.identifier.select('identifier=' + system + '|' + value)"

Invariant: mes-ifnoneexist-zeros
Description: "Un EUI-64 à zéro n'identifie aucun dispositif : donner au Device un second identifiant, d'un sous-OID de la solution, et le nommer dans request.ifNoneExist. Sinon, tous les dispositifs sans EUI-64 n'en feraient qu'un."
Severity: #warning
Expression: "request.ifNoneExist.exists() implies request.ifNoneExist.endsWith('|00-00-00-00-00-00-00-00').not()"

Invariant: mes-ifnoneexist-mesure
Description: "L'API ne prévoit request.ifNoneExist que pour le dispositif : rien ne dit qu'elle le lise sur une mesure, et qu'il évite un doublon. Rechercher d'abord la mesure."
Severity: #warning
Expression: "resource.where($this is Observation).exists() implies request.ifNoneExist.empty()"

Invariant: mes-lien-present
Description: "La transaction contient un dispositif : la mesure le désigne dans Observation.device.reference."
Severity: #error
Expression: "entry.resource.where($this is Device).exists() implies entry.resource.where($this is Observation).all(device.reference.exists())"

Invariant: mes-lien-dispositif
Description: "Observation.device.reference vaut Device/ suivi de l'identifiant (id) du dispositif de la transaction."
Severity: #error
Expression: "entry.resource.where($this is Device).exists() implies entry.resource.where($this is Observation).device.reference.all($this in %resource.entry.resource.where($this is Device).select('Device/' + id))"

Invariant: mes-dispositif-transmis
Description: "La mesure désigne un dispositif que la transaction ne contient pas : s'il a fait la mesure, il doit y être."
Severity: #warning
Expression: "entry.resource.where($this is Observation).device.reference.exists() implies entry.resource.where($this is Device).exists()"

// Réponses : ce que l'API documente est exigé, le reste n'est qu'un avertissement. Une solution lit ce que le serveur envoie.

Invariant: mes-reponse-statut
Description: "Le statut d'une entrée est 201 pour une ressource créée, 200 pour un dispositif déjà connu."
Severity: #error
Expression: "response.status.matches('^201( .*)?$') or (response.status.matches('^200( .*)?$') and response.location.startsWith('Device/'))"

Invariant: mes-reponse-statut-texte
Description: "L'API écrit « 201 Created » et « 200 Success » : ne lire que le nombre."
Severity: #warning
Expression: "response.status = '201 Created' or response.status = '200 Success'"

Invariant: mes-reponse-location
Description: "L'adresse d'une entrée est relative et sans version : Observation/[id] ou Device/[id]."
Severity: #error
Expression: "response.location.matches('^(Observation|Device)/[A-Za-z0-9.-]{1,64}$')"

Invariant: mes-reponse-mesure
Description: "La réponse a une entrée pour la mesure, et au plus une pour le dispositif."
Severity: #error
Expression: "entry.response.where(location.startsWith('Observation/')).count() = 1 and entry.response.where(location.startsWith('Device/')).count() <= 1"

Invariant: mes-refus-gravite
Description: "Un refus a une erreur (error ou fatal) ; l'API n'écrit pas d'autre gravité."
Severity: #warning
Expression: "issue.where(severity = 'error' or severity = 'fatal').exists()"

Invariant: mes-recherche-total-present
Description: "La page dit le nombre des mesures trouvées : total."
Severity: #warning
Expression: "total.exists()"

Invariant: mes-recherche-total
Description: "total est au moins le nombre des mesures de la page : il compte les mesures de toutes les pages, sans les dispositifs."
Severity: #warning
Expression: "total.exists() implies total >= entry.resource.where($this is Observation).count()"

Invariant: mes-recherche-liens
Description: "La page porte le lien self, et ne porte d'autres liens que next et previous."
Severity: #warning
Expression: "link.where(relation = 'self').count() = 1 and link.all(relation = 'self' or relation = 'next' or relation = 'previous')"

Invariant: mes-recherche-entree
Description: "La page ne contient que des mesures (Observation) et des dispositifs (Device) ; un serveur FHIR peut y joindre une OperationOutcome."
Severity: #error
Expression: "resource.exists() implies resource.where($this is Observation or $this is Device or $this is OperationOutcome).exists()"

Invariant: mes-recherche-mode
Description: "Une mesure trouvée a le mode match (search.mode), un dispositif inclus le mode include."
Severity: #warning
Expression: "(resource.where($this is Observation).exists() implies search.mode = 'match') and (resource.where($this is Device).exists() implies search.mode = 'include')"

Invariant: mes-recherche-taille
Description: "Une page compte au plus 100 mesures ; les dispositifs inclus ne comptent pas."
Severity: #error
Expression: "entry.resource.where($this is Observation).count() <= 100"

Invariant: mes-recherche-inclus
Description: "Un dispositif inclus n'y figure qu'une fois."
Severity: #error
Expression: "entry.resource.where($this is Device).id.isDistinct()"

Invariant: mes-recherche-inclus-lien
Description: "Un dispositif inclus est celui d'une mesure de la page."
Severity: #warning
Expression: "entry.resource.where($this is Device).all(('Device/' + id) in %resource.entry.resource.where($this is Observation).device.reference)"
