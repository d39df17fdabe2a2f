"""A need put to a helper: proposed with reasons, sent, answered, met, and its hours given.

Nouns: MatchingRun (one decision of the engine, kept to be replayed), Referral.
Life of a referral: proposed → sent → accepted → met → done; or declined, expired, discarded, cancelled.
"""
