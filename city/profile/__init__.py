"""« Mes données personnelles »: the guardian's own e-mail, password, devices, copy of their data, and leaving."""
