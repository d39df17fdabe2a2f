"""Grammar words and single letters, which say nothing of what one looks for. Ours, in forms.

« son » (sound) and « or » (gold) are trades too: they are not here.
"""

from __future__ import annotations

from string import ascii_lowercase


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELIDED = _words("c d j l m n qu s t jusqu lorsqu puisqu quoiqu presqu")
"""What stands before an apostrophe and is dropped: « l’atelier », « qu’elle »."""

STOP = frozenset(ascii_lowercase) | _words("""
a ai au aux avec c ce ces cet cette d dans de des du elle elles en est et eux il ils j je l la le les leur
leurs lui m ma mais me meme mes moi n ne nos notre nous on ou par pas pour qu que qui s sa se ses si sont sur
t ta te tes toi ton tu un une vos votre vous y
an and are as at be by for from in is it its of our that the their this to we with your
""")
