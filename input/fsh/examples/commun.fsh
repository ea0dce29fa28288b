// Identifiants fictifs : l'arc d'OID 2.999 est celui que l'UIT et l'ISO réservent aux exemples.
//   2.999.250.1.4      autorité d'affectation (AssignAuth), obtenue à l'appariement
//   2.999.250.2.17     solution d'un partenaire
//   2.999.250.2.17.3   application mobile de cette solution (sous-OID)
//   2.999.250.2.17.4   dispositifs sans EUI-64 que cette solution numérote (sous-OID)

RuleSet: Usager(element, idPe)
* {element}.identifier.system = "urn:oid:2.999.250.1.4"
* {element}.identifier.value = "{idPe}"

// Une adulte qui se mesure chez elle.
RuleSet: Adulte
* insert Usager(subject, 7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36)

RuleSet: MesureParElleMeme
* insert Usager(performer, 7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36)
* performer.type = "Patient"

// Un nourrisson que l'un de ses parents mesure.
RuleSet: Nourrisson
* insert Usager(subject, c20be9a4-6f17-4d83-8e5a-0b94d7f1632e)

// Ce qu'une mesure porte au moins ; le profil ajoute meta.profile, la catégorie et le code.
RuleSet: Mesure(date)
* status = #final
* effectiveDateTime = "{date}"

RuleSet: TransmisePar(oid)
* meta.source = "urn:oid:{oid}"

RuleSet: Interpretation(code, texte)
* interpretation = $interpretation#{code}
* interpretation.text = "{texte}"

// Intervalle de référence. Le code UCUM se suffit : l'unité affichée est celle de la mesure.
RuleSet: Intervalle(bas, haut, unite)
* referenceRange.low = {bas} '{unite}'
* referenceRange.high = {haut} '{unite}'

RuleSet: PourUneFemme
* referenceRange.appliesTo = $tre-r303-genre#F "Féminin"
