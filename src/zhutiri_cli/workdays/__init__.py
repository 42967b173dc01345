"""Which day counts and when something is due. The only floor that asks ``holidays``."""
