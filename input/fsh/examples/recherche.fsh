// Recherche : pages de résultats. L'adresse du serveur est fictive (domaine .example, réservé aux exemples).

RuleSet: Resultat(mesure)
* entry[+].fullUrl = "https://api.mesures.example/fhir/Observation/{mesure}"
* entry[=].resource = {mesure}
* entry[=].search.mode = #match

// Un dispositif n'est inclus qu'une fois par réponse, et ne compte ni dans total ni dans _count.
RuleSet: Inclus(uuid, dispositif)
* entry[+].fullUrl = "https://api.mesures.example/fhir/Device/{uuid}"
* entry[=].resource = {dispositif}
* entry[=].search.mode = #include

// Recherches de l'adulte des exemples ; la barre entre l'OID et l'idPe s'écrit %7C dans une URL.
RuleSet: Lien(relation, parametres)
* link[+].relation = "{relation}"
* link[=].url = "https://api.mesures.example/fhir/Observation?subject.identifier=urn:oid:2.999.250.1.4%7C7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36&{parametres}"

Instance: recherche-page-1
InstanceOf: MESBundleRecherche
Title: "Recherche de toutes les mesures : première page"
Description: "Poids d'octobre 2026, une mesure par page : la première page porte le nombre total de mesures et les liens self et next ; le dispositif référencé est inclus."
Usage: #example
* total = 2
* insert Lien(self, [[code=29463-7&date=ge2026-10-01&date=le2026-10-31&_include=Observation:device&_count=1&_offset=0]])
* insert Lien(next, [[code=29463-7&date=ge2026-10-01&date=le2026-10-31&_include=Observation:device&_count=1&_offset=1]])
* insert Resultat(poids-complet)
* insert Inclus(3f1c6a52-8d0e-4b7a-9c55-1e2f60a7d301, dispositif-balance)

Instance: recherche-page-2
InstanceOf: MESBundleRecherche
Title: "Recherche de toutes les mesures : dernière page"
Description: "Seconde et dernière page de la même recherche : le lien previous ramène à la première ; il n'y a plus de lien next."
Usage: #example
* total = 2
* insert Lien(self, [[code=29463-7&date=ge2026-10-01&date=le2026-10-31&_include=Observation:device&_count=1&_offset=1]])
* insert Lien(previous, [[code=29463-7&date=ge2026-10-01&date=le2026-10-31&_include=Observation:device&_count=1&_offset=0]])
* insert Resultat(poids-restitue)

Instance: recherche-derniere
InstanceOf: MESBundleRecherche
Title: "Recherche de la dernière mesure"
Description: "Dernière pression artérielle de l'usager : tri sur la date décroissante et un seul résultat."
Usage: #example
* total = 1
* insert Lien(self, [[code=85354-9&_sort=-date&_count=1&_include=Observation:device]])
* insert Resultat(tension-complet)
* insert Inclus(b9e04d7c-52a1-4f3e-8a16-70c3d5e8f902, dispositif-tensiometre-complet)

Instance: recherche-imc
InstanceOf: MESBundleRecherche
Title: "Recherche de l'indice de masse corporelle"
Description: "L'IMC ne s'alimente pas, mais se recherche comme les autres mesures. Ici la page tient tous les résultats, et le dispositif n'est pas demandé."
Usage: #example
* total = 2
* insert Lien(self, [[code=39156-5&date=ge2026-10-01&date=le2026-10-31&_count=50&_offset=0]])
* insert Resultat(imc-complet)
* insert Resultat(imc-minimal)

Instance: recherche-vide
InstanceOf: MESBundleRecherche
Title: "Recherche sans résultat"
Description: "Aucune mesure sur la période : total vaut zéro et il n'y a pas d'entrée."
Usage: #example
* total = 0
* insert Lien(self, [[code=41950-7&date=ge2026-01-01&date=le2026-01-31&_count=50&_offset=0]])
