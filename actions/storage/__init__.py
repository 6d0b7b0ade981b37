"""Rows, sealed evidence and the files of `data/`: everything that is kept, turned into values at this edge."""
