"""Rules and what they say: declarations (``families``), the catalogue, the engine that runs them. Pure."""
