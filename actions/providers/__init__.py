"""Checks of what customers hand in. Each says what it looks at; none says that somebody is who they claim to be."""
