"""What repeats, and what speaks of what: pictures, texts, mentions of an activity. Pure."""
