"""The shared list of ways to help, with the words people use (SKOS labels), in French and English.

Nouns: Skill, SkillWord (a word the coordinator may add). A word is proposed, then approved or refused.
"""
