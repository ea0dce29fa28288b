// Alimentation : les mesures et les indicateurs que alimentation.fsh ne montre pas, et leurs réponses. La réponse à
// « alimentation-x » s'appelle « alimentation-x-reponse » ; une transaction sans dispositif a la réponse commune,
// alimentation-reponse-mesure.

RuleSet: Reponse(observation, dispositif)
* insert ReponseCreation(Observation/{observation})
* insert ReponseCreation(Device/{dispositif})

Instance: alimentation-taille-toise
InstanceOf: MESBundleAlimentation
Title: "Alimentation : taille, avec la toise"
Description: "Une taille et la toise électronique qui l'a mesurée."
Usage: #example
* insert TransactionMesure(17c4e9d2-5ab8-4f60-8e31-9d02b6f7ca06, taille-complet)
* insert TransactionDispositif(7be10c54-d39a-4f82-a6c1-2d94f08b3e10, dispositif-toise, 02-4A-1C-FF-FE-2D-94-F0)

Instance: alimentation-taille-toise-reponse
InstanceOf: MESBundleAlimentationReponse
Title: "Réponse à l'alimentation d'une taille"
Description: "Réponse HTTP 200 : la mesure et la toise sont créées."
Usage: #example
* insert Reponse(48216, 7be10c54-d39a-4f82-a6c1-2d94f08b3e10)

Instance: alimentation-tension-tensiometre-reponse
InstanceOf: MESBundleAlimentationReponse
Title: "Réponse à l'alimentation d'une pression artérielle"
Description: "Réponse HTTP 200, dans l'ordre des entrées de la transaction : le tensiomètre d'abord."
Usage: #example
* insert ReponseCreation(Device/b9e04d7c-52a1-4f3e-8a16-70c3d5e8f902)
* insert ReponseCreation(Observation/48217)

Instance: alimentation-glycemie-glucometre-reponse
InstanceOf: MESBundleAlimentationReponse
Title: "Réponse à l'alimentation d'une glycémie sanguine"
Description: "Réponse HTTP 200 : la mesure et le glucomètre sont créés."
Usage: #example
* insert Reponse(48218, e47b91d3-0f6c-42a8-9e3d-5b28c7f1a604)

Instance: alimentation-glycemie-hba1c
InstanceOf: MESBundleAlimentation
Title: "Alimentation : hémoglobine glyquée, sans dispositif"
Description: "Une hémoglobine glyquée, saisie d'après un résultat de laboratoire : ni moment, ni nombre de jours."
Usage: #example
* insert TransactionMesure(28d5fae3-6bc9-4071-9f42-ae13c708db07, glycemie-hba1c)

Instance: alimentation-glycemie-interstitielle
InstanceOf: MESBundleAlimentation
Title: "Alimentation : glycémie interstitielle, avec le capteur"
Description: "Une moyenne de glycémie interstitielle sur quatorze jours et le capteur qui l'a calculée."
Usage: #example
* insert TransactionMesure(39e60bf4-7cda-4182-a053-bf24d819ec08, glycemie-interstitielle)
* insert TransactionDispositif(0c5d83f7-a924-4be6-91d8-e3b06f7a2c08, dispositif-capteur-glucose, 02-4A-1C-FF-FE-E3-B0-6F)

Instance: alimentation-glycemie-interstitielle-reponse
InstanceOf: MESBundleAlimentationReponse
Title: "Réponse à l'alimentation d'une glycémie interstitielle"
Description: "Réponse HTTP 200 : la mesure et le capteur sont créés."
Usage: #example
* insert Reponse(48219, 0c5d83f7-a924-4be6-91d8-e3b06f7a2c08)

Instance: alimentation-glycemie-igg
InstanceOf: MESBundleAlimentation
Title: "Alimentation : indice de gestion de la glycémie, avec le capteur"
Description: "Un indice de gestion de la glycémie sur quatorze jours. Le capteur est le même qu'à l'exemple précédent : il existe déjà."
Usage: #example
* insert TransactionMesure(4af71c05-8deb-4293-b164-c035e92afd09, glycemie-igg)
* insert TransactionDispositif(0c5d83f7-a924-4be6-91d8-e3b06f7a2c08, dispositif-capteur-glucose, 02-4A-1C-FF-FE-E3-B0-6F)

