"""Maillage: the free software with which a city runs its innovation ecosystem."""

__version__ = "0.1.0"
