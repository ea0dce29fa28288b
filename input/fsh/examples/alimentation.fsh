// Alimentation : une transaction par mesure, avec le dispositif s'il y en a un. L'ordre des entrées est libre ; leur méthode et
// leur URL viennent du profil.

RuleSet: TransactionMesure(uuid, mesure)
* entry[mesure].fullUrl = "urn:uuid:{uuid}"
* entry[mesure].resource = {mesure}

// L'identifiant EUI-64 conditionne la création : un dispositif déjà connu n'est pas créé une seconde fois.
RuleSet: TransactionDispositif(uuid, dispositif, eui64)
* entry[dispositif].fullUrl = "urn:uuid:{uuid}"
* entry[dispositif].resource = {dispositif}
* entry[dispositif].request.ifNoneExist = "identifier=urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680|{eui64}"

// Sans EUI-64, l'identifiant que la solution donne au dispositif, sous l'un de ses sous-OID.
RuleSet: TransactionDispositifNumerote(uuid, dispositif, oid, numero)
* entry[dispositif].fullUrl = "urn:uuid:{uuid}"
* entry[dispositif].resource = {dispositif}
* entry[dispositif].request.ifNoneExist = "identifier=urn:oid:{oid}|{numero}"

RuleSet: ReponseCreation(location)
* entry[+].response.status = "201 Created"
* entry[=].response.location = "{location}"

Instance: alimentation-douleur
InstanceOf: MESBundleAlimentation
Title: "Alimentation : douleur, sans dispositif"
Description: "Transaction la plus simple : une mesure saisie par l'usager, sans dispositif."
Usage: #example
* insert TransactionMesure(0b6f2d9c-84e1-4a57-9c30-f1d7e8a25b01, douleur-minimal)

Instance: alimentation-temperature
InstanceOf: MESBundleAlimentation
Title: "Alimentation : température, sans dispositif"
Description: "Une température prise avec un thermomètre qui n'est pas connecté : la transaction ne contient pas de dispositif."
Usage: #example
* insert TransactionMesure(5e17c3a8-2f90-4d6b-8b14-a3c0d9f72e02, temperature-minimal)

Instance: alimentation-poids-balance
InstanceOf: MESBundleAlimentation
Title: "Alimentation : poids, avec la balance"
Description: "Un poids et la balance qui l'a relevé. Observation.device.reference vaut « Device/ » suivi de Device.id."
Usage: #example
* insert TransactionMesure(a8d40e6b-71c5-4f23-b692-0e5f8c1d3a03, poids-complet)
* insert TransactionDispositif(3f1c6a52-8d0e-4b7a-9c55-1e2f60a7d301, dispositif-balance, 02-4A-1C-FF-FE-60-A7-D3)

Instance: alimentation-tension-tensiometre
InstanceOf: MESBundleAlimentation
Title: "Alimentation : pression artérielle, avec le tensiomètre"
Description: "Une pression artérielle et son tensiomètre, que la transaction donne ici en premier : l'ordre des entrées est libre."
Usage: #example
* insert TransactionDispositif(b9e04d7c-52a1-4f3e-8a16-70c3d5e8f902, dispositif-tensiometre-complet, 02-4A-1C-FF-FE-70-C3-D5)
* insert TransactionMesure(c3925f1a-e0b7-4864-9d28-6f4a7b0e1c04, tension-complet)

Instance: alimentation-glycemie-glucometre
InstanceOf: MESBundleAlimentation
Title: "Alimentation : glycémie sanguine, avec le glucomètre"
Description: "Une glycémie sanguine après un repas et le lecteur qui l'a mesurée."
Usage: #example
* insert TransactionMesure(f60b8e25-9d3c-4712-a5f8-b4e1c7d09a05, glycemie-complet)
* insert TransactionDispositif(e47b91d3-0f6c-42a8-9e3d-5b28c7f1a604, dispositif-glucometre, 02-4A-1C-FF-FE-5B-28-C7)

Instance: alimentation-reponse-mesure
InstanceOf: MESBundleAlimentationReponse
Title: "Réponse à l'alimentation : mesure créée"
Description: "Réponse HTTP 200 à une transaction sans dispositif : la mesure est créée."
Usage: #example
* insert ReponseCreation(Observation/48213)

Instance: alimentation-reponse-mesure-et-dispositif
InstanceOf: MESBundleAlimentationReponse
Title: "Réponse à l'alimentation : mesure et dispositif créés"
Description: "Réponse HTTP 200 à la transaction d'un poids avec sa balance : une réponse par entrée, dans le même ordre. Le dispositif garde l'identifiant que la transaction lui donne."
Usage: #example
* insert ReponseCreation(Observation/48214)
* insert ReponseCreation(Device/3f1c6a52-8d0e-4b7a-9c55-1e2f60a7d301)

Instance: alimentation-reponse-dispositif-connu
InstanceOf: MESBundleAlimentationReponse
Title: "Réponse à l'alimentation : dispositif déjà connu"
Description: "Réponse HTTP 200 quand le dispositif existait déjà : seule la mesure est créée, et le statut du dispositif est « 200 Success »."
Usage: #example
* insert ReponseCreation(Observation/48215)
* entry[+].response.status = "200 Success"
* entry[=].response.location = "Device/3f1c6a52-8d0e-4b7a-9c55-1e2f60a7d301"
