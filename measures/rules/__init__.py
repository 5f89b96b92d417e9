"""Arithmetic and policy: values in, values out, no database."""
