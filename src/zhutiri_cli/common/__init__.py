"""What every floor may use: people's text, names, paths, files, errors, dates, plug-ins. Knows nothing of plans."""
