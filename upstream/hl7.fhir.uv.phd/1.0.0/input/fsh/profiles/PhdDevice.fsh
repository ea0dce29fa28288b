Profile: PhdDevice
Parent: Device
Id: PhdDevice
Title: "Personal Health Device"
Description: "A device that a person measures with at home, described by what it says of itself over IEEE 11073-20601 or Bluetooth Low Energy."
* ^status = #draft
* meta 1..
* meta.profile 1..
* meta.profile ^slicing.discriminator.type = #value
* meta.profile ^slicing.discriminator.path = "value"
* meta.profile ^slicing.rules = #open
* meta.profile contains phdProfile 1..1
* meta.profile[phdProfile] = "http://hl7.org/fhir/uv/phd/StructureDefinition/PhdDevice" (exactly)
* identifier 1..
* identifier ^slicing.discriminator[0].type = #value
* identifier ^slicing.discriminator[0].path = "type.coding.system"
* identifier ^slicing.discriminator[1].type = #value
* identifier ^slicing.discriminator[1].path = "type.coding.code"
* identifier ^slicing.rules = #open
* identifier contains systemIdIdentifier 1..1 and btmacAddressIdentifier 0..1 and macAddressIdentifier 0..1
* identifier[systemIdIdentifier] ^short = "IEEE 11073 system identifier"
* identifier[systemIdIdentifier] insert DeviceAddress(SYSID, urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680)
* identifier[systemIdIdentifier].value ^short = "EUI-64: eight bytes in hexadecimal, joined by dashes; all zeros when the device has none"
* identifier[btmacAddressIdentifier] ^short = "Bluetooth address"
* identifier[btmacAddressIdentifier] insert DeviceAddress(BTMAC, http://hl7.org/fhir/sid/eui-48/bluetooth)
* identifier[macAddressIdentifier] ^short = "Ethernet or Wi-Fi address"
* identifier[macAddressIdentifier] insert DeviceAddress(ETHMAC, http://hl7.org/fhir/sid/eui-48/ethernet)
* manufacturer 1..
* modelNumber 1..
* type 1..
* type insert MdcCoding
* type ^short = "A personal health device"
* type.coding[MDCType].code = #65573 (exactly)
* specialization 1..
* specialization ^short = "What the device measures"
* specialization.systemType insert MdcCoding
* specialization.version 1..
* specialization.version ^short = "Version of the specialization that the device implements"
* version ^short = "Revision of the hardware, of the software or of a protocol"
* version.type 1..
* version.type insert MdcCoding
* property ^slicing.discriminator.type = #value
* property ^slicing.discriminator.path = "type"
* property ^slicing.rules = #open
* property contains bitProperties 0..* and quantitiesProperty 0..* and codedListProperties 0..*
* property[bitProperties] ^short = "A capability or state that is set or cleared"
* property[bitProperties].type from ASN1attribute (required)
* property[bitProperties].type.coding 1..1
* property[bitProperties].type.coding.system 1..
* property[bitProperties].type.coding.system = $ASN1ToHL7 (exactly)
* property[bitProperties].type.coding.code 1..
* property[bitProperties].valueQuantity 0..0
* property[bitProperties].valueCode 1..1
* property[bitProperties].valueCode.coding 1..
* property[bitProperties].valueCode.coding ^slicing.discriminator.type = #value
* property[bitProperties].valueCode.coding ^slicing.discriminator.path = "system"
* property[bitProperties].valueCode.coding ^slicing.rules = #open
* property[bitProperties].valueCode.coding contains V2Binary 1..1
* property[bitProperties].valueCode.coding[V2Binary] ^short = "Y when set, N when cleared"
* property[bitProperties].valueCode.coding[V2Binary].system 1..
* property[bitProperties].valueCode.coding[V2Binary].system = $v2-0136 (exactly)
* property[bitProperties].valueCode.coding[V2Binary].code 1..
* property[quantitiesProperty] ^short = "A duration, such as the resolution of the clock"
* property[quantitiesProperty].type from Quantity11073MDC (required)
* property[quantitiesProperty].type insert MdcCoding
* property[quantitiesProperty].valueQuantity 1..1
* property[quantitiesProperty].valueQuantity.system 1..
* property[quantitiesProperty].valueQuantity.system = $UCUM (exactly)
* property[quantitiesProperty].valueQuantity.code 1..
* property[quantitiesProperty].valueQuantity.code = #us (exactly)
* property[quantitiesProperty].valueCode 0..0
* property[codedListProperties] ^short = "A list of codes, such as the interfaces that the device is certified for"
* property[codedListProperties].type from CodeableConcept11073MDC (required)
* property[codedListProperties].type.coding 1..
* property[codedListProperties].type.coding.system 1..
* property[codedListProperties].type.coding.system = $MDC (exactly)
* property[codedListProperties].type.coding.code 1..
* property[codedListProperties].valueQuantity 0..0
* property[codedListProperties].valueCode 1..
* property[codedListProperties].valueCode.coding 1..
* property[codedListProperties].valueCode.coding.system 1..
* property[codedListProperties].valueCode.coding.code 1..
