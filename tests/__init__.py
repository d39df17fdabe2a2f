"""Tests: they mirror the code and are its second documentation."""
