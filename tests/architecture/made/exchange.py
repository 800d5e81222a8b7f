from __future__ import annotations

from typing import Any

from dongne.outreach.exchange.public import apply_run, take_in
from tests.cast import NOW

from . import Made

TABLE = "팀명,성명,직급\n행정팀,새사람,주무관\n"


def make(things: Any) -> Made:
    lead = things.cast.viewer(things.cast.own.lead)

    def sent(text: str) -> Any:
        dong = things.cast.own.dong
        return take_in(lead, dong_id=dong.pk, name="명단.csv", data=text.encode(), now=NOW)

    waiting = sent(TABLE)
    applied = apply_run(lead, run_id=sent(TABLE.replace("새사람", "온사람")).pk, now=NOW)
    return Made(
        always={"run_id": waiting.pk, "number": 2},
        states={"applied": {"run_id": applied.pk}},
        bodies={
            "import_row": {"row-2-name": "새사람"},
            "export": {"form": "jsonl", "reason": "점검"},
            "import_read": {"kind": "officers", "sheet": "0", "header_row": "1"},
        },
    )
