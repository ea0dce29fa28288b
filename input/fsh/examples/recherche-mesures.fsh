// Recherche : la dernière mesure, pour chaque mesure que recherche.fsh ne montre pas.

// Recherches du nourrisson des exemples.
RuleSet: LienNourrisson(relation, parametres)
* link[+].relation = "{relation}"
* link[=].url = "https://api.mesures.example/fhir/Observation?subject.identifier=urn:oid:2.999.250.1.4%7Cc20be9a4-6f17-4d83-8e5a-0b94d7f1632e&{parametres}"

Instance: recherche-derniere-taille
InstanceOf: MESBundleRecherche
Title: "Recherche : la dernière taille"
Description: "Dernière taille connue de l'usager."
Usage: #example
* total = 1
* insert Lien(self, [[code=8302-2&_sort=-date&_count=1]])
* insert Resultat(taille-complet)

Instance: recherche-derniere-temperature
InstanceOf: MESBundleRecherche
Title: "Recherche : la dernière température"
Description: "Dernière température corporelle de l'usager."
Usage: #example
* total = 1
* insert Lien(self, [[code=8310-5&_sort=-date&_count=1]])
* insert Resultat(temperature-complet)

Instance: recherche-derniere-glycemie
InstanceOf: MESBundleRecherche
Title: "Recherche : la dernière glycémie sanguine"
Description: "Dernière glycémie sanguine de l'usager : chaque indicateur a son code de recherche."
Usage: #example
* total = 1
* insert Lien(self, [[code=2345-7&_sort=-date&_count=1]])
* insert Resultat(glycemie-complet)

Instance: recherche-derniere-hba1c
InstanceOf: MESBundleRecherche
Title: "Recherche : la dernière hémoglobine glyquée"
Description: "Dernière hémoglobine glyquée de l'usager."
Usage: #example
* total = 1
* insert Lien(self, [[code=4548-4&_sort=-date&_count=1]])
* insert Resultat(glycemie-hba1c)

Instance: recherche-derniere-glycemie-interstitielle
InstanceOf: MESBundleRecherche
Title: "Recherche : la dernière glycémie interstitielle"
Description: "Dernière moyenne de glycémie interstitielle : la recherche emploie MED-969, et la mesure porte aussi le code LOINC 99504-3."
Usage: #example
* total = 1
* insert Lien(self, [[code=MED-969&_sort=-date&_count=1]])
* insert Resultat(glycemie-interstitielle)

Instance: recherche-derniere-igg
InstanceOf: MESBundleRecherche
Title: "Recherche : le dernier indice de gestion de la glycémie"
Description: "Dernier indice de gestion de la glycémie de l'usager."
Usage: #example
* total = 1
* insert Lien(self, [[code=MED-972&_sort=-date&_count=1]])
* insert Resultat(glycemie-igg)

Instance: recherche-derniere-douleur
InstanceOf: MESBundleRecherche
Title: "Recherche : la dernière intensité de douleur"
Description: "Dernière intensité de douleur saisie par l'usager."
Usage: #example
* total = 1
* insert Lien(self, [[code=72514-3&_sort=-date&_count=1]])
* insert Resultat(douleur-complet)

Instance: recherche-derniere-pas
InstanceOf: MESBundleRecherche
Title: "Recherche : le dernier nombre de pas"
Description: "Dernier nombre de pas par jour de l'usager."
Usage: #example
* total = 1
* insert Lien(self, [[code=41950-7&_sort=-date&_count=1]])
* insert Resultat(pas-complet)

Instance: recherche-derniere-tour-de-taille
InstanceOf: MESBundleRecherche
Title: "Recherche : le dernier tour de taille"
Description: "Dernier tour de taille de l'usager."
Usage: #example
* total = 1
* insert Lien(self, [[code=8280-0&_sort=-date&_count=1]])
* insert Resultat(tour-de-taille-complet)

Instance: recherche-derniere-perimetre-cranien
InstanceOf: MESBundleRecherche
Title: "Recherche : le dernier périmètre crânien"
Description: "Dernier périmètre crânien d'un nourrisson."
Usage: #example
* total = 1
* insert LienNourrisson(self, [[code=8287-5&_sort=-date&_count=1]])
* insert Resultat(perimetre-cranien-minimal)

Instance: recherche-derniere-frequence-cardiaque
InstanceOf: MESBundleRecherche
Title: "Recherche : la dernière fréquence cardiaque"
Description: "Dernière fréquence cardiaque de l'usager."
Usage: #example
* total = 1
* insert Lien(self, [[code=8867-4&_sort=-date&_count=1]])
* insert Resultat(frequence-cardiaque-complet)
