"""Words that say little: in a query they are ignored, or weigh less, when others remain.

They are never dropped from the index, since phrases need them. The lists are those that were
measured for the ranking (English only; for other languages no word is little).
"""

from __future__ import annotations

STOP_WORDS = frozenset(
    """
    a about above across after again against all almost alone along already also although always
    am among an and another any anyone anything are aren around as at be became because become
    becomes been before behind being below between both but by can cannot could d did didn do does
    doesn doing don done down during each either else ever every few for from further had has have
    having he hence her here hers herself him himself his how however i if in indeed instead into
    is isn it its itself just ll me might more most much must my myself neither no none nor not now
    of off often on once one only onto or other others otherwise our ours ourselves out over own
    per perhaps quite rather re s same she should since so some still such t than that the their
    theirs them themselves then there thereby therefore these they this those though through
    throughout thus to together too toward towards under until up upon us ve very via was wasn we
    were weren what whatever when where whereas whether which while who whom whose why will with
    within without would yet you your yours yourself yourselves
    """.split()
)

FILLER_WORDS = frozenset(
    """
    anyone article articles available concerning deal dealing deals describe describes describing
    discuss discusses discussing document documents exist exists find give given interest
    interested know known like looking paper papers please possible publication publications
    regarding related relating report reports studies study use used uses using various want work
    works
    """.split()
)
