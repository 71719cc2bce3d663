"""Answers and networks as files: each module has `write(document) -> bytes`, pure, with nothing looked up."""
