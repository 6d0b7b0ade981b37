"""The built-in provider: what this machine can see by itself, without asking anybody."""
