// Codes propres à Fr Core dont se servent les jeux de valeurs repris ici.

CodeSystem: FRCoreCodeSystemv2_0203
Id: fr-core-cs-v2-0203
Title: "Types d'identifiants français"
Description: "Types d'identifiants de personnes et d'organisations que la table HL7 0203 n'a pas."
* ^caseSensitive = true
* ^experimental = false
* #ADELI "N° ADELI"
* #RPPS "N° RPPS"
* #IDNPS "Identifiant National de Professionnel de Santé"
* #NNFRA "National Person Identifier where the FRA is the ISO table 3166 3-character (alphabetic) country code"
* #NDP "Identifiant du patient au Dossier Pharmaceutique"
* #INS-C "Identifiant National de Santé Calculé"
* #INS-NIA "NIR temporaire"
* #INS-NIR "NIR définitif"
* #INS-NIR-TEST "NIR TEST"
* #INS-NIR-DEMO "NIR DEMO"
* #FINEJ "FINESS d'entité juridique"
* #FINEG "FINESS d'entité géographique"
* #SIREN "Identification de l'organisation au SIREN"
* #SIRET "Identification de l'organisation au SIRET"
* #IDNST "Identification nationale de structure définie par l’ANS dans le CI_SIS"
* #INTRN "Identifiant interne"
* #EXTRN "Identifiant externe"

CodeSystem: FRCoreCodeSystemv2_0445
Id: fr-core-cs-v2-0445
Title: "Statuts de l'identité"
Description: "Degrés de confiance dans l'identité d'un patient, et anomalies connues."
* ^caseSensitive = true
* ^experimental = false
* #VIDE "Identité non encore qualifiée"
* #PROV "Identité provisoire"
* #VALI "Identité validée"
* #DOUB "Doublon"
* #DESA "Identité désactivée"
* #DPOT "Doublon potentiel"
* #DOUA "Doublon avéré"
* #COLP "Collision potentielle"
* #COLV "Collision avérée"
* #FILI "Filiation"
* #CACH "Identité cachée"
* #ANOM "Anonyme"
* #IDVER "Identité vérifiée par le patient"
* #RECD "Identité reçue d'un autre domaine"
* #IDRA "Identité rapprochée dans un autre domaine"
* #USUR "Identité usurpée"
* #HOMD "Homonyme détecté"
* #HOMA "Homonyme avéré"
* #INVA "Identité invalidée"
* #FICT "Identité fictive (Attribut d’identité « fictive »)"
* #DOUT "Identité douteuse (Attribut d’identité « douteuse »)"

CodeSystem: FRCoreCodeSystemMethodCollection
Id: fr-core-cs-method-collection
Title: "Moyens de recueil de l'identité"
Description: "Par quel moyen l'identité d'un patient a été saisie."
* ^caseSensitive = true
* ^experimental = false
* #SM "Saisie manuelle"
* #CV "Carte vitale"
* #INSI "Téléservice INSI"
* #CB "Code à barre"
* #RFID "Puce RFID"

CodeSystem: FRCoreCodeSystemModeValidationIdentite
Id: fr-core-cs-mode-validation-identity
Title: "Pièces de validation de l'identité"
Description: "Pièce ou personne qui a permis de valider l'identité d'un patient."
* ^caseSensitive = true
* ^experimental = false
* #AN "Extrait d'acte de naissance"
* #CC "Carnet de circulation"
* #CE "Carte Européenne"
* #CM "Carte militaire"
* #CN "Carte nationale d'identité"
* #CS "Carte de séjour"
* #LE "Livret de famille"
* #PA "Passeport"
* #PC "Permis de conduire"
* #TC "Tiers de confiance"

CodeSystem: FRCoreCodeSystemMaritalStatus
Id: fr-core-cs-marital-status
Title: "Situations familiales françaises"
Description: "Situations familiales que le vocabulaire HL7 n'a pas."
* ^caseSensitive = true
* ^experimental = false
* #PACS "PACS"

CodeSystem: FRCoreCodeSystemIdentifierType
Id: fr-core-cs-identifier-type
Title: "Types d'identifiants de venue"
Description: "Numéro de venue ou de mouvement."
* ^caseSensitive = true
* ^experimental = false
* #VN "Visit Number"
* #MN "Movement Number"

CodeSystem: FRCoreCodeSystemTypeAdmission
Id: fr-core-cs-type-admission
Title: "Types d'admission français"
Description: "Types d'admission que la table HL7 0007 n'a pas."
* ^caseSensitive = true
* ^experimental = false
* #RM "Rétrocession de médicament"
* #IE "Prestation inter-établissements"

CodeSystem: FRCoreCodeSystemCirconstancesSortie
Id: fr-core-cs-circonstances-sortie
Title: "Circonstances de sortie"
Description: "Pourquoi un patient a quitté l'établissement."
* ^caseSensitive = true
* ^experimental = false
* #2 "Mesure disciplinaire"
* #3 "Décision médicale"
* #4 "Contre avis médical"
* #5 "en attente d'examen"
* #6 "Convenance personnelle"
* #R "Essai (contexte psychiatrique)"
* #E "Evasion"
* #F "Fugue"
* #A "Absence ( < 12h)"
* #P "Permission ( <72h)"
* #S "Sortie avec programme de soins"
* #B "Départ vers MCO"
* #REO "Réorientation"
* #PSA "Patient parti sans attendre les soins"

CodeSystem: FRCoreCodeSystemLocationPhysicalType
Id: fr-core-cs-location-physical-type
Title: "Types physiques de lieux"
Description: "Forme du lieu où se trouve un patient."
* ^caseSensitive = true
* ^experimental = false
* #FTL "Emplacement fauteuil"
* #BTMNT "Bâtiment"
* #L "Lieu non spécifié"
* #ETG "Etage"
* #AL "Aile"
* #CLR "Couloir"
* #R "Chambre"
* #BX "Box"
* #PT "Point"
* #B "Emplacement lit"
* #BLC "Bloc"
* #BR "Bureau"

CodeSystem: FRCoreCodeSystemv2_3307
Id: fr-core-cs-v2-3307
Title: "Types d'organisations"
Description: "Niveaux d'une structure de santé, du groupement à l'unité."
* ^caseSensitive = true
* ^experimental = false
* #LEGAL-ENTITY "Entité légale"
* #GHT "Groupement hospitalier de territoire"
* #GEOGRAPHICAL-ENTITY "Entité géographique"
* #GROUP "Groupe privé/hospitalier"
* #HEBERGEMENT "Hébergement"
* #SOIN "Soin"
* #ADMINISTRATIF "Administration"
* #MEDICAL "Médical"
* #TECHNIQUE "Technique"
* #MEDICOTEC "medico technique (radio, scanner …)"
* #UF "Unité fonctionnelle"
* #SERVICE "Service"
* #UM "Unité médicale"
* #UAC "Unité d'activité"
* #POLE "Pôle"
* #CENTRE-RESP "Centre de responsabilité"
* #CENTRE-ACTIVITE "Centre d'activité"
