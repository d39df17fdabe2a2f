"""The city: its perimeter, its settings, its service charter. A territory is data, never code.

Nouns: Territory, Commune, ServiceCharter (the public delays and rules).
"""
