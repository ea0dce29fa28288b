// Fabricants et modèles fictifs. Le premier octet des identifiants EUI-64, 02, signale une adresse administrée localement.

RuleSet: Dispositif(uuid, eui64)
* id = "{uuid}"
* identifier[systemIdIdentifier].value = "{eui64}"
* type.text = "Dispositif de santé personnel (MDC_MOC_VMS_MDS_SIMP)"

// Le type, le système d'identification et meta.profile viennent du profil.
RuleSet: Specialisation(code, texte, version)
* specialization.systemType.coding[MDCType].code = #{code}
* specialization.systemType.text = "{texte}"
* specialization.version = "{version}"

RuleSet: VersionDispositif(code, texte, valeur)
* version[+].type.coding[MDCType].code = #{code}
* version[=].type.text = "{texte}"
* version[=].value = "{valeur}"

// Bit d'une propriété IEEE 11073 : Y s'il est à 1, N s'il est à 0.
RuleSet: Bit(code, valeur)
* property[bitProperties][+].type.coding.code = #{code}
* property[bitProperties][=].valueCode.coding[V2Binary].code = #{valeur}

Instance: dispositif-oxymetre-minimal
InstanceOf: MESDevice
Title: "Dispositif minimal : oxymètre de pouls"
Description: "Un oxymètre de pouls (528388), avec les seuls éléments que le profil exige."
Usage: #example
* id = "2a7d4c69-e1f8-4b03-a5c7-38d6f9e2b706"
* identifier[systemIdIdentifier].value = "02-4A-1C-FF-FE-38-D6-F9"
* manufacturer = "Capteurs Exemple"
* modelNumber = "OX-10"
* specialization.systemType.coding[MDCType].code = #528388
* specialization.version = "1"

Instance: dispositif-balance
InstanceOf: MESDevice
Title: "Dispositif : balance"
Description: "Un pèse-personne connecté (528399), avec son adresse Bluetooth."
Usage: #example
* insert Dispositif(3f1c6a52-8d0e-4b7a-9c55-1e2f60a7d301, 02-4A-1C-FF-FE-60-A7-D3)
* identifier[btmacAddressIdentifier].value = "02-4A-1C-60-A7-D3"
* manufacturer = "Capteurs Exemple"
* modelNumber = "PP-300"
* serialNumber = "PP300-0018472"
* deviceName.name = "Balance de la salle de bain"
* deviceName.type = #user-friendly-name
* insert Specialisation(528399, [[Pèse-personne (MDC_DEV_SPEC_PROFILE_SCALE)]], 3)
* insert VersionDispositif(531976, Micrologiciel, 2.4.1)

Instance: dispositif-tensiometre-complet
InstanceOf: MESDevice
Title: "Dispositif complet : tensiomètre"
Description: "Un tensiomètre de bras (528391) avec tout ce qu'un dispositif peut décrire : adresses, pièce, versions, certification Continua et horloge."
Usage: #example
* insert Dispositif(b9e04d7c-52a1-4f3e-8a16-70c3d5e8f902, 02-4A-1C-FF-FE-70-C3-D5)
* identifier[btmacAddressIdentifier].value = "02-4A-1C-70-C3-D5"
* identifier[macAddressIdentifier].value = "02-4A-1C-70-C3-D6"
* manufacturer = "Capteurs Exemple"
* modelNumber = "TB-520"
* serialNumber = "TB520-0093155"
* partNumber = "TB-520-FR"
* deviceName[0].name = "Tensiomètre du salon"
* deviceName[=].type = #user-friendly-name
* deviceName[+].name = "TB-520"
* deviceName[=].type = #model-name
* insert Specialisation(528391, [[Tensiomètre (MDC_DEV_SPEC_PROFILE_BP)]], 2)
* insert VersionDispositif(531974, Matériel, B)
* insert VersionDispositif(531975, Logiciel, 5.0.2)
* insert VersionDispositif(531976, Micrologiciel, 1.8.0)
* insert VersionDispositif(532352, [[Version des règles Continua]], 7.0)
* insert Bit(68219.0, Y)
* insert Bit(68219.1, Y)
* insert Bit(532354.0, N)
* property[quantitiesProperty][+].type.coding[MDCType].code = #68222
* property[quantitiesProperty][=].type.text = "Résolution de l'horloge absolue"
* property[quantitiesProperty][=].valueQuantity.value = 1000000
* property[codedListProperties][+].type.coding.code = #532353
* property[codedListProperties][=].type.text = "Interfaces certifiées Continua"
* property[codedListProperties][=].valueCode.coding = http://hl7.org/fhir/uv/phd/CodeSystem/ContinuaPHD#7 "Blood Pressure certified"

