// Requêtes de recherche, traduites en Parameters : l'URL est dans la description.

RuleSet: Parametre(nom, valeur)
* parameter[+].name = "{nom}"
* parameter[=].valueString = "{valeur}"

Instance: recherche-requete-toutes
InstanceOf: MESParametresRecherche
Title: "Requête : toutes les mesures d'une période"
Description: "GET [base]/Observation?code=29463-7&subject.identifier=urn:oid:2.999.250.1.4%7C7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36&date=ge2026-10-01&date=le2026-10-31&_include=Observation:device&_count=50&_offset=0"
Usage: #example
* insert Parametre(code, 29463-7)
* insert Parametre(subject.identifier, [[urn:oid:2.999.250.1.4|7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36]])
* insert Parametre(date, ge2026-10-01)
* insert Parametre(date, le2026-10-31)
* insert Parametre(_include, Observation:device)
* insert Parametre(_count, 50)
* insert Parametre(_offset, 0)

Instance: recherche-requete-derniere
InstanceOf: MESParametresRecherche
Title: "Requête : dernière mesure"
Description: "GET [base]/Observation?code=85354-9&subject.identifier=urn:oid:2.999.250.1.4%7C7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36&_sort=-date&_count=1&_include=Observation:device"
Usage: #example
* insert Parametre(code, 85354-9)
* insert Parametre(subject.identifier, [[urn:oid:2.999.250.1.4|7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36]])
* insert Parametre(_sort, -date)
* insert Parametre(_count, 1)
* insert Parametre(_include, Observation:device)
