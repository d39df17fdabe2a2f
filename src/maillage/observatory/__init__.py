"""Reads everything, changes nothing: the Monday board, the charter's figures, a partner's account.

Nouns: Board (what a coordinator has to do), Figures (how the promise is kept), Thread (of the cloth).
"""