Instance: alimentation-glycemie-igg-reponse
InstanceOf: MESBundleAlimentationReponse
Title: "Réponse à l'alimentation d'un indice de gestion de la glycémie"
Description: "Réponse HTTP 200 : la mesure est créée, le capteur était déjà connu."
Usage: #example
* insert ReponseCreation(Observation/48220)
* entry[+].response.status = "200 Success"
* entry[=].response.location = "Device/0c5d83f7-a924-4be6-91d8-e3b06f7a2c08"

Instance: alimentation-pas-bracelet
InstanceOf: MESBundleAlimentation
Title: "Alimentation : nombre de pas, avec le bracelet"
Description: "Le nombre de pas d'une journée et le bracelet d'activité qui les a comptés."
Usage: #example
* insert TransactionMesure(5b082d16-9efc-43a4-8275-d146fa3b0e0a, pas-complet)
* insert TransactionDispositif(91c5e7a8-7b3d-4d60-8f24-c6e9a0b3d505, dispositif-bracelet, 02-4A-1C-FF-FE-C6-E9-A0)

Instance: alimentation-pas-bracelet-reponse
InstanceOf: MESBundleAlimentationReponse
Title: "Réponse à l'alimentation d'un nombre de pas"
Description: "Réponse HTTP 200 : la mesure et le bracelet sont créés."
Usage: #example
* insert Reponse(48221, 91c5e7a8-7b3d-4d60-8f24-c6e9a0b3d505)

Instance: alimentation-tour-de-taille
InstanceOf: MESBundleAlimentation
Title: "Alimentation : tour de taille, sans dispositif"
Description: "Un tour de taille saisi par l'usager."
Usage: #example
* insert TransactionMesure(6c193e27-af0d-44b5-9386-e2570b4c1f0b, tour-de-taille-minimal)

Instance: alimentation-perimetre-cranien
InstanceOf: MESBundleAlimentation
Title: "Alimentation : périmètre crânien, sans dispositif"
Description: "Le périmètre crânien d'un nourrisson, avec ses deux codes LOINC."
Usage: #example
* insert TransactionMesure(7d2a4f38-b01e-45c6-a497-f3681c5d200c, perimetre-cranien-minimal)

Instance: alimentation-frequence-cardiaque-oxymetre
InstanceOf: MESBundleAlimentation
Title: "Alimentation : fréquence cardiaque, avec l'oxymètre"
Description: "Une fréquence cardiaque au repos et l'oxymètre de pouls qui l'a relevée."
Usage: #example
* insert TransactionMesure(8e3b5049-c12f-46d7-b5a8-04792d6e310d, frequence-cardiaque-complet)
* insert TransactionDispositif(2a7d4c69-e1f8-4b03-a5c7-38d6f9e2b706, dispositif-oxymetre-minimal, 02-4A-1C-FF-FE-38-D6-F9)

Instance: alimentation-frequence-cardiaque-oxymetre-reponse
InstanceOf: MESBundleAlimentationReponse
Title: "Réponse à l'alimentation d'une fréquence cardiaque"
Description: "Réponse HTTP 200 : la mesure et l'oxymètre sont créés."
Usage: #example
* insert Reponse(48222, 2a7d4c69-e1f8-4b03-a5c7-38d6f9e2b706)

Instance: alimentation-temperature-sans-eui64
InstanceOf: MESBundleAlimentation
Title: "Alimentation : température, avec un thermomètre sans EUI-64"
Description: "Une température et son thermomètre, que la solution identifie par son numéro de série sous l'un de ses sous-OID : des zéros dans ifNoneExist confondraient tous les dispositifs sans EUI-64."
Usage: #example
* insert TransactionMesure(9f4c615a-d230-47e8-86b9-158a3e7f420e, temperature-sans-eui64)
* insert TransactionDispositifNumerote(c84f1d27-96be-4a05-8d31-f7a2096b5e11, dispositif-sans-eui64, 2.999.250.2.17.4, TF20-0031187)

Instance: alimentation-temperature-sans-eui64-reponse
InstanceOf: MESBundleAlimentationReponse
Title: "Réponse à l'alimentation d'une température, par un thermomètre sans EUI-64"
Description: "Réponse HTTP 200 : la mesure et le thermomètre sont créés."
Usage: #example
* insert Reponse(48223, c84f1d27-96be-4a05-8d31-f7a2096b5e11)
