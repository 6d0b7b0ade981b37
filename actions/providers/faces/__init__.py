"""Faces: found, judged, compared, and asked to turn. For pilots: it informs the person who decides, and is certified
by nobody."""
