"""Pictures of the manual, made of the running product: `make manual`."""
