"""The dead man's switch: tells of a night that did not come. To be called by a timer that does not hang on Prefect."""

from __future__ import annotations

from datetime import datetime

from flows.course import send
from flows.datadir import DataDirectory
from flows.notices import of_late_night
from flows.recipients import recipients
from flows.resume import RUNS_LOOKED_AT
from flows.watchdog import last_night, late_night
from warehouse.runs import last_runs


def tell_late_night(data: DataDirectory, now: datetime) -> bool:
    """Tell those whom the operator names that tonight's run did not come, each time that this is called while it lacks;
    whether there was something to tell. A night that failed has told of itself.

    Raises KnowledgeError for a wrong notices.yml.
    """
    night = last_night(last_runs(data.staging, RUNS_LOOKED_AT), now)
    why = late_night(night, now)
    if why is None:
        return False
    send(of_late_night(data, night.started_at if night else None, why), recipients(data))
    return True
