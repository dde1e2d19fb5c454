"""Messages made of segments or tagged lines: X12, EDIFACT, HL7, AAMVA and the like."""
