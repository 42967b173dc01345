"""Looking into many files: from the cache what is known, side by side what is new."""
