"""Values that are worth trying: usual ones of each type, and those that conditions speak of."""
