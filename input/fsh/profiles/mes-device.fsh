Profile: MESDevice
Parent: PhdDevice|1.0.0
Id: MESDevice
Title: "Dispositif de santé personnel"
Description: """
Dispositif de santé personnel (objet connecté) qui a fait la mesure : balance, tensiomètre, thermomètre, lecteur de
glycémie… Il est transmis dans la même transaction que la mesure, et créé seulement s'il n'est pas déjà connu.

Le dispositif se déclare conforme à PhdDevice : c'est l'URL de ce profil, et non celle de MESDevice, que l'API attend
dans meta.profile.
"""
* obeys mes-dispositif-profil and mes-dispositif-uuid and mes-dispositif-minuscules and mes-dispositif-eui64 and mes-dispositif-specialisation
* id 1..1
* id ^short = "UUID du dispositif, sans préfixe"
* id ^definition = "UUID nu, sans « urn:uuid: ». C'est par lui que la mesure désigne le dispositif : Observation.device.reference vaut Device/ suivi de cet identifiant."
* meta.profile[phdProfile] ^short = "URL de PhdDevice, exigée par l'API"
* meta.profile[phdProfile] ^definition = "L'API refuse un dispositif qui ne porte pas l'URL de PhdDevice."
* identifier[systemIdIdentifier] ^short = "Identifiant EUI-64 du dispositif (SYSID)"
* identifier[systemIdIdentifier] ^definition = "Identifiant système IEEE 11073-20601 : huit octets en hexadécimal, séparés par des tirets ; tous à zéro si le dispositif n'en a pas. Il fonde la création conditionnelle (ifNoneExist) du dispositif, sauf à zéro : un second identifiant, d'un sous-OID de la solution, la fonde alors."
* identifier[btmacAddressIdentifier] ^short = "Adresse Bluetooth du dispositif (BTMAC)"
* identifier[macAddressIdentifier] ^short = "Adresse Ethernet du dispositif (ETHMAC)"
* manufacturer ^short = "Fabricant"
* modelNumber ^short = "Modèle"
* serialNumber ^short = "Numéro de série, si le dispositif le communique"
* deviceName ^short = "Nom sous lequel l'usager connaît le dispositif"
* type ^short = "Type MDC d'un dispositif de santé personnel : toujours 65573"
* specialization ^short = "Une entrée par capacité du dispositif"
* specialization ^definition = "Capacités du dispositif, une par mesure qu'il sait faire. Le code MDC vaut la partition multipliée par 65536, plus le code du terme : 8 × 65536 + 4111 = 528399 pour un pèse-personne."
* specialization.systemType ^short = "Spécialisation MDC : 528399 pèse-personne, 528391 tensiomètre, 528392 thermomètre, 528401 glucomètre…"
* specialization.version ^short = "Version de la spécialisation"
* version ^short = "Versions du matériel, du logiciel, du micrologiciel et des protocoles"
* property ^short = "Propriétés du dispositif : horloge, certification"
