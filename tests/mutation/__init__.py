"""Mutation check: faults put into the core modules one by one; the tests must notice each of them."""
