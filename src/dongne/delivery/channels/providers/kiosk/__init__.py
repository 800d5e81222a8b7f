"""복합기 KIOSK: prints what was issued as an electronic document, and has a PC to ask with."""
