// Une liste garde son URL d'une édition à l'autre : sa version est sa date.
RuleSet: JDV(nom, version)
* ^url = "https://mos.esante.gouv.fr/NOS/JDV_{nom}/FHIR/JDV-{nom}"
* ^version = "{version}"
* ^experimental = false

// Seuls les codes dont se servent les mesures sont repris de la nomenclature.
RuleSet: Extrait(url)
* ^url = "{url}"
* ^content = #fragment
* ^caseSensitive = true
* ^experimental = false