Instance: dispositif-thermometre
InstanceOf: MESDevice
Title: "Dispositif : thermomètre"
Description: "Un thermomètre auriculaire connecté (528392)."
Usage: #example
* insert Dispositif(6d8a2f10-c3b4-4e95-b7d2-94a1f0c6e803, 02-4A-1C-FF-FE-94-A1-F0)
* manufacturer = "Capteurs Exemple"
* modelNumber = "TA-75"
* serialNumber = "TA75-0004410"
* insert Specialisation(528392, [[Thermomètre (MDC_DEV_SPEC_PROFILE_TEMP)]], 1)

Instance: dispositif-glucometre
InstanceOf: MESDevice
Title: "Dispositif : glucomètre"
Description: "Un lecteur de glycémie capillaire (528401)."
Usage: #example
* insert Dispositif(e47b91d3-0f6c-42a8-9e3d-5b28c7f1a604, 02-4A-1C-FF-FE-5B-28-C7)
* identifier[btmacAddressIdentifier].value = "02-4A-1C-5B-28-C7"
* manufacturer = "Capteurs Exemple"
* modelNumber = "GL-42"
* serialNumber = "GL42-0057720"
* insert Specialisation(528401, [[Glucomètre (MDC_DEV_SPEC_PROFILE_GLUCOSE)]], 1)
* insert VersionDispositif(531976, Micrologiciel, 3.1.0)

Instance: dispositif-capteur-glucose
InstanceOf: MESDevice
Title: "Dispositif : capteur de glucose en continu"
Description: "Un capteur de glucose interstitiel (528409)."
Usage: #example
* insert Dispositif(0c5d83f7-a924-4be6-91d8-e3b06f7a2c08, 02-4A-1C-FF-FE-E3-B0-6F)
* manufacturer = "Capteurs Exemple"
* modelNumber = "CG-14"
* serialNumber = "CG14-0112906"
* insert Specialisation(528409, [[Glucose en continu (MDC_DEV_SPEC_PROFILE_CGM)]], 2)

Instance: dispositif-bracelet
InstanceOf: MESDevice
Title: "Dispositif : bracelet d'activité"
Description: "Un bracelet qui compte les pas et relève la fréquence cardiaque : deux capacités, donc deux spécialisations (528425 et 528455)."
Usage: #example
* insert Dispositif(91c5e7a8-7b3d-4d60-8f24-c6e9a0b3d505, 02-4A-1C-FF-FE-C6-E9-A0)
* identifier[btmacAddressIdentifier].value = "02-4A-1C-C6-E9-A0"
* manufacturer = "Capteurs Exemple"
* modelNumber = "BA-8"
* serialNumber = "BA8-0230047"
* specialization[0].systemType.coding[MDCType].code = #528425
* specialization[=].systemType.text = "Activité cardiovasculaire (MDC_DEV_SPEC_PROFILE_HF_CARDIO)"
* specialization[=].version = "1"
* specialization[+].systemType.coding[MDCType].code = #528455
* specialization[=].systemType.text = "Capteurs d'activité (MDC_DEV_SPEC_PROFILE_AI_ACTIVITY_HUB)"
* specialization[=].version = "1"

Instance: dispositif-metre-ruban
InstanceOf: MESDevice
Title: "Dispositif : mètre ruban connecté"
Description: "Un mètre ruban, sans spécialisation propre dans la norme : il déclare la spécialisation générique (528457)."
Usage: #example
* insert Dispositif(d4f2a96b-1e58-4c37-b06d-8a51e7c9f209, 02-4A-1C-FF-FE-8A-51-E7)
* manufacturer = "Capteurs Exemple"
* modelNumber = "MR-2"
* insert Specialisation(528457, [[Spécialisation générique (MDC_DEV_SPEC_PROFILE_GENERIC)]], 4)

Instance: dispositif-toise
InstanceOf: MESDevice
Title: "Dispositif : toise connectée"
Description: "Une toise, elle aussi décrite par la spécialisation générique (528457)."
Usage: #example
* insert Dispositif(7be10c54-d39a-4f82-a6c1-2d94f08b3e10, 02-4A-1C-FF-FE-2D-94-F0)
* manufacturer = "Capteurs Exemple"
* modelNumber = "TO-1"
* insert Specialisation(528457, [[Spécialisation générique (MDC_DEV_SPEC_PROFILE_GENERIC)]], 4)

Instance: dispositif-sans-eui64
InstanceOf: MESDevice
Title: "Dispositif : thermomètre sans EUI-64"
Description: "Un thermomètre qui n'a pas d'EUI-64 : des zéros en tiennent lieu, et son numéro de série, sous un sous-OID de la solution, l'identifie."
Usage: #example
* id = "c84f1d27-96be-4a05-8d31-f7a2096b5e11"
* identifier[systemIdIdentifier].value = "00-00-00-00-00-00-00-00"
* identifier[1].system = "urn:oid:2.999.250.2.17.4"
* identifier[1].value = "TF20-0031187"
* manufacturer = "Capteurs Exemple"
* modelNumber = "TF-20"
* serialNumber = "TF20-0031187"
* insert Specialisation(528392, [[Thermomètre (MDC_DEV_SPEC_PROFILE_TEMP)]], 1)
