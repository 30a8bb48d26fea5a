"""Places that stand behind the comma of another: `Austin, Texas` is one place."""

from __future__ import annotations

_NAMES = """
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana
iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska
nevada newhampshire newjersey newmexico newyork northcarolina northdakota ohio oklahoma oregon pennsylvania
rhodeisland southcarolina southdakota tennessee texas utah vermont virginia washington westvirginia wisconsin wyoming
ontario quebec britishcolumbia alberta england scotland wales ireland unitedkingdom unitedstates usa uk canada mexico
brazil argentina chile peru colombia france germany italy spain portugal netherlands belgium switzerland austria
poland czechia greece turkey russia ukraine sweden norway denmark finland israel iran iraq egypt morocco kenya nigeria
ethiopia southafrica ghana india pakistan bangladesh china japan taiwan korea southkorea northkorea vietnam thailand
indonesia malaysia singapore philippines hongkong australia newzealand saudiarabia berkeley losangeles sandiego davis
irvine longbeach london paris berlin tokyo
"""

PLACES = frozenset(_NAMES.split())
"""US states, countries, and cities by which offices and campuses are told apart; folded."""
