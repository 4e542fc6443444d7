"""Rules on adoption: how an institution comes into being."""
