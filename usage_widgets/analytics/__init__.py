"""Arithmetic only: frames and plain values in, frames and codes out."""
