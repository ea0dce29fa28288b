// Ce que tous les profils de mesure de l'API ont en commun.
// suffixe : fin de l'URL que l'API exige dans meta.profile.
RuleSet: ObservationMes(suffixe)
* insert ReglesMesure
* insert ProfilExige(https://fhir.monespacesante.fr/ref/mesure/StructureDefinition/mes-observation-{suffixe})
* meta ^short = "Profil de la mesure et système émetteur"
* meta.profile ^short = "URL du profil de la mesure, exigée par l'API"
* meta.profile ^definition = "URL du profil auquel la mesure se conforme. L'API refuse une Observation qui ne la porte pas ; la valeur étant fixée, aucun second profil ne peut être déclaré."
* meta.source ^short = "Système émetteur : OID de la solution, sous la forme urn:oid"
* meta.source ^definition = "OID de la solution qui transmet la mesure, ou l'un de ses sous-OID. Présent, il doit commencer par l'OID de la solution authentifiée ; absent, le serveur inscrit cet OID."
* status ^short = "Statut de la mesure : en règle générale final"
* category[VSCat] ^short = "Catégorie « signes vitaux » : vital-signs"
* subject ^short = "Usager, désigné par son identifiant"
* subject ^definition = "Usager mesuré. La référence est logique : subject.identifier porte dans system l'OID de l'autorité d'affectation (AssignAuth), obtenu à l'appariement, et dans value l'idPe de l'usager."
* effective[x] ^short = "Date et heure de la mesure, au moins au jour"
* effective[x] ^definition = "Moment où la mesure a été faite. C'est sur lui que porte la recherche par période : une dateTime, précise au moins au jour, avec le fuseau horaire dès que l'heure est donnée."
* performer ^short = "Qui a fait la mesure : souvent l'usager lui-même"
* note ^short = "Remarque libre sur la mesure"
* device ^short = "Dispositif de santé qui a fait la mesure"
* device ^definition = "Référence Device/[id] vers le dispositif (profil MESDevice), obligatoire quand la transaction contient ce dispositif ; absent quand la mesure n'a pas été faite par un objet connecté."

// meta est obligatoire avec meta.profile : sans meta, le minimum de meta.profile ne serait jamais vérifié.
RuleSet: ProfilExige(url)
* ^url = "{url}"
* meta 1..1
* meta.profile 1..1
* meta.profile = "{url}" (exactly)

RuleSet: MesureSimple
* value[x] ^short = "Valeur mesurée"
* value[x] ^definition = "Résultat de la mesure. L'API refuse une mesure sans valeur, même là où le profil admet dataAbsentReason."
* dataAbsentReason ^short = "Motif d'absence de valeur : sans usage à l'alimentation"
* dataAbsentReason ^definition = "Admis par le profil parent. À l'alimentation, l'API refuse toute mesure sans valeur : cet élément ne permet donc pas de s'en passer."

// Les parents issus de fr.core 1.1.0 découpent code.coding en tranches obligatoires sans relever le minimum de l'élément :
// le minimum explicite évite une erreur du Publisher et ne change aucun verdict.
RuleSet: CodeObligatoire
* code.coding 1..

// Les règles de l'API sur toute mesure (input/fsh/invariants/mesure.fsh).
RuleSet: ReglesMesure
* obeys mes-usager and mes-usager-oid and mes-source and mes-source-urn and mes-valeur and mes-valeur-composants

RuleSet: ReglesGlycemie
* obeys mes-glycemie-recherche and mes-moment-obligatoire and mes-moment-interdit and mes-jours-obligatoires and mes-jours-interdits and mes-glycemie-unite
