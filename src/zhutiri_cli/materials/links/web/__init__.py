"""Opening the pages behind publicity links (``--online``): facts about each, politely, and never inside a network."""
