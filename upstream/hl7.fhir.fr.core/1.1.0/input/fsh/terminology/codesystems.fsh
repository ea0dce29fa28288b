// Codes propres à Fr Core dont se servent les jeux de valeurs repris ici.

CodeSystem: FrV20203
Id: fr-v2-0203
Title: "Types d'identifiants français"
Description: "Types d'identifiants de personnes et d'organisations que la table HL7 0203 n'a pas."
* insert Codes(fr-v2-0203)
* #ADELI "N° ADELI"
* #RPPS "N° RPPS"
* #IDNPS "Identifiant National de Professionnel de Santé"
* #NNFRA "National Person Identifier where the FRA is the ISO table 3166 3-character (alphabetic) country code"
* #NDP "Identifiant du patient au Dossier Pharmaceutique"
* #INS-C "Identifiant National de Santé Calculé"
* #INS-NIA "NIR temporaire"
* #INS-NIR "NIR définitif"
* #FINEJ "FINESS d'entité juridique"
* #FINEG "FINESS d'entité géographique"
* #SIREN "Identification de l'organisation au SIREN"
* #SIRET "Identification de l'organisation au SIRET"
* #IDNST "Identification nationale de structure définie par l’ASIP-SANTE dans le CI_SIS"
* #INTRN "Identifiant interne"
* #EXTRN "Identifiant externe"

CodeSystem: FrV20445
Id: CodeSystem-Fiabilite-Identite-IS
Title: "Statuts de l'identité"
Description: "Degrés de confiance dans l'identité d'un patient, et anomalies connues."
* insert Codes(fr-v2-0445)
* #VIDE "Identité non encore qualifiée"
* #PROV "Identité provisoire"
* #VALI "Identité validée"
* #DOUB "Doublon"
* #DESA "Identité ndésactivée"
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

CodeSystem: FrCsIdentityMethodCollection
Id: fr-cs-identity-method-collection
Title: "Moyens de recueil de l'identité"
Description: "Par quel moyen l'identité d'un patient a été saisie."
* insert Codes(fr-cs-identity-method-collection)
* #SM "Saisie manuelle"
* #CV "Carte vitale"
* #INSI "Téléservice INSI"
* #CB "Code à barre"
* #RFID "Puce RFID"

CodeSystem: FrCsModeValidationIdentite
Id: fr-cs-mode-validation-identite
Title: "Pièces de validation de l'identité"
Description: "Pièce qui a permis de valider l'identité d'un patient."
* insert Codes(fr-cs-mode-validation-identite)
* #AN "Extrait d'acte de naissance"
* #CC "Carnet de circulation"
* #CE "Carte Européenne"
* #CM "Carte militaire"
* #CN "Carte nationale d'identité"
* #CS "Carte de séjour"
* #LE "Livret de famille"
* #PA "Passeport"
* #PC "Permis de conduire"

CodeSystem: FrIdentifierType
Id: fr-identifier-type
Title: "Types d'identifiants de venue"
Description: "Numéro de venue ou de mouvement."
* insert Codes(fr-identifier-type)
* #VN "Visit Number"
* #MN "Movement Number"

CodeSystem: FrTypeAdmission
Id: fr-type-admission
Title: "Types d'admission français"
Description: "Types d'admission que la table HL7 0007 n'a pas."
* insert Codes(fr-type-admission)
* #RM "Rétrocession de médicament"
* #IE "Prestation inter-établissements"

CodeSystem: FrCirconstancesSortie
Id: fr-circonstances-sortie
Title: "Circonstances de sortie"
Description: "Pourquoi un patient a quitté l'établissement."
* insert Codes(fr-circonstances-sortie)
* #2 "Mesure disciplinaire"
* #3 "Décision médicale"
* #4 "Contre avis médical"
* #5 "en attente d'examen"
* #6 "Convenance personnelle"
* #R "Essai (contexte psychiatrique)"
* #E "Evasion"
* #F "Fugue"

CodeSystem: FrLocationPhysicalTypeCS
Id: fr-location-physical-type
Title: "Types physiques de lieux"
Description: "Forme du lieu où se trouve un patient."
* insert Codes(fr-location-physical-type)
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

CodeSystem: FrV23307
Id: CodeSystem-Types-organisations-IS
Title: "Types d'organisations"
Description: "Niveaux d'une structure de santé, du groupement à l'unité."
* insert Codes(fr-v2-3307)
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
