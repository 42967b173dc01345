"""A published holiday schedule into the plan's ``calendar``."""
