"""« Mon Foyer »: what the town knows of a household, what its guardians may change at once, what is missing."""
