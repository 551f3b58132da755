"""Readers: one module for each kind of file, bytes in, text and what the file says of itself out."""
