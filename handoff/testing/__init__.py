"""Twins in memory of what services need from outside; the contract tests run on them and on both databases."""
