"""The order of stories: printed on the policy page, the same every time, and able to say why."""

from curation.ranking.lineup import NO_TASTE, Cap, Lineup, Next, Taste, Tie, between, lined_up
from curation.ranking.order import Because, because, ranked

__all__ = ["NO_TASTE", "Because", "Cap", "Lineup", "Next", "Taste", "Tie", "because", "between", "lined_up", "ranked"]
