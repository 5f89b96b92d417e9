"""Reads that more than one view or command needs."""
