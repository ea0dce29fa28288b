// What Device.property.type may be, by the kind of its value.

ValueSet: ASN1attribute
Id: ASN1attribute
Title: "Properties with a binary value"
Description: "Bits of the device's attributes; those of its measurements are left out."
* ^experimental = true
* include codes from system ASN1ToHL7 where source = "attribute"

ValueSet: Quantity11073MDC
Id: Quantity11073MDC
Title: "Properties with a quantity"
Description: "IEEE 11073 attributes that hold a duration: resolutions and accuracies of the device's clocks."
* ^experimental = true
* $MDC#68073 "High-resolution relative time"
* $MDC#67914 "Accuracy of Measurement"
* $MDC#68221 "Time synchronization accuracy"
* $MDC#68222 "Resolution of absolute time clock"
* $MDC#68223 "Resolution of relative time clock"
* $MDC#68224 "Resolution of high-resolution relative time clock"
* $MDC#68226 "Resolution of Base offset time clock"
* $MDC#68229 "Tick Resolution"

ValueSet: CodeableConcept11073MDC
Id: CodeableConcept11073MDC
Title: "Properties with codes"
Description: "IEEE 11073 attributes that hold one code or a list of codes."
* ^experimental = true
* $MDC#68193 "Supplemental types"
* $MDC#68220 "Time synchronization method"
* $MDC#532353 "Continua certified PHD interfaces"
* $MDC#532355 "Continua certified Health and Fitness interfaces"
