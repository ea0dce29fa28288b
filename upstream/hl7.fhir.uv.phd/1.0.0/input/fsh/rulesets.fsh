// Inserted under a Device.identifier: an address that the device answers to, told apart by its type.
RuleSet: DeviceAddress(code, namespace)
* type 1..
* type.coding 1..1
* type.coding.system 1..
* type.coding.system = $CDI (exactly)
* type.coding.code 1..
* type.coding.code = #{code} (exactly)
* system 1..
* system = "{namespace}" (exactly)
* value 1..

// Inserted under a CodeableConcept: one coding is an IEEE 11073 term, others may translate it.
RuleSet: MdcCoding
* coding 1..
* coding ^slicing.discriminator.type = #value
* coding ^slicing.discriminator.path = "system"
* coding ^slicing.rules = #open
* coding contains MDCType 1..1
* coding[MDCType] ^short = "The IEEE 11073-10101 term"
* coding[MDCType].system 1..
* coding[MDCType].system = $MDC (exactly)
* coding[MDCType].code 1..
