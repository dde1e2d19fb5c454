"""The CCPA risk-assessment input of one processing activity, and what a period's packets add up to."""
