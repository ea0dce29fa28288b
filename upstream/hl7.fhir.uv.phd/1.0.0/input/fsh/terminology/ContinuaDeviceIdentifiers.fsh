CodeSystem: ContinuaDeviceIdentifiers
Id: ContinuaDeviceIdentifiers
Title: "Kinds of device identifiers"
Description: "What kind of address or identifier of a personal health device an identifier is."
* ^experimental = true
* ^caseSensitive = true
* #SYSID "IEEE 11073 System Identifier"
* #BTMAC "Bluetooth MAC address"
* #ETHMAC "Ethernet MAC address"
* #USB "USB PID and VID designators"
* #ZIGBEE "ZigBee MAC address"
