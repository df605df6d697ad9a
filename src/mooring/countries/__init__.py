"""Country packs: each folder is one country's law, directory and services; it imports `mooring.law` only."""
