CodeSystem: ASN1ToHL7
Id: ASN1ToHL7
Title: "Bits of IEEE 11073 attributes"
Description: "One code for each bit of an ASN.1 bit string: the number of the attribute, a dot, the number of the bit. Here are the bits of a device's attributes; those of measurements are left out."
* ^experimental = true
* ^caseSensitive = true
* ^content = #fragment
* ^property[0].code = #type
* ^property[0].description = "Whether the bit is an event or a state"
* ^property[0].type = #string
* ^property[1].code = #source
* ^property[1].description = "Whether the bit comes from an attribute of the device or from a measurement"
* ^property[1].type = #string
* ^filter[0].code = #source
* ^filter[0].operator = #=
* ^filter[0].value = "attribute or measurement"
* #67925.0 "onMains"
* #67925.1 "onBattery"
* #67925.8 "chargingFull"
* #67925.9 "chargingTrickle"
* #67925.10 "chargingOff"
* #532354.0 "regulation-status"
* #68219.0 "mds-time-capab-real-time-clock"
* #68219.1 "mds-time-capab-set-clock"
* #68219.2 "mds-time-capab-relative-time"
* #68219.3 "mds-time-capab-high-res-relative-time"
* #68219.4 "mds-time-capab-sync-abs-time"
* #68219.5 "mds-time-capab-sync-rel-time"
* #68219.6 "mds-time-capab-sync-hi-res-relative-time"
* #68219.7 "mds-time-capab-bo-time"
* #68219.8 "mds-time-state-abs-time-synced"
* #68219.9 "mds-time-state-rel-time-synced"
* #68219.10 "mds-time-state-hi-res-relative-time-synced"
* #68219.11 "mds-time-mgr-set-time"
* #68219.12 "mds-time-capab-sync-bo-time"
* #68219.13 "mds-time-state-bo-time-synced"
* #68219.14 "mds-time-state-bo-time-UTC-aligned"
* #68219.15 "mds-time-dst-rules-enabled"
* insert OfAttribute(67925.0, state)
* insert OfAttribute(67925.1, state)
* insert OfAttribute(67925.8, event)
* insert OfAttribute(67925.9, event)
* insert OfAttribute(67925.10, state)
* insert OfAttribute(532354.0, state)
* insert OfAttribute(68219.0, event)
* insert OfAttribute(68219.1, event)
* insert OfAttribute(68219.2, event)
* insert OfAttribute(68219.3, event)
* insert OfAttribute(68219.4, event)
* insert OfAttribute(68219.5, event)
* insert OfAttribute(68219.6, event)
* insert OfAttribute(68219.7, event)
* insert OfAttribute(68219.8, event)
* insert OfAttribute(68219.9, event)
* insert OfAttribute(68219.10, event)
* insert OfAttribute(68219.11, event)
* insert OfAttribute(68219.12, event)
* insert OfAttribute(68219.13, event)
* insert OfAttribute(68219.14, event)
* insert OfAttribute(68219.15, event)

RuleSet: OfAttribute(code, type)
* #{code} ^property[0].code = #type
* #{code} ^property[0].valueString = "{type}"
* #{code} ^property[1].code = #source
* #{code} ^property[1].valueString = "attribute"
