"""What a case is and which way it may go: frozen values and pure functions, no framework."""
