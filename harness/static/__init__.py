"""What can be asked of a chain without a server: rules over its files and over what its SQL declares."""
