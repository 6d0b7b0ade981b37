"""The files of `data/`, read once at the start. What is wrong in them stops the start, by file, line and key."""
