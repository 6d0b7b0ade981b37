"""Vendors: one way to check what they send, tables for what they say, and an adapter for each that we can start."""
