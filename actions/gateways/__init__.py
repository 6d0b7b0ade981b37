"""The programs that this one speaks to."""
