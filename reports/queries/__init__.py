"""Reads that need to know what a report prints."""
