"""What the program can do: plain functions over ports, no framework."""
